"""Two keys in one request that do not belong together, fields that are not on the form, files of others."""

import datetime as dt
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lscp.kernel.access import OutOfScope
from lscp.kernel.clock import today
from rapid_reviews.actions import asking, chronology, chronology_import, return_files, suggesting, withdrawing
from rapid_reviews.models import (
    AgencyRequest,
    AgencySuggestion,
    ChronologyImport,
    ChronologyRow,
    RapidReview,
    ReportSection,
)
from rapid_reviews.queries.report import report_of
from rapid_reviews.queries.report_check import hits_of
from tests.given import given_group
from tests.given_chronology import add_row, entry, fresh_row
from tests.given_outcomes import given_notified
from tests.given_recommendations import given_ready, recommend
from tests.given_reports import given_person, section_of, write
from tests.given_returns import given_request, given_returned, step
from tests.given_reviews import ask, fresh_request, fresh_review, given_review


@pytest.fixture
def two(cast):
    """Two reviews of one partnership; the school was asked in the first, the hospital in the second."""
    first = given_request(cast)
    review = fresh_review(given_notified(cast))
    second = given_request(cast, "hospital", review=review)
    return first, second


def at(name, record, *more):
    return reverse(f"rapid_reviews:{name}", args=[record.public_id, *more])


def test_suggestion_of_another_request_is_not_answered_through_this_one(cast, two, signed_in):
    first, second = two
    made = suggesting.suggest(first.public_id, agency=None, why="The club", by=cast.school_lead)
    browser = signed_in(cast.lscp_unit)
    url = at("answer_suggestion", second, made.public_id)
    assert browser.get(url).status_code == 404
    assert browser.post(url, {"answer": "not_needed", "reason": "No"}).status_code == 404
    with pytest.raises(OutOfScope):
        asking.answer_suggestion(
            second.public_id, suggestion=made.public_id, answer="not_needed", reason="No", by=cast.lscp_unit
        )
    assert AgencySuggestion.all_records.get(pk=made.pk).answer == "waiting"


def test_file_of_another_request_is_not_taken_back_through_ones_own(cast, two, signed_in):
    first, second = two
    upload = SimpleUploadedFile("a.txt", b"Some days", content_type="text/plain")
    file = return_files.add_file(first.public_id, upload=upload, by=cast.school_lead)
    url = at("take_back_return_file", second, file.public_id)
    assert signed_in(cast.hospital_lead).post(url, {"reason": "Mine"}).status_code == 404
    with pytest.raises(OutOfScope):
        return_files.take_back_file(
            second.public_id, file_id=file.public_id, reason="Mine", by=cast.hospital_lead
        )
    file.refresh_from_db()
    assert file.withdrawn_at is None


def test_child_of_another_case_is_put_on_no_row_and_in_no_recommendation(cast, two):
    first, second = two
    other = given_person(second.review)
    with pytest.raises(ValueError, match="children of this case"):
        chronology.add(
            first.public_id,
            seen_version=None,
            entry=entry(children=[str(other.public_id)]),
            by=cast.school_lead,
        )
    row = add_row(first, cast.school_lead)
    with pytest.raises(ValueError, match="children of this case"):
        chronology.change(
            row.public_id, seen_version=row.version, entry=entry(children=[str(other.public_id)]),
            by=cast.school_lead,
        )  # fmt: skip
    assert fresh_row(row).children == []


def test_recommendation_about_another_cases_child_is_refused(cast):
    review = given_ready(cast)
    other = given_person(fresh_review(given_notified(cast)))
    with pytest.raises(ValueError, match="children of this incident"):
        recommend(review, cast.council_rag, children=[str(other.public_id)])


