"""What kinds, views, decisions, exits and new information do to the clocks: one table, followed everywhere."""

import datetime as dt

import pytest
import time_machine

from lscp.deadlines import actions as clocks
from lscp.deadlines.compute import Moment
from lscp.deadlines.enums import FactKind
from lscp.deadlines.models import Clock, ClockSettings, Fact
from lscp.kernel import clock, events
from lscp.people.typed import text_of
from notifications.actions import exits
from notifications.actions.agreement import revision_of
from notifications.actions.amendment import amend
from notifications.actions.decision import look_again
from notifications.events import CriteriaFoundNotMet, DecidedToNotify
from notifications.policies.judgement import standing_decision
from rapid_reviews.timetable import PLAN
from tests import given
from tests.given_outcomes import given_aware, given_notified, record_receipt
from tests.sent_forms import day as typed_day
from tests.sent_forms import save, submitted

pytestmark = pytest.mark.django_db

INCIDENT = {"notify_panel", "notify_partners"}
NOT_MET = ("not_met",) * 3


def live(record, **given_):
    """The rules whose clocks are expected or run: neither met nor cancelled. Without the rapid review's steps."""
    rows = Clock.all_records.filter(case=record.case, is_live=True, met_at=None, cancelled_at=None, **given_)
    return set(rows.exclude(rule_key__in=("information_review", *PLAN)).values_list("rule_key", flat=True))


def expect_all(record, cast):
    keys = [*INCIDENT, "notify_lac_death", "notify_care_leaver_death", "rapid_review_to_panel"]
    clocks.expect_clocks(record.case, keys, by=cast.system)


def transfer(record, cast):
    exits.transfer(
        record.public_id, seen_version=given.fresh(record).version, area="Westville", told="A. Manager",
        told_moment=Moment(clock.today()), evidence="E-mail", reasons="It happened there", by=cast.lscp_unit,
    )  # fmt: skip


def find_not_met(record, cast):
    exits.find_criteria_not_met(
        record.public_id, seen_version=given.fresh(record).version, reasons="An illness",
        by=cast.council_director,
    )  # fmt: skip


def reopen(record, cast, *, days_ago=0):
    return exits.reopen(
        record.public_id, seen_version=given.fresh(record).version, source="cdop", reasons="A report",
        received_on=clock.today() - dt.timedelta(days=days_ago), by=cast.lscp_unit,
    )  # fmt: skip


# Decisions


@pytest.mark.parametrize("outcome", ["not_notifiable", "local_learning"])
def test_decision_not_to_notify_leaves_no_clock_of_the_duty(cast, outcome):
    record = given.given_views(cast, NOT_MET)
    expect_all(record, cast)
    given.decide(record, cast.council_director, outcome)
    assert live(record) == set()


def test_death_that_is_told_keeps_its_own_clock_alone(cast):
    record = given.given_views(cast, ("tell",) * 3, kinds=("looked_after_death",))
    clocks.expect_clocks(record.case, [*INCIDENT, "rapid_review_to_panel"], by=cast.system)
    given.decide(record, cast.council_director, "tell")
    assert live(record) == {"notify_lac_death"}


def test_decision_to_notify_brings_the_partners_clock_and_the_rapid_review(cast):
    record = given.given_decided(cast)
    assert live(record) == {*INCIDENT, "rapid_review_to_panel"}


def test_looking_again_brings_the_clocks_of_the_kind_of_incident(cast):
    record = given.given_views(cast, NOT_MET, kinds=("looked_after_death",))
    given.decide(record, cast.council_director, "not_notifiable")
    record = given.fresh(record)
    look_again(record.public_id, seen_version=record.version, reasons="x", by=cast.police_executive)
    assert live(record) == {"notify_lac_death"}


def test_one_receipt_meets_every_clock_of_the_national_system(cast):
    kinds = ("serious_incident", "care_leaver_death")
    record = given.given_views(cast, kinds=kinds)
    clocks.expect_clocks(record.case, ["notify_panel", "notify_care_leaver_death"], by=cast.system)
    given.decide(record, cast.council_director)
    given_aware(record, cast.council_notifier)
    record_receipt(record, cast.council_notifier)
    assert live(record) == {"notify_partners", "rapid_review_to_panel"}


