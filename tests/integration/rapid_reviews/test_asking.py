"""Asking agencies: each its own request, its people, its day; reminding, judging, withdrawing."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.deadlines.calendars import local_calendar
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused
from lscp.messaging.models import OutboundMessage
from lscp.people import sealing
from rapid_reviews.actions import asking, withdrawing
from rapid_reviews.models import AgencyRequest, AgencySuggestion, RequestParticipant
from rapid_reviews.queries.opened import document_of
from tests.given_reviews import LOOK_FOR, ask, clock_of, fresh_request, fresh_review, given_review


def ahead(cast, days):
    return local_calendar(cast.here).add(clock.today(), days)


def told(kind):
    rows = OutboundMessage.objects.filter(kind=kind).select_related("recipient")
    return sorted(str(row.recipient) for row in rows)


def test_each_agency_gets_its_own_request_people_and_clock(cast):
    review = given_review(cast)
    school, police = cast.agencies["school"], cast.agencies["police"]
    made = ask(review, school, police, by=cast.lscp_unit, people={school.pk: [cast.school_practitioner]})
    by_agency = {request.agency.name: request for request in made}
    assert sorted(by_agency) == ["Police", "School"]
    clocks = {
        name: clock_of(review, "agency_return", subject=str(r.public_id)) for name, r in by_agency.items()
    }
    assert {name: (row.agency.name, row.holder, row.due_on) for name, row in clocks.items()} == {
        "Police": ("Police", None, ahead(cast, 8)),
        "School": ("School", cast.school_practitioner, ahead(cast, 8)),
    }
    assert told("return_asked") == [
        str(one)
        for one in sorted(
            [
                cast.police_lead,
                cast.police_rag,
                cast.police_only_here,
                cast.school_lead,
                cast.school_practitioner,
            ],
            key=str,
        )
    ]
    assert clock_of(review, "review_request").met_at


def test_agency_sees_its_own_request_only(cast):
    review = given_review(cast)
    school, police = cast.agencies["school"], cast.agencies["police"]
    of_school, of_police = ask(
        review, school, police, by=cast.lscp_unit, people={school.pk: [cast.school_practitioner]}
    )
    sees = {
        cast.school_lead: {of_school}, cast.school_practitioner: {of_school}, cast.police_lead: {of_police},
        cast.police_practitioner: set(), cast.hospital_lead: set(), cast.hospital_practitioner: set(),
        cast.elsewhere_unit: set(), cast.police_only_there: set(), cast.police_left: set(),
        cast.superuser: set(), cast.lscp_admin: set(), cast.lscp_unit: {of_school, of_police},
        cast.icb_rag: {of_school, of_police},
    }  # fmt: skip
    assert {person: set(AgencyRequest.visible_to(person)) for person in sees} == sees


def test_somebody_who_left_the_agency_yesterday_sees_nothing_though_named(cast):
    review = given_review(cast)
    (request,) = ask(
        review, cast.agencies["school"], by=cast.lscp_unit,
        people={cast.agencies["school"].pk: [cast.school_practitioner]},
    )  # fmt: skip
    assert AgencyRequest.visible_to(cast.school_practitioner).get() == request
    yesterday = clock.today() - dt.timedelta(days=1)
    cast.school_practitioner.memberships.update(from_on=yesterday, until_on=yesterday)
    person = type(cast.school_practitioner).objects.get(pk=cast.school_practitioner.pk)
    assert not AgencyRequest.visible_to(person).exists()


def test_what_is_asked_is_sealed_and_only_the_asked_are_told(cast):
    (request,) = ask(given_review(cast), cast.agencies["school"], by=cast.lscp_unit)
    assert document_of(request.asks) == {"look_for": LOOK_FOR, "period": "Since January 2024"}
    assert b"Quilliam" not in bytes(request.asks.ciphertext)
    for message in OutboundMessage.objects.all():
        assert "Quilliam" not in str(message.context) + message.path
    for event in AuditEvent.objects.all():
        assert "Quilliam" not in str(event.data)


def test_agency_is_asked_once_and_again_after_a_withdrawal(cast):
    review = given_review(cast)
    (first,) = ask(review, cast.agencies["school"], by=cast.lscp_unit)
    with pytest.raises(Refused, match="has been asked already"):
        ask(review, cast.agencies["school"], by=cast.lscp_unit)
    withdrawing.withdraw(
        first.public_id,
        seen_version=fresh_request(first).version,
        reason="Asked by mistake",
        by=cast.lscp_unit,
    )
    (second,) = ask(review, cast.agencies["school"], by=cast.lscp_unit)
    assert second != first


def test_only_the_business_unit_asks(cast):
    review = given_review(cast)
    for person in (cast.police_rag, cast.council_executive, cast.lscp_scrutineer):
        with pytest.raises(PermissionDenied):
            ask(review, cast.agencies["school"], by=person)
    with pytest.raises(OutOfScope):
        ask(review, cast.agencies["school"], by=cast.school_lead)


def test_agency_of_another_partnership_cannot_be_asked(cast):
    with pytest.raises(Refused, match="does not take part"):
        ask(given_review(cast), cast.agencies["elsewhere"], by=cast.lscp_unit)


def test_withdrawn_request_is_nobodys_at_the_agency_at_once_and_its_readers_stay_on_record(cast):
    review = given_review(cast)
    school = cast.agencies["school"]
    (request,) = ask(review, school, by=cast.lscp_unit, people={school.pk: [cast.school_practitioner]})
    withdrawing.withdraw(
        request.public_id,
        seen_version=request.version,
        reason="Another school of the same name",
        by=cast.lscp_unit,
    )
    assert not AgencyRequest.visible_to(cast.school_lead).exists()
    assert not AgencyRequest.visible_to(cast.school_practitioner).exists()
    assert AgencyRequest.visible_to(cast.lscp_unit).get().status == "withdrawn"
    row = clock_of(review, "agency_return", subject=str(request.public_id))
    assert row.cancelled_at
    assert RequestParticipant.objects.get(record=request).ended_by == cast.lscp_unit
    assert told("return_not_wanted") == sorted(map(str, [cast.school_lead, cast.school_practitioner]))


def test_reminder_by_hand_tells_those_asked_and_meets_the_step_for_all(cast):
    review = given_review(cast)
    (request,) = ask(review, cast.agencies["school"], by=cast.lscp_unit)
    asking.chase(request.public_id, seen_version=None, by=cast.lscp_unit)
    assert told("return_chased") == [str(cast.school_lead)]
    assert not clock_of(review, "review_chase").met_at
    review = fresh_review(review.notification)
    assert asking.chase_all(review.public_id, seen_version=review.version, by=cast.lscp_unit) == 1
    assert clock_of(review, "review_chase").met_at


def test_day_of_one_agency_is_set_with_a_reason(cast):
    review = given_review(cast)
    first, second = ask(review, cast.agencies["school"], cast.agencies["police"], by=cast.lscp_unit)
    asking.set_due(
        first.public_id, seen_version=first.version, day=ahead(cast, 9), reason="Half term", by=cast.lscp_unit
    )
    due = [clock_of(review, "agency_return", subject=str(one.public_id)).due_on for one in (first, second)]
    assert due == [ahead(cast, 9), ahead(cast, 8)]


def test_agency_asked_late_gets_two_working_days_at_least(cast, moved_clock):
    review = given_review(cast)
    moved_clock(days=20)
    (request,) = ask(review, cast.agencies["school"], by=cast.lscp_unit)
    assert clock_of(review, "agency_return", subject=str(request.public_id)).due_on == ahead(cast, 2)


def test_raiser_of_the_case_sees_nothing_of_requests_in_clocks_or_timeline(cast, signed_in):
    review = given_review(cast)
    ask(review, cast.agencies["school"], by=cast.lscp_unit)
    author = signed_in(cast.hospital_practitioner)
    clocks = author.get(reverse("deadlines:case_clocks", args=[review.case.public_id])).content.decode()
    timeline = author.get(reverse("record:timeline", args=[review.case.public_id])).content.decode()
    assert "School" not in clocks + timeline
    unit = signed_in(cast.lscp_unit)
    assert (
        "Asked School what it knows"
        in unit.get(reverse("record:timeline", args=[review.case.public_id])).content.decode()
    )


def test_page_offers_the_agencies_of_the_form_first_and_sends_to_those_chosen(cast, signed_in):
    review = given_review(cast)
    client, address = signed_in(cast.lscp_unit), reverse("rapid_reviews:ask", args=[review.public_id])
    words = client.get(address).content.decode()
    assert words.index("Hospital") < words.index("Council")
    assert "Named in the notification form" in words
    day = ahead(cast, 7)
    response = client.post(
        address,
        {
            "seen_version": review.version, "agencies": [str(cast.agencies["school"].public_id)],
            "look_for": LOOK_FOR, "period": "Since January", "due_day": day.day, "due_month": day.month,
            "due_year": day.year, "shows_identity": "yes",
        },
    )  # fmt: skip
    assert response.status_code == 302
    request = AgencyRequest.all_records.get(review=review)
    assert (request.agency.name, request.shows_identity) == ("School", True)
    assert clock_of(review, "agency_return", subject=str(request.public_id)).due_on == day


def test_page_without_an_agency_keeps_what_was_typed(cast, signed_in):
    review = given_review(cast)
    address = reverse("rapid_reviews:ask", args=[review.public_id])
    page = signed_in(cast.lscp_unit).post(address, {"seen_version": review.version, "look_for": LOOK_FOR})
    words = page.content.decode()
    assert "Select at least one agency" in words
    assert "Quilliam Zebrington and his mother" in words


def test_suggestion_is_answered_with_a_reason(cast, signed_in):
    review = given_review(cast)
    (request,) = ask(review, cast.agencies["school"], by=cast.lscp_unit)
    text = sealing.seal(review.case, "The Zebringtons went to a club")
    suggestion = AgencySuggestion.all_records.create(request=request, text=text, made_by=cast.school_lead)
    client = signed_in(cast.lscp_unit)
    address = reverse("rapid_reviews:answer_suggestion", args=[request.public_id, suggestion.public_id])
    assert "The Zebringtons went to a club" in client.get(address).content.decode()
    refused = client.post(address, {"seen_version": request.version, "answer": "not_needed"})
    assert "Enter why the agency is not asked" in refused.content.decode()
    client.post(address, {"seen_version": request.version, "answer": "not_needed", "reason": "It closed"})
    suggestion.refresh_from_db()
    assert (suggestion.answer, suggestion.answered_by) == ("not_needed", cast.lscp_unit)