def test_words_found_in_one_report_are_not_kept_in_another(cast, two, signed_in):
    first, second = two
    given_person(first.review)
    write(first.review, cast.lscp_unit, "Zebedee was found")
    hit = hits_of(first.review, report_of(first.review))[0].key
    url = reverse("rapid_reviews:report_keep_words", args=[second.review.public_id, hit])
    browser = signed_in(cast.lscp_unit)
    assert browser.get(url).status_code == 404
    assert browser.post(url, {"reason": "It stays"}).status_code in {404, 409}
    assert second.review.kept_passages.count() == 0


def asked_by_page(browser, review, agency, **more):
    """What the page of asking sends; a working day far enough ahead."""
    day = today() + dt.timedelta(days=7)
    day += dt.timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)
    sent = {
        "seen_version": fresh_review(review.notification).version, "agencies": [str(agency.public_id)],
        "look_for": "All", "period": "2024", "due_day": day.day, "due_month": day.month, "due_year": day.year,
        "shows_identity": "yes",
    }  # fmt: skip
    return browser.post(at("ask", review), {**sent, **more}).status_code


def test_agency_of_another_partnership_and_people_of_another_agency_are_no_choice_of_the_page(
    cast, signed_in
):
    review = given_review(cast)
    browser, stranger = signed_in(cast.lscp_unit), str(cast.school_practitioner.public_id)
    assert asked_by_page(browser, review, cast.agencies["elsewhere"]) == 200
    everywhere = {f"people_{number}": [stranger] for number in range(10)}
    asked_by_page(browser, review, cast.agencies["hospital"], **everywhere)
    named = AgencyRequest.all_records.filter(review=review)
    assert not named.filter(participants__user=cast.school_practitioner).exists()
    assert asked_by_page(browser, review, cast.agencies["school"]) == 302
    assert {one.agency.name for one in named} <= {"School", "Hospital"}


def test_agencys_lead_names_nobody_of_another_agency(cast, signed_in):
    request = given_request(cast)
    url, now = at("set_people", request), fresh_request(request)
    for key, status in (
        (cast.hospital_practitioner.public_id, 200),
        (cast.school_practitioner.public_id, 302),
    ):
        sent = {"seen_version": now.version, "writes": [str(key)], "one_person_takes_two": "no"}
        assert signed_in(cast.school_lead).post(url, sent).status_code == status
    assert [one.user for one in now.participants.today()] == [cast.school_practitioner]


def test_fields_that_are_not_on_the_form_change_nothing(cast, two, signed_in):
    first, second = two
    row = add_row(first, cast.school_lead)
    browser = signed_in(cast.school_lead)
    form = browser.get(at("chronology_change", row)).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data |= {
        "seen_version": row.version, "agency": cast.agencies["hospital"].pk, "request": second.pk,
        "review": second.review_id, "taken_out_at": "2026-01-01", "made_by": cast.hospital_lead.pk, "event": "New",
        "public_id": str(uuid.uuid4()), "status": "accepted", "by": cast.lscp_unit.pk,
    }  # fmt: skip
    browser.post(at("chronology_change", row), data)
    after = fresh_row(row)
    assert (after.agency, after.request_id, after.review_id, after.taken_out_at, after.made_by) == (
        row.agency, first.pk, first.review_id, None, cast.school_lead,
    )  # fmt: skip
    browser.post(
        at("nil", first), {"seen_version": fresh_request(first).version, "status": "accepted", "by": "1"}
    )
    assert fresh_request(first).status == "returned"


def test_column_of_a_file_is_one_of_its_own(cast, two):
    first, _second = two
    kept = chronology_import.upload(
        first.public_id, seen_version=None, by=cast.school_lead,
        file=SimpleUploadedFile("x.csv", b"Date,Event\n1/2/2024,Seen\n"),
    )  # fmt: skip
    chronology_import.confirm_columns(
        kept.public_id, seen_version=kept.version, columns={"date": 0, "event": 999}, date_order="day",
        by=cast.school_lead,
    )  # fmt: skip
    now = ChronologyImport.all_records.get(pk=kept.pk)
    with pytest.raises(ValueError, match="No row is in order"):
        chronology_import.begin(now.public_id, seen_version=now.version, only_good=True, by=cast.school_lead)
    assert not ChronologyRow.all_records.exists()


