"""The sweep: who is told, once, whatever happens in between."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lscp.accounts.models import Membership
from lscp.accounts.roles import Role
from lscp.cases.actions import open_case
from lscp.cases.models import Case
from lscp.deadlines import actions, health, sweep
from lscp.deadlines.compute import Length, Moment, Unit
from lscp.deadlines.enums import FactKind
from lscp.deadlines.models import Clock, Rule, Rung
from lscp.messaging.models import OutboundMessage
from tests.integration.deadlines.conftest import at, day, on

pytestmark = pytest.mark.django_db


def told(kind=None):
    """Who was told what, as (kind, person, rung)."""
    messages = OutboundMessage.objects.order_by("kind", "recipient__email")
    if kind:
        messages = messages.filter(kind=kind)
    return [(m.kind, m.recipient.email, int(m.dedupe_key.rsplit(":", 1)[1])) for m in messages]


HOLDERS = [
    "director@council.example",
    "manager@lscp.example",
    "notifier@council.example",
    "unit@lscp.example",
]
EXECUTIVES = ["executive@council.example", "executive@icb.example", "executive@police.example"]


def test_nothing_is_sent_before_the_first_rung(given_notify_clock, travel):
    travel("2026-03-30T07:59")
    sweep.fire_due_rungs()
    assert told() == []


def test_each_warning_rung_tells_the_holders_and_the_business_unit_once(given_notify_clock, travel):
    for text, rung in (("2026-03-30T08:00", -3), ("2026-04-01T08:00", -1), ("2026-04-02T08:00", 0)):
        travel(text)
        sweep.fire_due_rungs()
        sweep.fire_due_rungs()
        assert [row for row in told() if row[2] == rung] == [
            ("deadline_reminder", who, rung) for who in HOLDERS
        ]
    assert len(told()) == 3 * len(HOLDERS)


def test_due_today_is_not_overdue(given_notify_clock, travel):
    travel("2026-04-02T23:59")
    sweep.fire_due_rungs()
    assert {kind for kind, _who, _rung in told()} == {"deadline_reminder"}


def test_breach_is_raised_at_once_and_the_reminder_waits_for_morning(given_notify_clock, travel, cast):
    travel("2026-04-02T12:00")
    sweep.fire_due_rungs()
    OutboundMessage.objects.all().delete()
    travel("2026-04-03T00:00:01")  # Good Friday begins
    sweep.fire_due_rungs()
    raised = OutboundMessage.objects.filter(kind="deadline_escalated")
    # Nobody named a superior, so the Partnership manager stands in; the Executive is told with them.
    assert [m.recipient.email for m in raised.order_by("recipient__email")] == [
        *EXECUTIVES,
        "manager@lscp.example",
    ]
    assert {m.deliver_after for m in raised} == {at("2026-04-03T00:00:01")}
    reminders = OutboundMessage.objects.filter(kind="deadline_overdue").order_by("recipient__email")
    assert [m.recipient.email for m in reminders] == [who for who in HOLDERS if not who.startswith("manager")]
    assert {m.deliver_after > at("2026-04-03T07:00") for m in reminders} == {True}


def test_named_superior_is_told_of_the_breach(given_notify_clock, travel, cast):
    Membership.objects.filter(user=cast.council_notifier).update(superior=cast.council_scrutiny)
    travel("2026-04-03T00:01")
    sweep.fire_due_rungs()
    people = [who for kind, who, _rung in told("deadline_escalated")]
    assert people == [*EXECUTIVES, "scrutiny@council.example"]


def test_whoever_an_escalation_was_addressed_to_opens_the_clock_and_not_the_case(
    given_notify_clock, travel, cast, signed_in
):
    superior = cast.council_scrutiny
    Membership.objects.filter(user=cast.council_notifier).update(superior=superior)
    travel("2026-04-03T00:00:01")
    chain = Clock.all_records.get(is_live=True, rule__key="notify_panel").chain
    clock_page, case_page = f"/clocks/{chain}/", f"/cases/{given_notify_clock.case.public_id}/clocks/"

    def opens(person):
        client = signed_in(person)
        return [client.get(page).status_code for page in (clock_page, case_page)]

    assert opens(superior) == [404, 404]
    sweep.fire_due_rungs()
    link = OutboundMessage.objects.get(kind="deadline_escalated", recipient=superior).path
    assert link == clock_page
    assert opens(superior) == [200, 404]
    assert opens(cast.school_practitioner) == [404, 404]
    Case.all_records.update(is_restricted=True)
    assert opens(superior) == [404, 404]
    Case.all_records.update(is_restricted=False)
    Membership.objects.filter(user=superior).update(until_on=day("2026-04-01"))
    assert opens(superior) == [404, 404]


def test_escalated_clock_shows_its_reader_nothing_that_was_typed_for_readers_of_the_case(
    given_notify_clock, travel, cast, signed_in
):
    Membership.objects.filter(user=cast.council_notifier).update(superior=cast.council_scrutiny)
    travel("2026-04-03T00:00:01")
    sweep.fire_due_rungs()
    row = Clock.all_records.get(is_live=True, rule__key="notify_panel")
    why = "Pebblewick's aunt could not be reached"
    actions.explain_lateness(row.chain, seen_version=row.position, reason=why, by=cast.lscp_unit)
    for place in ("", "print/"):
        shown = [
            signed_in(person).get(f"/clocks/{row.chain}/{place}").content.decode()
            for person in (cast.lscp_unit, cast.council_scrutiny)
        ]
        assert ["Pebblewick" in page for page in shown] == [True, False]
        assert "Written for readers of the case" in shown[1]


def test_holders_are_reminded_on_every_working_day_after_the_breach(given_notify_clock, travel):
    for text in (
        "2026-04-03T09:00",
        "2026-04-07T09:00",
        "2026-04-08T09:00",
        "2026-04-09T09:00",
        "2026-04-11T09:00",
    ):
        travel(text)
        sweep.fire_due_rungs()
    rungs = sorted({rung for kind, _who, rung in told("deadline_overdue")})
    assert rungs == [
        1,
        2,
        3,
        4,
    ]  # Friday 3rd (holiday), Wednesday 8th, Thursday 9th, and Friday's on Saturday


def test_outage_of_three_days_tells_the_latest_state_once_and_still_escalates(given_notify_clock, travel):
    travel("2026-04-08T10:00")  # warnings -3, -1, 0 and the breach were all missed
    fired = sweep.fire_due_rungs()
    by_person = {}
    for kind, who, rung in told():
        by_person.setdefault(who, []).append((kind, rung))
    assert fired.rungs == 1
    assert {who: len(messages) for who, messages in by_person.items()} == dict.fromkeys(
        [*HOLDERS, *EXECUTIVES], 1
    )
    assert {by_person[who][0] for who in EXECUTIVES} == {("deadline_escalated", 2)}
    assert Rung.objects.get(fired_at__isnull=False).covers == 4


def test_missed_escalation_steps_are_all_taken(given_notify_clock, travel):
    rule = given_notify_clock.rule
    Rule.objects.filter(pk=rule.pk).update(
        escalations=[
            {"after": 1, "superior": False, "roles": [Role.LSCP_MANAGER]},
            {"after": 2, "superior": False, "roles": [Role.EXECUTIVE]},
        ]
    )
    travel("2026-04-08T10:00")
    sweep.fire_due_rungs()
    assert [who for _kind, who, _rung in told("deadline_escalated")] == [*EXECUTIVES, "manager@lscp.example"]


def test_met_clock_sends_nothing(given_notify_clock, given_case, cast, travel):
    travel("2026-03-27T10:00")
    actions.meet(
        given_case, "notify_panel", done=on("2026-03-27"), evidence="NAT-1", by=cast.council_notifier
    )
    travel("2026-04-10T10:00")
    sweep.fire_due_rungs()
    assert told() == []


def test_cancelled_clock_sends_nothing(given_notify_clock, given_case, cast, travel):
    actions.cancel_clocks(given_case, reason="Not notifiable", by=cast.lscp_unit)
    travel("2026-04-10T10:00")
    sweep.fire_due_rungs()
    assert told() == []


def test_recipients_are_those_of_the_moment_it_fires(given_notify_clock, cast, travel):
    membership = Membership.objects.get(user=cast.council_notifier)
    membership.until_on = day("2026-03-27")
    membership.save()
    cast.person("late_joiner", "council", Role.LA_NOTIFIER)
    travel("2026-03-30T08:00")
    sweep.fire_due_rungs()
    assert [who for _kind, who, _rung in told()] == [
        "director@council.example",
        "late_joiner@council.example",
        "manager@lscp.example",
        "unit@lscp.example",
    ]


def test_other_partnership_is_told_nothing(given_notify_clock, cast, travel):
    travel("2026-04-08T10:00")
    sweep.fire_due_rungs()
    assert not {who for _kind, who, _rung in told()} & {
        cast.elsewhere_unit.email,
        cast.elsewhere_executive.email,
        cast.police_only_there.email,
    }


def test_restricted_case_tells_only_its_named_readers(given_notify_clock, given_case, cast, travel, readers):
    Case.all_records.filter(pk=given_case.pk).update(is_restricted=True)
    readers |= {(given_case.pk, cast.lscp_manager.pk), (given_case.pk, cast.icb_executive.pk)}
    travel("2026-04-08T10:00")
    sweep.fire_due_rungs()
    assert told() == [
        ("deadline_escalated", "executive@icb.example", 2),
        ("deadline_escalated", "manager@lscp.example", 2),
    ]


def test_messages_hold_a_reference_a_title_and_dates_only(given_notify_clock, given_case, travel):
    travel("2026-03-30T08:00")
    sweep.fire_due_rungs()
    message = OutboundMessage.objects.first()
    assert (message.reference, message.path, message.context) == (
        given_case.reference,
        given_notify_clock.get_absolute_url(),
        {
            "title": "Notify the national Panel",
            "due": "the end of Thursday 2 April 2026",
            "left": "3 working days left",
        },
    )


def test_clock_recalculated_without_moving_tells_nobody_again(given_notify_clock, given_case, cast, travel):
    travel("2026-03-30T08:00")
    sweep.fire_due_rungs()
    before = told()
    actions.record_fact(
        given_case,
        FactKind.LA_AWARE,
        moment=Moment.of(at("2026-03-26T11:00")),
        source="Log",
        by=cast.lscp_unit,
        reason="The time is known now",
    )
    sweep.fire_due_rungs()
    assert told() == before


def test_clock_moved_closer_tells_its_new_state_at_once(given_notify_clock, given_case, cast, travel):
    travel("2026-03-31T09:00")
    sweep.fire_due_rungs()
    OutboundMessage.objects.all().delete()
    actions.record_fact(
        given_case,
        FactKind.LA_AWARE,
        moment=on("2026-03-24"),
        source="Log",
        by=cast.lscp_unit,
        reason="Earlier call",
    )
    sweep.fire_due_rungs()
    assert told() == [("deadline_reminder", who, 0) for who in HOLDERS]


def test_clock_moved_away_from_breach_starts_its_warnings_again(given_notify_clock, given_case, cast, travel):
    travel("2026-04-08T10:00")
    sweep.fire_due_rungs()
    OutboundMessage.objects.all().delete()
    actions.record_fact(
        given_case,
        FactKind.LA_AWARE,
        moment=on("2026-04-07"),
        source="Log",
        by=cast.lscp_unit,
        reason="Mistyped",
    )
    sweep.fire_due_rungs()
    assert told() == []
    travel("2026-04-09T08:00")
    sweep.fire_due_rungs()
    assert told() == [("deadline_reminder", who, -3) for who in HOLDERS]


def test_safety_clock_speaks_at_night_to_the_agency_and_the_unit(given_case, cast, travel):
    actions.start_clock(
        given_case,
        "immediate_safety",
        start=Moment.of(at("2026-03-23T09:30")),
        by=cast.police_practitioner,
        subject="task",
        agency=cast.agencies["police"],
        length=Length(15, Unit.HOURS),
    )
    travel("2026-03-23T23:40")
    sweep.fire_due_rungs()
    rows = OutboundMessage.objects.values_list("kind", "recipient__email", "deliver_after")
    assert sorted(rows) == [
        ("deadline_safety", who, at("2026-03-23T23:40"))
        for who in ("lead@police.example", "manager@lscp.example", "unit@lscp.example")
    ]


def test_row_that_fails_does_not_stop_the_others_and_fires_later_once(given_notify_clock, cast, travel):
    travel("2026-03-26T10:00")
    others = []
    for _number in range(4):
        case = open_case(cast.here, by=cast.lscp_unit)
        actions.record_fact(
            case, FactKind.LA_AWARE, moment=on("2026-03-26"), source="Call", by=cast.lscp_unit
        )
        others += actions.expect_clocks(case, ["notify_panel"], by=cast.lscp_unit)
    poisoned = Rule.objects.get(pk=given_notify_clock.rule_id)
    poisoned.pk, poisoned.public_id, poisoned.number, poisoned.partnership = None, "0" * 32, 99, cast.here
    poisoned.escalations = [{"after": "nonsense"}]
    poisoned.save()
    _point_rung_at(given_notify_clock, poisoned, cast)
    travel("2026-03-30T08:00")
    fired = sweep.fire_due_rungs()
    assert (fired.rungs, fired.failed) == (4, 1)
    assert len(told()) == 4 * len(HOLDERS)
    held = Rung.objects.get(failures=1)
    assert (held.fire_at, held.fired_at, held.last_error) == (at("2026-03-30T09:00"), None, "TypeError")
    Rule.objects.filter(pk=poisoned.pk).update(escalations=[])
    travel("2026-03-30T09:00")
    assert sweep.fire_due_rungs().rungs == 1
    assert len(told()) == 5 * len(HOLDERS)


def _point_rung_at(clock, rule, cast):
    """Make the clock's live row go by a broken rule, through a new row of the ledger."""
    from lscp.deadlines.enums import Entry
    from lscp.deadlines.ledger import lock_case, successor, write

    lock_case(clock.case_id)
    row = Clock.all_records.select_related("rule", "case", "calendar_version").get(pk=clock.pk)
    write([successor(row, Entry.RECALCULATED, by=cast.lscp_unit, rule=rule)], by=cast.lscp_unit)


