"""An agency that is asked says that a child is at risk now: on the case's one lane, seen by no other agency."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from lscp.deadlines.models import Clock
from lscp.kernel.access import OutOfScope, Refused
from lscp.messaging.models import OutboundMessage
from lscp.tasks.models import SafetyAction
from rapid_reviews.actions import steps, withdrawing
from rapid_reviews.actions.report_safety import raise_for_request
from rapid_reviews.queries.report_safety import safety_open
from tests.given_recommendations import given_ready, recommend
from tests.given_returns import given_request
from tests.given_reviews import ask, fresh_request, given_review

pytestmark = pytest.mark.django_db
SECRET = "See Zebrina at her aunt's tonight"


@pytest.fixture
def review(cast):
    return given_review(cast)


@pytest.fixture
def school(cast, review):
    """The school's request, with somebody named to write its return."""
    return given_request(cast, "school", review=review, people=[cast.school_practitioner])


@pytest.fixture
def hospital(cast, review, school):
    """Another agency's request in the same review, with somebody named."""
    return given_request(cast, "hospital", review=review, people=[cast.hospital_practitioner])


def at(request, name="request_safety"):
    return reverse(f"rapid_reviews:{name}", args=[request.public_id])


def say(request, by, needed=SECRET, *, lead_involved=False):
    return raise_for_request(
        request.public_id, seen_version=None, needed=needed, lead_involved=lead_involved, by=by
    )


def told(action):
    rows = OutboundMessage.objects.filter(kind="safety_raised", dedupe_key__contains=str(action.public_id))
    return {row.recipient for row in rows}


def test_writer_raises_one_from_the_request_on_the_lane_of_the_case(cast, review, school, signed_in):
    client = signed_in(cast.school_practitioner)
    assert at(school) in client.get(school.get_absolute_url()).content.decode()
    page = client.get(at(school)).content.decode()
    assert ("does not replace the call" in page, "999" in page) == (True, True)
    version = fresh_request(school).version
    answer = client.post(at(school), {"seen_version": version, "needed": SECRET, "lead_involved": "no"})
    action = SafetyAction.all_records.get(case=review.case)
    assert answer.url == action.get_absolute_url()
    assert (action.agency, action.raised_by, action.tells_lead) == (
        cast.agencies["school"], cast.school_practitioner, True,
    )  # fmt: skip
    assert action.concern.open() == {"needed": SECRET}
    assert safety_open(review) == [action]
    assert Clock.all_records.get(rule_key="immediate_safety", subject=str(action.public_id)).due_at
    assert client.get(action.get_absolute_url()).status_code == 200
    shown = client.get(school.get_absolute_url()).content.decode()
    assert (action.get_absolute_url() in shown, SECRET in shown) == (True, False)


def test_business_unit_and_the_agencys_lead_are_told_at_once_by_reference_only(cast, review, school):
    action = say(school, cast.school_practitioner)
    assert told(action) == {cast.lscp_unit, cast.lscp_manager, cast.school_lead}
    for row in OutboundMessage.objects.filter(kind="safety_raised"):
        assert row.urgency == "immediate"
        assert row.reference == review.case.reference
        assert "Zebrina" not in f"{row.context} {row.path} {row.dedupe_key}"


def test_lead_who_may_be_involved_is_not_told_and_sees_nothing(cast, school, signed_in):
    first = say(school, cast.school_practitioner)
    action = say(school, cast.school_practitioner, lead_involved=True)
    assert told(action) == {cast.lscp_unit, cast.lscp_manager}
    client = signed_in(cast.school_lead)
    for one in (first, action):
        assert client.get(one.get_absolute_url()).status_code == 404
    shown = client.get(school.get_absolute_url()).content.decode()
    assert [one.get_absolute_url() in shown for one in (first, action)] == [False, False]
    assert signed_in(cast.lscp_unit).get(action.get_absolute_url()).status_code == 200


def test_agency_sees_its_own_safety_actions_and_no_others(cast, school, hospital, signed_in):
    theirs = say(hospital, cast.hospital_practitioner, "The hospital's words")
    own = say(school, cast.school_practitioner)
    for person in (cast.school_practitioner, cast.school_lead):
        client = signed_in(person)
        page = client.get(school.get_absolute_url()).content.decode()
        assert (own.get_absolute_url() in page, theirs.get_absolute_url() in page) == (True, False)
        listed = client.get(reverse("tasks:safety_list")).content.decode()
        assert (own.get_absolute_url() in listed, theirs.get_absolute_url() in listed) == (True, False)
        assert client.get(theirs.get_absolute_url()).status_code == 404
        assert client.get(reverse("tasks:record_call", args=[theirs.public_id])).status_code == 404
    return_page = signed_in(cast.school_practitioner).get(at(school, "return")).content.decode()
    assert (own.get_absolute_url() in return_page, theirs.get_absolute_url() in return_page) == (True, False)


def test_somebody_with_no_part_in_a_request_raises_nothing_from_it(cast, school, hospital, signed_in):
    for person in (cast.hospital_practitioner, cast.hospital_lead, cast.elsewhere_unit, cast.lscp_admin):
        with pytest.raises(OutOfScope):
            say(school, person)
        assert signed_in(person).get(at(school)).status_code == 404
    for person in (cast.lscp_unit, cast.police_rag):  # they say it from the review
        with pytest.raises(PermissionDenied):
            say(school, person)
        assert at(school) not in signed_in(person).get(school.get_absolute_url()).content.decode()
    assert not SafetyAction.all_records.exists()


def test_withdrawn_request_raises_nothing_and_an_answered_one_still_does(cast, school, hospital):
    withdrawing.withdraw(
        hospital.public_id,
        seen_version=fresh_request(hospital).version,
        reason="By mistake",
        by=cast.lscp_unit,
    )
    with pytest.raises(OutOfScope):
        say(hospital, cast.hospital_practitioner)
    steps.decline(
        school.public_id, seen_version=fresh_request(school).version, reason="No records", by=cast.school_lead
    )
    assert say(school, cast.school_lead).agency == cast.agencies["school"]


def test_no_stage_closes_until_the_agencys_call_is_recorded(cast):
    review = given_ready(cast)
    (school,) = ask(review, cast.agencies["school"], by=cast.lscp_unit)
    say(school, cast.school_lead)
    with pytest.raises(Refused, match="Record the call first"):
        recommend(review, cast.council_rag)


def test_form_asks_what_is_needed_and_keeps_what_was_typed(cast, school, signed_in):
    client = signed_in(cast.school_practitioner)
    sent = {"seen_version": fresh_request(school).version, "needed": SECRET}
    page = client.post(at(school), sent).content.decode()
    assert ("Select yes if your agency" in page, "See Zebrina" in page) == (True, True)
    assert not SafetyAction.all_records.exists()