def test_waiting_file_of_the_partnerships_own_records_is_the_business_units_alone(cast, signed_in):
    review = given_review(cast)
    kept = chronology_import.upload_records(
        review.public_id, seen_version=None, by=cast.lscp_unit,
        file=SimpleUploadedFile("x.csv", b"Date,Event\n1/2/2024,Quilliam was seen\n"),
    )  # fmt: skip
    chronology_import.confirm_columns(
        kept.public_id, seen_version=kept.version, columns=kept.columns, date_order="day", by=cast.lscp_unit
    )
    for person in (cast.police_rag, cast.council_executive, cast.lscp_scrutineer, cast.school_lead):
        assert signed_in(person).get(kept.get_absolute_url()).status_code == 404, person
    assert signed_in(cast.lscp_manager).get(kept.get_absolute_url()).status_code == 200


def test_member_of_the_group_imports_the_file_of_their_own_agency_and_of_no_other(cast, signed_in):
    """They answer for their agency through their seat on the group, and hold no grant on its request."""
    given_group(cast)
    review = given_review(cast)
    own, other = ask(review, cast.agencies["police"], cast.agencies["council"], by=cast.lscp_unit)
    browser = signed_in(cast.police_rag)
    file = SimpleUploadedFile("x.csv", b"Date,Event\n1/2/2024,Seen\n")
    answer = browser.post(
        at("chronology_import", own), {"seen_version": own.version, "file": file}, follow=True
    )
    assert (answer.status_code, answer.redirect_chain[0][1]) == (200, 302)
    kept = ChronologyImport.all_records.get(request=own)
    assert signed_in(cast.council_rag).get(at("chronology_columns", kept)).status_code == 404
    assert signed_in(cast.police_only_there).get(at("chronology_columns", kept)).status_code == 404
    assert signed_in(cast.police_rag).get(at("chronology_import", other)).status_code == 403


def test_contribution_of_another_section_or_of_a_withdrawn_return_is_not_taken_in(cast, signed_in):
    request = given_returned(cast)
    browser = signed_in(cast.lscp_unit)
    section = section_of(request.review, "events")
    url = at("report_write", section)
    keys = [one.key for one, _ in browser.get(url).context["contributions"]]
    assert keys != []

    step(withdrawing.withdraw, request, cast.lscp_unit, reason="By mistake")
    for key in (*keys, "0-nonsense"):
        now = ReportSection.all_records.get(pk=section.pk)
        browser.post(url, {"seen_version": now.version, "text": "Ours", "based_on": "99", "take": key})
    texts = [text.text.open() for text in section.versions.all()]
    assert all("pond" not in text for text in texts)


def test_get_changes_nothing_but_the_first_opening(cast, two, signed_in):
    """Every step's address asked by GET by whoever may take it: nothing but the record grows."""
    first, _second = two
    review = first.review
    before = RapidReview.all_records.get(pk=review.pk).version
    browser = signed_in(cast.lscp_unit)
    for name in ("ask", "chase_all", "report_ask_views", "panel_receipt", "panel_reply"):
        browser.get(at(name, review))
    for name in ("chase", "set_due", "send_back", "accept", "ask_again", "withdraw"):
        browser.get(at(name, first))
    assert (RapidReview.all_records.get(pk=review.pk).version, fresh_request(first).status) == (
        before,
        "asked",
    )
    lead = signed_in(cast.school_lead)
    for name in ("nil", "decline", "suggest", "set_people", "check_return", "sign_return", "give_back"):
        lead.get(at(name, first))
    now = fresh_request(first)
    assert (now.status, now.version, now.versions.count(), now.suggestions.count()) == ("asked", 1, 0, 0)