def test_sweep_leaves_a_heartbeat(travel, cast):
    assert health.sweep_problem(health.last_sweep()) != ""
    sweep.fire_due_rungs()
    assert health.sweep_problem(health.last_sweep()) == ""
    travel("2026-03-23T09:46")
    assert health.sweep_problem(health.last_sweep()) == (
        "Reminders have not been looked through for 16 minutes. Due dates on these pages are still right."
    )
    assert health.readiness() == {"ok": False, "sweep_age": 960}


def test_sweep_with_nothing_due_takes_three_queries_however_many_clocks_run(given_notify_clock, travel):
    sweep.fire_due_rungs()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        sweep.fire_due_rungs()
    statements = [q["sql"] for q in queries if "SAVEPOINT" not in q["sql"]]
    assert len(statements) <= 3, statements


@pytest.mark.parametrize("clocks", [3, 30])
def test_sweep_takes_the_same_queries_for_few_and_many(cast, travel, clocks):
    travel("2026-03-26T10:00")
    for _number in range(clocks):
        case = open_case(cast.here, by=cast.lscp_unit)
        actions.record_fact(
            case, FactKind.LA_AWARE, moment=on("2026-03-26"), source="Call", by=cast.lscp_unit
        )
        actions.expect_clocks(case, ["notify_panel"], by=cast.lscp_unit)
    travel("2026-03-30T08:00")
    with CaptureQueriesContext(connection) as queries:
        sweep.fire_due_rungs()
    assert len(told()) == clocks * len(HOLDERS)
    assert len([q for q in queries if "SAVEPOINT" not in q["sql"]]) <= 20


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_four_sweeps_at_once_tell_everybody_once(cast, travel, together):
    travel("2026-03-26T10:00")
    for _number in range(12):
        case = open_case(cast.here, by=cast.lscp_unit)
        actions.record_fact(
            case, FactKind.LA_AWARE, moment=on("2026-03-26"), source="Call", by=cast.lscp_unit
        )
        actions.expect_clocks(case, ["notify_panel"], by=cast.lscp_unit)
    travel("2026-03-30T08:00")
    results = together(*[sweep.fire_due_rungs] * 4)
    assert sum(fired.rungs for fired in results) == 12
    assert len(told()) == 12 * len(HOLDERS)
    assert Rung.objects.filter(fired_at=None).count() == 12


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_rung_that_another_worker_holds_is_left_to_it(given_notify_clock, travel, together):
    import threading

    travel("2026-03-30T08:00")
    holding, swept = threading.Event(), threading.Event()

    def hold():
        from django.db import transaction

        with transaction.atomic():
            list(Rung.objects.select_for_update())
            holding.set()
            swept.wait(20)

    def run():
        holding.wait(20)
        try:
            return sweep.fire_due_rungs().rungs
        finally:
            swept.set()

    assert together(hold, run) == [None, 0]
    assert sweep.fire_due_rungs().rungs == 1


