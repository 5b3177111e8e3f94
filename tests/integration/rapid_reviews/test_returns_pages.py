"""Who sees what of a request and its return, on the pages of the agency and of the review."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lscp.accounts.models import Membership
from lscp.accounts.roles import Role
from lscp.audit.models import AuditEvent
from lscp.cases.models import Case
from lscp.kernel import clock
from notifications.actions import restricted
from rapid_reviews.actions import asking, return_files, steps, withdrawing
from rapid_reviews.models import AgencyRequest
from rapid_reviews.queries.returns import load
from tests import given
from tests.given_outcomes import submitted_form
from tests.given_returns import (
    EVENTS,
    REASON,
    finish,
    given_request,
    given_returned,
    given_written,
    pages,
    save,
    step,
    write,
)
from tests.given_reviews import LOOK_FOR, fresh_request

QUESTION = "Who rang the mother in May?"


def text(signed_in, user, request):
    response = signed_in(user).get(request.get_absolute_url())
    assert response.status_code == 200, user
    return response.content.decode()


def address(name, request, *more):
    return reverse(f"rapid_reviews:{name}", args=[request.public_id, *more])


def named_people(request, cast):
    """The notification names two children and an adult, in a version sent in."""
    submitted_form(request.review.notification, cast.hospital_practitioner)
    return request


def test_agency_reads_what_is_asked_and_whom_to_look_for_and_nothing_else_of_the_notification(
    cast, signed_in
):
    request = named_people(given_request(cast), cast)
    page = text(signed_in, cast.school_lead, request)
    for shown in (LOOK_FOR, "Since January 2024", "Quilliam1 Zebrington", "Ottoline Zebrington"):
        assert shown in page
    for kept in ("Something happened at the pond", "WYP-1", "Because Police Rag"):
        assert kept not in page


def test_identity_is_shown_only_to_those_granted_it(cast, signed_in):
    request = named_people(given_request(cast, shows_identity=False, people=[cast.school_practitioner]), cast)
    for person in (cast.school_lead, cast.school_practitioner):
        page = text(signed_in, person, request)
        assert "Quilliam1" not in page
        assert "Who the people are is not shown to you" in page
    assert "Quilliam1" in text(signed_in, cast.lscp_unit, request)


def test_each_agency_sees_only_its_own_request(cast, signed_in):
    own = given_returned(cast)
    other = given_request(cast, "hospital", review=own.review)
    assert AgencyRequest.visible_to(cast.hospital_lead).get() == other
    for name, more in (
        ("request", ()), ("return_version", (1,)), ("return_files", ()), ("return", ()), ("sign_return", ()),
    ):  # fmt: skip
        for stranger in (cast.hospital_lead, cast.police_lead, cast.elsewhere_unit, cast.police_only_there):
            assert signed_in(stranger).get(address(name, own, *more)).status_code == 404, (name, stranger)
    assert EVENTS not in text(signed_in, cast.hospital_lead, other)


def test_agency_that_raised_it_sees_no_other_agencys_request(cast, signed_in):
    request = given_request(cast)
    assert signed_in(cast.hospital_practitioner).get(request.get_absolute_url()).status_code == 404


def test_person_who_left_yesterday_sees_nothing_today(cast, signed_in):
    request = given_request(cast, people=[cast.school_practitioner])
    assert signed_in(cast.school_practitioner).get(request.get_absolute_url()).status_code == 200
    yesterday = clock.today() - dt.timedelta(days=1)
    Membership.objects.filter(user=cast.school_practitioner).update(
        from_on=yesterday - dt.timedelta(days=9), until_on=yesterday
    )
    for name, more in (("request", ()), ("return", ()), ("return_page", ("events", "events"))):
        assert signed_in(cast.school_practitioner).get(address(name, request, *more)).status_code == 404


def test_withdrawn_request_is_gone_for_the_agency_at_once_and_the_reading_stays(cast, signed_in):
    request = given_request(cast, people=[cast.school_practitioner])
    text(signed_in, cast.school_lead, request)
    step(withdrawing.withdraw, request, cast.lscp_unit, reason=REASON)
    for person in (cast.school_lead, cast.school_practitioner):
        assert signed_in(person).get(request.get_absolute_url()).status_code == 404
        answer = signed_in(person).post(
            address("return_page", request, "events", "events"),
            {"key_events": EVENTS, "seen_version": 0}, headers={"X-Requested-With": "autosave"},
        )  # fmt: skip
        assert answer.status_code == 404
    assert REASON in text(signed_in, cast.lscp_unit, request)
    readings = AuditEvent.objects.filter(verb="rapid_reviews.request_viewed")
    assert str(cast.school_lead.public_id) in set(readings.values_list("actor_id", flat=True))


def test_person_shut_out_of_the_case_sees_no_request(cast, signed_in):
    request = given_request(cast, people=[cast.school_practitioner])
    Case.all_records.filter(pk=request.case_id).update(is_restricted=True)
    restricted.shut_out(
        request.review.notification.public_id,
        seen_version=given.fresh(request.review.notification).version,
        person=cast.school_lead,
        by=cast.lscp_manager,
    )
    assert signed_in(cast.school_lead).get(request.get_absolute_url()).status_code == 404
    assert signed_in(cast.school_practitioner).get(request.get_absolute_url()).status_code == 200


def test_first_opening_is_kept_and_only_by_the_agency(cast, signed_in):
    request = given_request(cast, people=[cast.school_practitioner])
    text(signed_in, cast.lscp_unit, request)
    assert fresh_request(request).status == "asked"
    text(signed_in, cast.school_practitioner, request)
    text(signed_in, cast.school_lead, request)
    now = fresh_request(request)
    assert (now.status, now.opened_by) == ("opened", cast.school_practitioner)


def test_every_reading_names_the_agencies_whose_information_was_shown(cast, signed_in):
    request = given_returned(cast)
    text(signed_in, cast.lscp_unit, request)
    signed_in(cast.police_rag).get(address("return_version", request, 1))
    rows = AuditEvent.objects.filter(verb__in=("rapid_reviews.request_viewed", "rapid_reviews.return_viewed"))
    school, hospital = (str(cast.agencies[name].public_id) for name in ("school", "hospital"))
    found = [(row.actor_name, set(row.data["contributed_by"])) for row in rows.order_by("position")]
    assert found == [("Lscp Unit", {school, hospital}), ("Police Rag", {school})]


def test_review_reads_only_what_was_signed_off(cast, signed_in):
    request = given_written(cast)
    assert EVENTS not in text(signed_in, cast.lscp_unit, request)
    assert signed_in(cast.lscp_unit).get(address("return_version", request, 1)).status_code == 404
    request = given_returned(cast, "hospital", review=request.review)
    assert EVENTS in text(signed_in, cast.lscp_unit, request)
    assert EVENTS in text(signed_in, cast.police_rag, request)


def test_business_unit_gets_its_steps_and_the_agency_does_not(cast, signed_in):
    request = given_returned(cast)
    unit, lead = (text(signed_in, person, request) for person in (cast.lscp_unit, cast.school_lead))
    for name in ("accept", "send_back", "withdraw"):
        assert address(name, request) in unit
        assert address(name, request) not in lead
    assert address("suggest", request) in lead
    assert address("suggest", request) not in unit


def test_questions_and_what_changed_between_versions_are_shown_to_both_sides(cast, signed_in):
    request = given_returned(cast)
    step(asking.send_back, request, cast.lscp_unit, questions=QUESTION)
    assert QUESTION in text(signed_in, cast.school_practitioner, request)
    save(request, "good", "good", {"good_practice": "The head teacher rang"}, by=cast.school_practitioner)
    finish(request, cast.school_practitioner)
    step(steps.check, request, cast.school_deputy)
    step(steps.sign_off, request, cast.school_lead)
    page = text(signed_in, cast.lscp_unit, request)
    compare = address("return_changes", request, 1, 2)
    assert compare in page
    changes = signed_in(cast.lscp_unit).get(compare).content.decode()
    assert "The head teacher rang" in changes
    assert EVENTS not in changes


def test_nil_return_is_one_press_on_the_page_of_the_request(cast, signed_in):
    request = given_request(cast)
    page = text(signed_in, cast.school_lead, request)
    assert address("nil", request) in page
    seen = fresh_request(request).version
    answer = signed_in(cast.school_lead).post(address("nil", request), {"seen_version": seen}, follow=True)
    assert "Signed and sent" in answer.content.decode()
    assert fresh_request(request).status == "returned"


def test_return_is_written_page_by_page_and_finished_in_the_browser(cast, signed_in):
    request = given_request(cast, people=[cast.school_practitioner])
    browser = signed_in(cast.school_practitioner)
    assert "0 of 11 sections are completed" in browser.get(address("return", request)).content.decode()
    for (section, page), typed in pages().items():
        data = {"seen_version": load(fresh_request(request)).revision(section)}
        for key, value in typed.items():
            data |= (
                {f"{key}_{part}": one for part, one in value.items()}
                if isinstance(value, dict)
                else {key: value}
            )
        answer = browser.post(address("return_page", request, section, page), data)
        assert answer.status_code == 302, (section, page, answer.content.decode()[-3000:])
    listed = browser.get(address("return", request)).content.decode()
    assert "11 of 11 sections are completed" in listed
    check = browser.get(address("return_check", request))
    form = check.context["form"]
    assert EVENTS in check.content.decode()
    browser.post(
        address("return_check", request),
        {"seen_version": form["seen_version"].value(), "seen_revision": form["seen_revision"].value()},
    )
    assert fresh_request(request).status == "written"


def test_page_with_an_error_keeps_what_was_typed_and_says_what_to_do(cast, signed_in):
    request = given_request(cast)
    answer = signed_in(cast.school_lead).post(
        address("return_page", request, "concerns", "concerns"),
        {"seen_version": 0, "has_concerns": "yes", "concerns": "Nobody visited", "made_sense": ""},
    )
    page = answer.content.decode()
    assert "Enter why it made sense to people at the time" in page
    assert "Nobody visited" in page
    typed = load(fresh_request(request)).content["concerns"]["_typed"]
    assert typed["concerns"] == "Nobody visited"


def test_page_saves_itself_and_says_when_it_is_stale(cast, signed_in):
    request = given_request(cast)
    url, by_itself = address("return_page", request, "good", "good"), {"X-Requested-With": "autosave"}
    browser = signed_in(cast.school_lead)
    first = browser.post(url, {"seen_version": 0, "good_practice": "One"}, headers=by_itself)
    assert (first.status_code, first.json()["seen_version"]) == (200, 1)
    stale = browser.post(url, {"seen_version": 0, "good_practice": "Two"}, headers=by_itself)
    assert stale.status_code == 409
    refused = browser.post(url, {"seen_version": 0, "good_practice": "Two"})
    assert refused.status_code == 409
    assert "Two" in refused.content.decode()
    assert load(fresh_request(request)).content["good"]["good_practice"] == "One"


def test_text_typed_before_the_session_ended_comes_back(cast, client):
    request = given_request(cast)
    url = address("return_page", request, "good", "good")
    client.force_login(cast.school_lead)
    ticket = client.get(url).context["form"]["page_ticket"].value()
    client.logout()
    client.post(url, {"seen_version": 0, "good_practice": "Typed too late", "page_ticket": ticket})
    client.force_login(cast.school_lead)
    client.get(url)
    assert load(fresh_request(request)).content["good"]["good_practice"] == "Typed too late"


@pytest.mark.parametrize("page", [("events", "nothing"), ("nothing", "events")])
def test_page_that_the_edition_does_not_have_is_not_there(cast, signed_in, page):
    request = given_request(cast)
    assert signed_in(cast.school_lead).get(address("return_page", request, *page)).status_code == 404


def test_somebody_who_only_checks_does_not_write(cast, signed_in):
    request = write(given_request(cast), cast.school_lead)
    checker = cast.person("checker", "school", Role.PRACTITIONER)
    data = {
        "seen_version": fresh_request(request).version, "checks": [str(checker.public_id)],
        "one_person_takes_two": "no",
    }  # fmt: skip
    assert signed_in(cast.school_lead).post(address("set_people", request), data).status_code == 302
    browser = signed_in(checker)
    assert browser.get(request.get_absolute_url()).status_code == 200
    assert browser.get(address("return", request)).status_code == 403
    finish(request, cast.school_lead)
    assert address("check_return", request) in text(signed_in, checker, request)
    checked = browser.get(address("check_return", request))
    assert EVENTS in checked.content.decode()
    browser.post(address("check_return", request), {"seen_version": fresh_request(request).version})
    assert fresh_request(request).status == "checked"


def test_files_of_the_return_are_for_the_agency_and_the_review(cast, signed_in):
    request = given_request(cast)
    upload = SimpleUploadedFile("register.txt", b"A list of days", content_type="text/plain")
    file = return_files.add_file(
        request.public_id, upload=upload, description="The register", by=cast.school_lead
    )
    for person in (cast.school_lead, cast.lscp_unit):
        assert "The register" in signed_in(person).get(address("return_files", request)).content.decode()
        assert signed_in(person).get(file.get_absolute_url()).status_code == 200, person
    other = given_request(cast, "hospital", review=request.review)
    for person in (cast.hospital_lead, cast.hospital_practitioner):
        assert signed_in(person).get(file.get_absolute_url()).status_code == 404, person
    assert (
        "The register"
        not in signed_in(cast.hospital_lead).get(address("return_files", other)).content.decode()
    )
    step(withdrawing.withdraw, request, cast.lscp_unit, reason=REASON)
    assert signed_in(cast.school_lead).get(file.get_absolute_url()).status_code == 404


def test_home_page_says_what_is_asked_of_the_agency(cast, signed_in):
    first = given_request(cast, people=[cast.school_practitioner])
    home = reverse("home")
    for person in (cast.school_lead, cast.school_practitioner):
        page = signed_in(person).get(home).content.decode()
        assert "Asked of your agency" in page
        assert first.get_absolute_url() in page
    assert "Asked of your agency" not in signed_in(cast.hospital_lead).get(home).content.decode()
    step(steps.answer_nil, first, cast.school_lead)
    assert "Asked of your agency" not in signed_in(cast.school_lead).get(home).content.decode()


def test_agency_that_declined_says_why_to_the_review(cast, signed_in):
    request = given_request(cast)
    seen = fresh_request(request).version
    signed_in(cast.school_lead).post(address("decline", request), {"seen_version": seen, "reason": REASON})
    assert REASON in text(signed_in, cast.lscp_unit, request)


def test_suggestion_reaches_the_review_to_be_answered(cast, signed_in):
    request = given_request(cast)
    police = str(cast.agencies["police"].public_id)
    answer = signed_in(cast.school_lead).post(address("suggest", request), {"agency": police, "why": EVENTS})
    assert answer.status_code == 302
    made = request.suggestions.get()
    assert address("answer_suggestion", request, made.public_id) in text(signed_in, cast.lscp_unit, request)
    assert EVENTS in text(signed_in, cast.school_lead, request)
