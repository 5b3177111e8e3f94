"""A case that leaves the usual way leaves nothing open: views, questions, waits, requests and clocks end."""

import pytest

from lscp.audit.models import AuditEvent
from lscp.deadlines import actions as clocks
from lscp.deadlines.compute import Moment
from lscp.deadlines.models import Clock
from lscp.kernel import clock
from lscp.messaging import broker
from lscp.people.typed import text_of
from lscp.signing.models import SigningRound
from notifications.actions import duplicates, exits, triage
from notifications.actions.agreement import answer_lead, ask_lead, revision_of
from notifications.models import InformationRequest
from notifications.queries.lead import lead_view
from notifications.queries.lists import asked_to_agree
from tests.given import decide
from tests.given_outcomes import wait_for_information
from tests.sent_forms import filled_draft, fresh, submitted

pytestmark = pytest.mark.django_db
REASONS = "Zebrington Quill lives elsewhere"


@pytest.fixture(autouse=True)
def _broker_answers(monkeypatch):
    monkeypatch.setattr(broker, "ping", lambda: True)


def transfer(one, cast):
    exits.transfer(
        one.public_id, seen_version=fresh(one).version, area="Westville", told="A. Manager, Westville",
        told_moment=Moment(clock.today()), evidence="Their e-mail", reasons=REASONS, by=cast.lscp_unit,
    )  # fmt: skip


def find_not_met(one, cast):
    decide(one, cast.council_director)
    exits.find_criteria_not_met(
        one.public_id, seen_version=fresh(one).version, reasons=REASONS, by=cast.council_director
    )


def merge(one, cast):
    other = submitted(cast, by=cast.school_practitioner, agency="school", name=("Ignatius", "Marrowbone"))
    duplicates.merge(
        one.public_id, other_id=other.public_id, reason="The same", seen_version=fresh(one).version,
        by=cast.lscp_unit,
    )  # fmt: skip


WAYS = {
    transfer: "Another area took the incident over",
    find_not_met: "The criteria were found not to be met",
    merge: "The Business Unit looks after it together with what else it knows",
}
each_way = pytest.mark.parametrize("leave", WAYS, ids=lambda way: way.__name__)


def consider(one, cast):
    triage.consider(one.public_id, seen_version=fresh(one).version, by=cast.lscp_unit)


def ask_questions(one, cast):
    return triage.return_for_information(
        one.public_id, seen_version=fresh(one).version, questions=["Who was there?"], by=cast.lscp_unit
    )


@each_way
def test_leaving_ends_the_round_of_views_and_says_so_on_the_record(cast, leave):
    one = submitted(cast)
    consider(one, cast)
    leave(one, cast)
    the_round = SigningRound.all_records.get(case=one.case)
    assert (the_round.end_reason, the_round.ended_at is not None) == ("closed", True)
    assert AuditEvent.objects.filter(verb="signing.round_ended", case_id=str(one.case.public_id)).count() == 1


@each_way
def test_leaving_cancels_clocks_with_the_reason_but_never_what_guards_a_child(cast, leave):
    one = submitted(cast)
    consider(one, cast)
    clocks.start_clock(one.case, "immediate_safety", start=Moment.of(clock.now()), by=cast.lscp_unit)
    leave(one, cast)
    live = Clock.all_records.filter(case=one.case, is_live=True)
    assert list(live.filter(is_open=True).values_list("rule_key", flat=True)) == ["immediate_safety"]
    gone = {text_of(row.why) for row in live.filter(entry="cancelled").exclude(rule_key="")}
    assert gone == {WAYS[leave]}
    assert live.filter(rule_key="notify_panel", entry="cancelled").count() == 1


@each_way
def test_request_to_agree_that_nobody_answered_lapses(cast, leave, signed_in):
    one = submitted(cast)
    request = ask_lead(one.public_id, lead=cast.hospital_lead, by=one.raised_by)
    consider(one, cast)
    assert list(asked_to_agree(cast.hospital_lead)) == [one]
    leave(one, cast)
    request.refresh_from_db()
    assert (request.answer, request.answered_at is not None) == ("lapsed", True)
    assert list(asked_to_agree(cast.hospital_lead)) == []
    assert "had not answered when that ended" in lead_view(fresh(one)).words
    page = signed_in(cast.lscp_unit).get(one.get_absolute_url()).content.decode()
    assert "had not answered when that ended" in page
    entry = AuditEvent.objects.get(verb="notifications.asking_ended", case_id=str(one.case.public_id))
    assert entry.data == {"what": "a request to agree"}
    assert entry.reason in {WAYS[leave], "The local authority decided"}


def test_answer_that_the_lead_gave_stays_as_it_is(cast):
    one = submitted(cast)
    request = ask_lead(one.public_id, lead=cast.hospital_lead, by=one.raised_by)
    answer_lead(
        one.public_id, request_id=request.public_id, seen_revision=revision_of(one), agrees=True, reasons="",
        by=cast.hospital_lead,
    )  # fmt: skip
    transfer(one, cast)
    request.refresh_from_db()
    assert request.answer == "agreed"


@pytest.mark.parametrize("leave", [transfer, merge], ids=lambda way: way.__name__)
def test_open_questions_end_with_the_reason_and_are_shown_so(cast, leave, signed_in):
    one = submitted(cast)
    asked = ask_questions(one, cast)
    leave(one, cast)
    asked.refresh_from_db()
    assert (asked.answered_at, asked.ended_by, asked.ended_why) == (None, cast.lscp_unit, WAYS[leave])
    page = signed_in(cast.lscp_unit).get(one.get_absolute_url()).content.decode()
    assert f"{WAYS[leave]}." in page
    assert "Not answered yet" not in page


def test_case_that_came_back_can_be_asked_and_wait_again(cast):
    one = submitted(cast)
    ask_questions(one, cast)
    transfer(one, cast)
    again = {"source": "cdop", "received_on": clock.today(), "reasons": REASONS, "by": cast.lscp_unit}
    exits.reopen(one.public_id, seen_version=fresh(one).version, **again)
    ask_questions(one, cast)
    consider(one, cast)
    wait_for_information(fresh(one), cast.lscp_unit)
    transfer(one, cast)
    wait = one.waits.get()
    assert (wait.ended_by, wait.came.open()) == (cast.lscp_unit, WAYS[transfer])
    exits.reopen(one.public_id, seen_version=fresh(one).version, **again)
    wait_for_information(fresh(one), cast.lscp_unit)
    found = InformationRequest.all_records.filter(notification=one).values_list("ended_why", flat=True)
    assert sorted(found) == [WAYS[transfer], "It was passed on without the answers"]


def test_decision_ends_what_was_still_asked(cast):
    one = submitted(cast)
    asked = ask_questions(one, cast)
    decide(one, cast.council_director)
    asked.refresh_from_db()
    assert asked.ended_why == "The local authority decided"
    other = submitted(cast, name=("Ignatius", "Marrowbone"))
    consider(other, cast)
    wait_for_information(fresh(other), cast.lscp_unit)
    decide(other, cast.council_director)
    assert other.waits.get().ended_by == cast.council_director


def test_request_of_a_draft_is_not_touched(cast):
    draft = filled_draft(cast)
    ask_lead(draft.public_id, lead=cast.hospital_lead, by=draft.raised_by)
    transfer(submitted(cast, name=("Ignatius", "Marrowbone")), cast)
    assert list(asked_to_agree(cast.hospital_lead)) == [draft]