@pytest.mark.django_db(transaction=True)
def test_sweep_that_dies_before_its_commit_has_sent_nothing_and_loses_nothing(
    given_notify_clock, travel, monkeypatch
):
    travel("2026-03-30T08:00")
    real = sweep._fire_together

    def dies(*args):
        real(*args)
        raise SystemExit

    monkeypatch.setattr(sweep, "_fire_together", dies)
    with pytest.raises(SystemExit):
        sweep.fire_due_rungs()
    assert (told(), Rung.objects.filter(fired_at=None).count()) == ([], 1)
    monkeypatch.setattr(sweep, "_fire_together", real)
    sweep.fire_due_rungs()
    assert told() == [("deadline_reminder", who, -3) for who in HOLDERS]


def test_rung_left_behind_by_a_clock_that_has_ended_tells_nobody(
    given_notify_clock, given_case, cast, travel
):
    actions.cancel_clocks(given_case, reason="Not notifiable", by=cast.lscp_unit)
    Rung.objects.create(clock=given_notify_clock, number=-3, fire_at=at("2026-03-30T08:00"))
    travel("2026-03-30T08:00")
    assert sweep.fire_due_rungs().rungs == 1
    assert (told(), Rung.objects.filter(fired_at=None).count()) == ([], 0)


def test_clock_that_only_reminds_is_raised_with_nobody_and_never_called_late(given_case, travel, cast, live):
    clock = actions.start_clock(
        given_case, "panel_response", start=on("2026-03-23"), subject="review:1", by=cast.lscp_unit
    )
    assert clock.due_on == day("2026-04-15")
    for moment in ("2026-04-15T23:59", "2026-04-16T09:00", "2026-04-20T09:00", "2026-04-23T09:00"):
        travel(moment)
        sweep.fire_due_rungs()
    assert sorted(told()) == [
        ("deadline_soft", who, rung)
        for who in ("manager@lscp.example", "unit@lscp.example")
        for rung in (1, 2)
    ]
    row = live(clock)
    assert (row.is_late, row.needs_reason) == (False, False)
    words = OutboundMessage.objects.filter(kind="deadline_soft").first().context
    assert words["left"] == "1 working day since the usual time"
    actions.meet(
        given_case,
        "panel_response",
        done=on("2026-04-23"),
        evidence="x",
        subject="review:1",
        by=cast.lscp_unit,
    )
    assert (live(clock).is_late, live(clock).needs_reason) == (False, False)
