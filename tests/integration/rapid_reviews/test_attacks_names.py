"""Names stay with those who may know them: in comments, searches, counts, titles, file names, logs and offers."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rapid_reviews.actions import chronology, chronology_import
from tests.given_chronology import add_row
from tests.given_outcomes import submitted_form
from tests.given_reports import given_person
from tests.given_returns import given_request
from tests.given_reviews import fresh_review

SAID = "Zebedee O’Quillfeather was in this house"


@pytest.fixture
def nameless(cast):
    """The school was asked without being told who the people are."""
    request = given_request(cast, shows_identity=False, people=[cast.school_practitioner])
    given_person(request.review)
    return request


def test_comment_from_the_review_names_nobody_to_an_agency_that_was_not_told_who_they_are(
    cast, nameless, signed_in
):
    row = add_row(nameless, cast.school_lead, event="The boy in class 4 was cold")
    chronology.comment(row.public_id, seen_version=None, text=SAID, by=cast.police_rag)
    for person in (cast.school_lead, cast.school_practitioner):
        page = signed_in(person).get(row.get_absolute_url()).content.decode()
        assert "Zebedee" not in page
        assert "Quillfeather" not in page
        assert "was in this house" in page
        assert "The boy in class 4 was cold" in page
    assert "Zebedee" in signed_in(cast.lscp_unit).get(row.get_absolute_url()).content.decode()


def test_agency_that_was_told_reads_the_comment_as_it_was_written(cast, signed_in):
    request = given_request(cast)
    given_person(request.review)
    row = add_row(request, cast.school_lead)
    chronology.comment(row.public_id, seen_version=None, text=SAID, by=cast.police_rag)
    assert "Zebedee" in signed_in(cast.school_lead).get(row.get_absolute_url()).content.decode()


def test_child_of_the_case_is_no_name_in_the_form_or_file_of_an_agency_that_was_not_told(
    cast, nameless, signed_in
):
    browser = signed_in(cast.school_lead)
    page = browser.get(reverse("rapid_reviews:chronology_add", args=[nameless.public_id])).content.decode()
    assert "Child 1" in page
    assert "Zebedee" not in page
    file = SimpleUploadedFile("x.csv", b"Date,Event,Child\n1/2/2024,Seen,Zebedee\n")
    kept = chronology_import.upload(nameless.public_id, seen_version=None, file=file, by=cast.school_lead)
    kept = chronology_import.confirm_columns(
        kept.public_id, seen_version=kept.version, columns=kept.columns, date_order="day", by=cast.school_lead
    )
    page = browser.get(kept.get_absolute_url()).content.decode()
    assert "is not known" in page


def test_title_file_name_and_log_of_an_import_hold_nothing_of_the_file(cast, signed_in, caplog):
    request = given_request(cast)
    given_person(request.review)
    caplog.set_level(logging.DEBUG)
    browser = signed_in(cast.school_lead)
    broken = SimpleUploadedFile("Zebedee-Quillfeather.xlsx", b"PK\x03\x04 Zebedee O'Quillfeather")
    url = reverse("rapid_reviews:chronology_import", args=[request.public_id])
    answer = browser.post(url, {"seen_version": request.version, "file": broken})
    assert "cannot be read" in answer.content.decode() or "not what its name" in answer.content.decode()
    good = SimpleUploadedFile("Zebedee.csv", b"Date,Event\n1/2/2024,Zebedee fell\n")
    answer = browser.post(url, {"seen_version": request.version, "file": good}, follow=True)
    title = answer.content.decode().split("<title>")[1].split("</title>")[0]
    assert "Zebedee" not in title
    assert all("Zebedee" not in address for address, _ in answer.redirect_chain)
    assert "Zebedee" not in caplog.text


def test_titles_of_the_reviews_pages_name_nobody(cast, signed_in):
    request = given_request(cast, people=[cast.school_practitioner])
    submitted_form(request.review.notification, cast.hospital_practitioner)
    review = fresh_review(request.review.notification)
    given_person(review)
    row = add_row(request, cast.school_lead, event=SAID)
    for person, url in (
        (cast.school_lead, request.get_absolute_url()),
        (cast.school_lead, row.get_absolute_url()),
        (cast.lscp_unit, row.get_absolute_url()),
        (cast.lscp_unit, reverse("rapid_reviews:chronology", args=[review.public_id])),
        (cast.lscp_unit, reverse("rapid_reviews:report_names", args=[review.public_id])),
        (cast.lscp_unit, review.get_absolute_url()),
    ):
        title = signed_in(person).get(url).content.decode().split("<title>")[1].split("</title>")[0]
        for name in ("Zebedee", "Quilliam", "Zebrington", "Quillfeather"):
            assert name not in title, url
