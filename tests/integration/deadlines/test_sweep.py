"""The sweep: who is told, once, whatever happens in between."""

import pytest

from lscp.accounts.models import Membership
from lscp.accounts.roles import Role
from lscp.cases.models import Case
from lscp.deadlines import actions, sweep
from lscp.deadlines.compute import Length, Moment, Unit
from lscp.deadlines.models import Clock, Rung
from lscp.messaging.models import OutboundMessage
from tests.integration.deadlines.conftest import at, day, on
from tests.integration.deadlines.telling import EXECUTIVES, HOLDERS, told

pytestmark = pytest.mark.django_db


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