# The group's view


def counted_from_the_group(cast):
    ClockSettings.objects.update_or_create(
        partnership=cast.here, defaults={"rapid_review_day_zero": FactKind.RAG_DECIDED.value}
    )


def decided_facts(record):
    rows = Fact.objects.filter(case=record.case, kind="rag_decided", is_live=True)
    return [(row.is_withdrawn, text_of(row.source)) for row in rows]


def test_views_that_the_criteria_are_not_met_start_no_rapid_review(cast):
    counted_from_the_group(cast)
    record = given.given_views(cast, NOT_MET)
    assert (decided_facts(record), live(record), record.status) == ([], set(), "decision")


def test_views_that_the_criteria_are_met_start_the_rapid_review(cast):
    counted_from_the_group(cast)
    record = given.given_views(cast, ("met", "met", "not_met"))
    row = Clock.all_records.get(case=record.case, rule_key="rapid_review_to_panel", is_live=True)
    assert decided_facts(record) == [
        (False, "Signed views of the statutory partners, round 1: the criteria are met")
    ]
    assert (row.is_open, row.start_on) == (True, clock.today())


def test_new_round_that_decides_otherwise_takes_the_day_back(cast):
    counted_from_the_group(cast)
    record = given.given_decided(cast, "not_notifiable", why_it_differs="Because")
    look_again(record.public_id, seen_version=record.version, reasons="x", by=cast.police_executive)
    for name in given.PARTNERS:
        given.given_view(record, getattr(cast, f"{name}_rag"), "not_met")
    assert [withdrawn for withdrawn, _source in decided_facts(record)] == [True]
    assert "rapid_review_to_panel" not in live(record)


# What an exit leaves, and coming back


@pytest.mark.parametrize("leave", [find_not_met, transfer])
def test_exit_voids_the_decision_with_its_reason(cast, leave):
    record = given.given_decided(cast)
    leave(record, cast)
    why = record.decisions.get().voiding.why
    assert (standing_decision(record), why) == (
        None, "transferred" if leave is transfer else "criteria_not_met",
    )  # fmt: skip


def test_register_still_says_what_was_decided_before_the_criteria_were_found_not_met(cast, signed_in):
    record = given.given_decided(cast)
    find_not_met(record, cast)
    page = signed_in(cast.lscp_unit).get("/notifications/considered/")
    rows = {row[0].text: [getattr(cell, "text", cell) for cell in row] for row in page.context["rows"]}
    assert "Notify the national Panel" in str(rows[record.case.reference])


def test_reopening_voids_the_decision_and_starts_clocks_from_the_new_information(cast):
    record = given.given_decided(cast, "not_notifiable", NOT_MET)
    given_aware(record, cast.council_notifier, days_ago=40)
    row = reopen(record, cast, days_ago=1)
    assert (standing_decision(record), record.decisions.get().voiding.why) == (None, "reopened")
    begun = Clock.all_records.get(
        case=record.case, rule_key="notify_panel", is_live=True, subject=str(row.public_id)
    )
    assert (begun.start_on, begun.is_late, begun.is_provisional) == (row.received_on, False, False)
    fact = Fact.objects.get(case=record.case, kind="new_information", is_live=True)
    assert (fact.on, text_of(fact.source)) == (
        row.received_on, "New information from: The Child Death Overview Panel",
    )  # fmt: skip


def test_clocks_of_new_information_say_so_on_the_page(cast, signed_in):
    record = given.given_decided(cast, "not_notifiable", NOT_MET)
    client = signed_in(cast.lscp_unit)
    said = "Since new information opened the case again"
    assert said not in client.get(record.get_absolute_url()).content.decode()
    reopen(record, cast)
    assert said in client.get(record.get_absolute_url()).content.decode()


def test_reopening_follows_the_kind_of_incident(cast):
    record = given.given_views(cast, ("tell",) * 3, kinds=("looked_after_death",))
    given.decide(record, cast.council_director, "tell")
    record_receipt(record, cast.council_notifier)
    reopen(record, cast)
    assert live(record) == {"notify_lac_death"}


