"""What the agency said before is offered on the pages of its return, and is nowhere until somebody uses it."""

import datetime as dt

import pytest
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.deadlines.models import SudicMeeting
from lscp.kernel import clock
from lscp.people import matching, sealing
from lscp.people.models import Person
from rapid_reviews.queries.returns import load
from tests.given_outcomes import submitted_form
from tests.given_returns import EVENTS, given_request, given_returned
from tests.given_reviews import fresh_request

POND = "Something happened at the pond"
FAMILY = {
    "given_name": "Quilliam", "family_name": "Zebrington",
    "birth_date": {"precision": "exact", "earliest": "2019-04-02", "latest": "2019-04-02", "as_written": ""},
}  # fmt: skip


@pytest.fixture
def page(signed_in):
    """The page of a return as somebody at the agency gets it."""

    def get(user, request, section="events", name="events"):
        return signed_in(user).get(address(request, section, name)).content.decode()

    return get


def address(request, section="events", name="events"):
    return reverse("rapid_reviews:return_page", args=[request.public_id, section, name])


def given_child(case):
    """The same child in any case, as the form keeps them."""
    Person.all_records.create(case=case, kind="child", number=1, identity=sealing.seal(case, FAMILY))
    matching.index_case(case)


def test_agency_that_raised_it_is_offered_its_own_words_and_they_stand_nowhere_by_themselves(cast, page):
    request = given_request(cast, "hospital")
    submitted_form(request.review.notification, cast.hospital_practitioner)
    assert POND in page(cast.hospital_lead, request)
    assert "events" not in load(fresh_request(request)).content


def test_words_are_used_after_what_was_typed_and_can_be_changed(cast, signed_in):
    request = given_request(cast, "hospital")
    submitted_form(request.review.notification, cast.hospital_practitioner)
    data = {"seen_version": 0, "key_events": "In May", "use": "notification-key_events"}
    answer = signed_in(cast.hospital_lead).post(address(request), data, follow=True)
    assert load(fresh_request(request)).content["events"]["key_events"] == f"In May\n\n{POND}"
    again = answer.content.decode()
    assert "Check them" in again
    assert "notification-key_events" not in again


def test_another_agency_is_offered_nothing_of_the_notification(cast, page, signed_in):
    request = given_request(cast)
    submitted_form(request.review.notification, cast.hospital_practitioner)
    assert POND not in page(cast.school_lead, request)
    data = {"seen_version": 0, "key_events": "In May", "use": "notification-key_events"}
    signed_in(cast.school_lead).post(address(request), data)
    assert load(fresh_request(request)).content["events"]["key_events"] == "In May"


def test_nothing_is_offered_where_the_people_are_not_shown(cast, page):
    request = given_request(cast, "hospital", shows_identity=False)
    submitted_form(request.review.notification, cast.hospital_practitioner)
    assert POND not in page(cast.hospital_lead, request)


@pytest.mark.parametrize(
    ("attended", "is_offered"), [("Police, School and Icb", True), ("Police, Icb", False)]
)
def test_meeting_after_the_death_is_offered_to_agencies_that_were_there(cast, page, attended, is_offered):
    request = given_request(cast)
    there, more = sealing.seal_many(request.case, [attended, "Others said more"])
    SudicMeeting.objects.create(
        case=request.case, held_on=clock.today() - dt.timedelta(days=1), attended=there,
        considered_by=cast.lscp_manager, refers_to_rag=True, reason=more,
    )  # fmt: skip
    found = page(cast.school_lead, request)
    assert ("we took part in the meeting" in found) is is_offered
    assert "Others said more" not in found


def test_earlier_return_about_the_same_family_is_offered_to_the_agency_that_wrote_it(cast, page):
    earlier = given_returned(cast)
    given_child(earlier.case)
    request = given_request(cast)
    assert EVENTS not in page(cast.school_lead, request)
    given_child(request.case)
    assert EVENTS in page(cast.school_lead, request)
    readings = AuditEvent.objects.filter(
        verb="rapid_reviews.return_viewed", case_id=str(earlier.case.public_id)
    )
    assert readings.filter(actor_id=str(cast.school_lead.public_id)).exists()
    other = given_request(cast, "police", review=request.review)
    assert EVENTS not in page(cast.police_lead, other)
