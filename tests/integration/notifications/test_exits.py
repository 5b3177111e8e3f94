"""Waiting, criteria found not met, another area, new information: who may, what stays, who is told."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from lscp.audit.models import AuditEvent
from lscp.deadlines import actions as clocks
from lscp.deadlines.compute import Moment
from lscp.deadlines.models import Clock
from lscp.deadlines.sweep import fire_due_rungs
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused, Stale
from lscp.messaging.models import OutboundMessage
from lscp.people.typed import text_of
from notifications.actions import consideration, exits
from notifications.enums import NotificationStatus as S
from notifications.models import CriteriaFinding, InformationAwaited, Reopening, Transfer
from notifications.policies import exits as policies
from notifications.policies import triage as triage_policies
from notifications.workflow import TRANSITIONS
from tests.given import fresh, given_decided, given_submitted, given_under_consideration
from tests.given_outcomes import NARRATIVE, given_notified, given_to_notify, wait_for_information

OUTSIDERS = [
    "hospital_lead",
    "school_practitioner",
    "elsewhere_unit",
    "lscp_admin",
    "superuser",
    "police_left",
]
PAGES = ["wait/", "wait/end/", "criteria-not-met/", "criteria-not-met/panel-told/", "transfer/", "reopen/"]


def told(kind):
    rows = OutboundMessage.objects.filter(kind=kind).select_related("recipient")
    return {str(row.recipient) for row in rows}


def find_not_met(notification, by, **kwargs):
    given = {"seen_version": fresh(notification).version, "reasons": NARRATIVE}
    return exits.find_criteria_not_met(notification.public_id, by=by, **{**given, **kwargs})


def transfer(notification, by, **kwargs):
    given = {
        "seen_version": fresh(notification).version, "area": "Westville", "told": "A. Manager, Westville",
        "told_moment": Moment(clock.today()), "evidence": "Their e-mail", "reasons": NARRATIVE,
    }  # fmt: skip
    return exits.transfer(notification.public_id, by=by, **{**given, **kwargs})


def reopen(notification, by, **kwargs):
    given = {
        "seen_version": fresh(notification).version, "source": "cdop", "received_on": clock.today(),
        "reasons": NARRATIVE,
    }  # fmt: skip
    return exits.reopen(notification.public_id, by=by, **{**given, **kwargs})


# Waiting for information


def test_waiting_has_a_clock_that_ends_on_the_review_date(cast):
    notification = given_under_consideration(cast)
    wait = wait_for_information(notification, cast.lscp_unit, days=9)
    now = fresh(notification)
    row = Clock.all_records.get(case=notification.case, rule_key="information_review", is_live=True)
    assert (now.status, now.review_on, row.due_on) == ("awaiting", wait.review_on, wait.review_on)
    assert wait.reasons.open() == NARRATIVE
    assert "Hospital Practitioner" in told("referrer_news")


def test_review_date_reminds_the_business_unit_when_it_comes(cast):
    notification = given_under_consideration(cast)
    wait_for_information(notification, cast.lscp_unit, days=9)
    OutboundMessage.objects.all().delete()
    with time_machine.travel(clock.real_now() + dt.timedelta(days=9)):
        fire_due_rungs()
        kinds = set(
            OutboundMessage.objects.filter(recipient=cast.lscp_unit, reference=notification.case.reference)
            .filter(context__title__icontains="waits for information")
            .values_list("kind", flat=True)
        )
    assert kinds == {"deadline_reminder"}


def test_review_date_today_or_earlier_is_refused(cast):
    notification = given_under_consideration(cast)
    with pytest.raises(ValueError, match="in the future"):
        wait_for_information(notification, cast.lscp_unit, days=0)
    assert not InformationAwaited.all_records.exists()


def test_waiting_ends_with_a_new_round_of_views(cast):
    notification = given_under_consideration(cast)
    wait = wait_for_information(notification, cast.lscp_unit)
    before = notification.case.signing_rounds.count()
    exits.end_waiting(
        notification.public_id,
        seen_version=fresh(notification).version,
        came="The report came",
        by=cast.lscp_unit,
    )
    wait.refresh_from_db()
    row = Clock.all_records.get(case=notification.case, rule_key="information_review", is_live=True)
    assert (fresh(notification).status, fresh(notification).review_on) == ("consideration", None)
    assert (wait.came.open(), wait.ended_by, row.is_open) == ("The report came", cast.lscp_unit, False)
    assert notification.case.signing_rounds.count() == before + 1


def test_wait_that_the_authority_decided_can_be_ended_too(cast):
    notification = given_decided(
        cast, "await", why_it_differs="Not enough is known", review_on=clock.today() + dt.timedelta(days=5)
    )
    assert notification.status == "awaiting"
    exits.end_waiting(
        notification.public_id, seen_version=notification.version, came="Came", by=cast.lscp_unit
    )
    assert fresh(notification).status == "consideration"
    assert not Clock.all_records.filter(
        case=notification.case, rule_key="information_review", is_live=True, is_open=True
    ).exists()


def test_list_of_what_waits_shows_what_the_reader_sees(cast, signed_in):
    notification = given_under_consideration(cast)
    wait_for_information(notification, cast.lscp_unit)
    page = signed_in(cast.lscp_unit).get("/notifications/waiting/")
    assert notification.case.reference in page.content.decode()
    elsewhere = signed_in(cast.elsewhere_unit).get("/notifications/waiting/")
    assert (elsewhere.status_code, notification.case.reference in elsewhere.content.decode()) == (200, False)
    assert signed_in(cast.police_rag).get("/notifications/waiting/").status_code == 403


# Criteria later found not met


def test_criteria_found_not_met_ends_clocks_but_never_safety(cast):
    notification = given_notified(cast)
    clocks.start_clock(
        notification.case, "immediate_safety", start=Moment.of(clock.now()), subject="task", by=cast.system
    )
    finding = find_not_met(notification, cast.council_director)
    open_now = Clock.all_records.filter(case=notification.case, is_live=True, is_open=True)
    assert [row.rule_key for row in open_now] == ["immediate_safety"]
    assert (fresh(notification).status, finding.panel_told_on) == ("criteria_not_met", None)
    met = Clock.all_records.get(case=notification.case, rule_key="notify_panel", is_live=True)
    assert (met.cancelled_at, text_of(met.met_evidence)) == (None, "National reference SIN-4711")


def test_panel_told_is_recorded_at_once_or_later(cast):
    notification = given_notified(cast)
    find_not_met(notification, cast.council_notifier)
    with pytest.raises(ValueError, match="must be in the past"):
        exits.record_panel_told(
            notification.public_id, seen_version=fresh(notification).version,
            panel_told_on=clock.today() + dt.timedelta(days=1), panel_told_how="E-mail", by=cast.lscp_unit,
        )  # fmt: skip
    exits.record_panel_told(
        notification.public_id, seen_version=fresh(notification).version, panel_told_on=clock.today(),
        panel_told_how="E-mail", by=cast.lscp_unit,
    )  # fmt: skip
    row = CriteriaFinding.all_records.get()
    assert (row.panel_told_on, text_of(row.panel_told_how), row.panel_told_recorded_by) == (
        clock.today(), "E-mail", cast.lscp_unit,
    )  # fmt: skip
    assert policies.can_record_panel_told(cast.lscp_unit, fresh(notification)).code == "state"


@pytest.mark.parametrize("who", ["lscp_unit", "police_rag", "police_executive"])
def test_only_the_authority_finds_that_criteria_are_not_met(cast, who):
    notification = given_notified(cast)
    with pytest.raises(PermissionDenied):
        find_not_met(notification, getattr(cast, who))
    assert fresh(notification).status == "notified"


# Another area


def test_transfer_keeps_area_who_was_told_and_evidence(cast):
    notification = given_to_notify(cast)
    row = transfer(notification, cast.lscp_unit)
    assert (text_of(row.area), text_of(row.told), row.told_on, text_of(row.evidence), row.from_status) == (
        "Westville", "A. Manager, Westville", clock.today(), "Their e-mail", "to_notify",
    )  # fmt: skip
    assert fresh(notification).status == "transferred"
    assert not Clock.all_records.filter(case=notification.case, is_live=True, is_open=True).exists()
    assert {"Police Rag", "Lscp Scrutineer"} <= told("notification_transferred")
    assert {"Hospital Practitioner"} <= told("referrer_news")


def test_transfer_before_anybody_was_told_is_refused(cast):
    notification = given_to_notify(cast)
    with pytest.raises(ValueError, match="must be in the past"):
        transfer(notification, cast.lscp_unit, told_moment=Moment(clock.today() + dt.timedelta(days=1)))
    assert not Transfer.all_records.exists()


# Opened again


@pytest.mark.parametrize("outcome", ["local_learning", "not_notifiable"])
def test_new_information_opens_a_closed_case_again_with_its_clock(cast, outcome):
    notification = given_decided(cast, outcome, ("not_met",) * 3)
    clocks.record_fact(
        notification.case, "la_aware", moment=Moment(clock.today()), source="Call", by=cast.council_notifier
    )
    row = reopen(notification, cast.lscp_unit)
    assert (row.source, row.from_status, row.reasons.open()) == ("cdop", outcome, NARRATIVE)
    assert fresh(notification).status == "consideration"
    assert Clock.all_records.get(case=notification.case, rule_key="notify_panel", is_live=True).is_open


@pytest.mark.parametrize("how", [find_not_met, transfer])
def test_other_exits_can_be_opened_again(cast, how):
    notification = given_notified(cast)
    how(notification, cast.council_director if how is find_not_met else cast.lscp_unit)
    reopen(notification, cast.lscp_unit, source="panel")
    assert fresh(notification).status == "consideration"
    assert Reopening.all_records.get().source == "panel"


# Everybody and every status


def test_outsiders_get_nothing_at_any_step(cast, signed_in):
    notification = given_under_consideration(cast)
    for who in OUTSIDERS:
        person = getattr(cast, who)
        with pytest.raises(OutOfScope):
            wait_for_information(notification, person)
        for action in (find_not_met, transfer, reopen):
            with pytest.raises(OutOfScope):
                action(notification, person)
        client = signed_in(person)
        found = [client.get(f"/notifications/{notification.public_id}/{page}").status_code for page in PAGES]
        assert found == [404] * len(PAGES)


def test_referrer_and_members_may_take_none_of_these_steps(cast, signed_in):
    notification = given_under_consideration(cast)
    for who in ("hospital_practitioner", "police_rag", "lscp_scrutineer"):
        client = signed_in(getattr(cast, who))
        found = [client.get(f"/notifications/{notification.public_id}/{page}").status_code for page in PAGES]
        assert found == [403] * len(PAGES)


@pytest.mark.parametrize("status", S.values)
def test_steps_follow_the_table_in_every_status(cast, status):
    notification = given_under_consideration(cast)
    notification.status = status
    asked = {
        "await_information": policies.can_await_information(cast.lscp_unit, notification),
        "find_criteria_not_met": policies.can_find_criteria_not_met(cast.council_director, notification),
        "transfer": policies.can_transfer(cast.lscp_unit, notification),
        "reopen": policies.can_reopen(cast.lscp_unit, notification),
    }
    assert {step: verdict.code for step, verdict in asked.items()} == {
        step: "" if status in TRANSITIONS[step].sources else "state" for step in asked
    }


@pytest.mark.parametrize("step", ["await_information", "transfer", "merge", "reopen"])
def test_business_unit_settles_nothing_that_it_raised_itself(cast, step):
    notification = given_submitted(cast, by=cast.lscp_unit, agency="lscp")
    notification.status = sorted(TRANSITIONS[step].sources)[0]
    policy = getattr(triage_policies if step == "merge" else policies, f"can_{step}")
    people = (cast.lscp_unit, cast.lscp_manager)
    assert [policy(person, notification).code for person in people] == ["conflict", ""]
    consideration.declare_conflict(notification.public_id, reason="x", by=cast.lscp_manager)
    assert policy(cast.lscp_manager, notification).code == "conflict"


def test_death_that_is_to_be_told_can_be_transferred(cast):
    notification = given_decided(cast, "tell", ("tell",) * 3)
    assert transfer(notification, cast.lscp_unit).from_status == "to_tell"


def test_stale_page_is_refused_and_says_who_was_first(cast):
    notification = given_under_consideration(cast)
    seen = notification.version
    transfer(notification, cast.lscp_unit)
    with pytest.raises(Stale) as stale:
        transfer(notification, cast.lscp_manager, seen_version=seen)
    assert stale.value.by == "Lscp Unit"
    with pytest.raises(Refused):
        transfer(notification, cast.lscp_manager)


@pytest.mark.django_db(transaction=True)
def test_transfer_and_wait_at_once_let_one_win(cast, together):
    notification = given_under_consideration(cast)
    seen = notification.version

    def wait():
        return exits.await_information(
            notification.public_id, seen_version=seen, reasons="x", by=cast.lscp_manager,
            review_on=clock.today() + dt.timedelta(days=3),
        )  # fmt: skip

    results = together(wait, lambda: transfer(notification, cast.lscp_unit, seen_version=seen))
    assert sorted(type(one).__name__ for one in results) in (
        ["InformationAwaited", "Stale"],
        ["Stale", "Transfer"],
    )


def test_reasons_are_sealed_and_stand_in_no_record_or_message(cast):
    notification = given_to_notify(cast)
    transfer(notification, cast.lscp_unit)
    reopen(notification, cast.lscp_unit)
    written = str(list(AuditEvent.objects.values())) + str(list(OutboundMessage.objects.values()))
    assert "Quilliam" not in written
    verbs = set(
        AuditEvent.objects.filter(case_id=str(notification.case.public_id)).values_list("verb", flat=True)
    )
    assert {"notifications.transferred", "notifications.reopened"} <= verbs


def test_transfer_page_works_and_keeps_what_was_typed(cast, signed_in):
    notification = given_to_notify(cast)
    client = signed_in(cast.lscp_unit)
    url = f"/notifications/{notification.public_id}/transfer/"
    day = clock.today() + dt.timedelta(days=2)
    data = {
        "seen_version": notification.version, "area": "Westville", "told": "A. Manager", "evidence": "E-mail",
        "told_moment_day": day.day, "told_moment_month": day.month, "told_moment_year": day.year,
        "told_moment_time": "", "reasons": "It happened there",
    }  # fmt: skip
    refused = client.post(url, data).content.decode()
    assert ("today or in the past" in refused, "It happened there" in refused) == (True, True)
    day = clock.today()
    data |= {"told_moment_day": day.day, "told_moment_month": day.month, "told_moment_year": day.year}
    assert client.post(url, data).status_code == 302
    assert Transfer.all_records.get().told_at is None