def test_partners_who_knew_are_not_to_be_told_once_more(cast):
    record = given.given_decided(cast, "not_notifiable", NOT_MET)
    clocks.record_fact(
        record.case, "partners_aware", moment=Moment(clock.today()), source="E-mail", by=cast.lscp_unit
    )
    reopen(record, cast)
    assert live(record) == {"notify_panel"}


def test_second_notification_leaves_the_first_in_time(cast):
    record = given_notified(cast)
    first = Clock.all_records.get(case=record.case, rule_key="notify_panel", is_live=True)
    transfer(record, cast)
    with time_machine.travel(clock.real_now() + dt.timedelta(days=60)):
        row = reopen(record, cast)
        given.decide(record, cast.council_director)
        record_receipt(record, cast.council_notifier, reference="SIN-9")
        rows = Clock.all_records.filter(case=record.case, rule_key="notify_panel", is_live=True)
        met = {each.subject: (text_of(each.met_evidence), each.met_at, each.is_late) for each in rows}
    assert met[""] == ("National reference SIN-4711", first.met_at, False)
    evidence, _met_at, is_late = met[str(row.public_id)]
    assert (evidence, is_late) == ("National reference SIN-9", False)


def test_notifying_again_opens_the_rapid_review_again(cast, monkeypatch):
    heard = []
    for event in (DecidedToNotify, CriteriaFoundNotMet):
        monkeypatch.setitem(events._consequences, event, [lambda e: heard.append(type(e).__name__)])
    record = given.given_decided(cast)
    find_not_met(record, cast)
    reopen(record, cast)
    given.decide(record, cast.council_director)
    assert heard == ["DecidedToNotify", "CriteriaFoundNotMet", "DecidedToNotify"]
    assert [d.number for d in record.decisions.all()] == [1, 2]
    transfer(record, cast)
    reopen(record, cast)
    for name in given.PARTNERS:
        given.given_view(record, getattr(cast, f"{name}_rag"), "not_met")
    given.decide(record, cast.council_director, "not_notifiable")
    assert heard == ["DecidedToNotify", "CriteriaFoundNotMet", "DecidedToNotify"]


# Amendments


def change(record):
    amend(record.public_id, reason="We know more now", seen_revision=revision_of(record), by=record.raised_by)


def test_amendment_that_tells_of_no_death_takes_it_back(cast):
    today = clock.today()
    died = {"child_died": "yes", "death_at": {**typed_day(today), "time": ""}, "sudden": "yes"}
    record = submitted(cast, harm="died", **died)
    assert {"sudic_meeting", "child_death_notification"} <= live(record, is_open=True)
    save(record, "incident", "death", {"child_died": "no", "death_at": {}, "sudden": ""})
    change(record)
    fact = Fact.objects.get(case=record.case, kind="death", is_live=True)
    assert (fact.is_withdrawn, text_of(fact.reason)) == (True, "The notification was amended (version 2)")
    assert not live(record, is_open=True) & {"sudic_meeting", "child_death_notification"}
    save(record, "incident", "death", died)
    change(record)
    assert {"sudic_meeting", "child_death_notification"} <= live(record, is_open=True)


def test_amendment_that_changes_the_kind_changes_the_clocks(cast):
    record = submitted(cast)
    assert live(record) == INCIDENT
    save(record, "about", "kinds", {"kinds": ["learning"]})
    change(record)
    assert live(record) == set()
    save(record, "about", "kinds", {"kinds": ["serious_incident"]})
    change(record)
    assert live(record) == INCIDENT


def test_amendment_after_the_decision_leaves_the_clocks_to_the_decision(cast):
    record = submitted(cast)
    given.decide(record, cast.council_director)
    save(record, "about", "kinds", {"kinds": ["learning"]})
    change(record)
    assert live(record) == {*INCIDENT, "rapid_review_to_panel"}


def test_what_was_taken_off_by_hand_stays_off_at_an_amendment(cast):
    record = submitted(cast)
    clocks.withdraw_fact(record.case, FactKind.AGENCY_AWARE, reason="Another case", by=cast.lscp_unit)
    save(record, "incident", "condition", {"injuries": "More burns"})
    change(record)
    assert Fact.objects.get(case=record.case, kind="agency_aware", is_live=True).is_withdrawn
