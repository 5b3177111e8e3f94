"""The report as PDF and Word: the same text, no names once they are changed, and every download on the record."""

import io

import docx
import pytest
from django.urls import reverse
from pypdf import PdfReader

from lscp.audit.models import AuditEvent
from notifications.actions import advice
from rapid_reviews.report_codes import About
from tests.given_reports import TEXT, given_person, given_whole_report, judge, write
from tests.given_reviews import given_review

ADVICE = "Counsel thinks it is arguable"


@pytest.fixture
def review(cast):
    made = given_review(cast)
    given_person(made)
    return made


def download(signed_in, user, review, kind):
    return signed_in(user).get(reverse("rapid_reviews:report_copy", args=[review.public_id, 1, kind]))


def words_of(answer, kind):
    if kind == "pdf":
        return " ".join(
            " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(answer.content)).pages
        )
    found = docx.Document(io.BytesIO(answer.content))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join(text.split()) for text in [*(one.text for one in found.paragraphs), *cells])


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_copy_holds_the_whole_report_and_no_name_once_it_is_changed(cast, review, signed_in, kind):
    advice.add_legal_note(review.notification.public_id, text=ADVICE, by=cast.council_legal)
    given_whole_report(cast, review)
    write(review, cast.lscp_unit, f"{TEXT}. Zebedee was cold.", key="voice")
    draft = words_of(download(signed_in, cast.lscp_unit, review, kind), kind)
    assert ("Zebedee was cold" in draft, "It is not ready to go on." in draft) == (True, True)
    write(review, cast.lscp_unit, f"{TEXT}. The child was cold.", key="voice")
    judge(review, cast.lscp_unit, About.LOCAL, c=("unclear", "Two agencies did not speak"))
    answer = download(signed_in, cast.police_rag, review, kind)
    text = words_of(answer, kind)
    wanted = (TEXT, "The child was cold", "Two agencies did not speak", "Because Police Rag", "12. Criteria")
    assert [one for one in wanted if one not in text] == []
    unwanted = ("Zebedee", "Quillfeather", "Pondweed", ADVICE, "Legal advice")
    assert [one for one in unwanted if one in text] == []
    name = f"{review.case.reference}-rapid-review-report.{kind}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    entry = AuditEvent.objects.filter(verb="rapid_reviews.report_downloaded").latest("position")
    assert (entry.actor_name, entry.data["kind"]) == (
        str(cast.police_rag),
        "PDF" if kind == "pdf" else "Word",
    )


def test_properties_of_the_word_document_name_nobody(cast, review, signed_in):
    answer = download(signed_in, cast.lscp_unit, review, "docx")
    about = docx.Document(io.BytesIO(answer.content)).core_properties
    assert (about.title, about.author, about.last_modified_by) == (
        f"Rapid review report {review.case.reference}", "", "",
    )  # fmt: skip


def test_strangers_and_other_kinds_get_nothing(cast, review, signed_in):
    for person in (cast.school_lead, cast.hospital_practitioner, cast.elsewhere_unit, cast.superuser):
        assert download(signed_in, person, review, "pdf").status_code == 404
    assert download(signed_in, cast.lscp_unit, review, "exe").status_code == 404
    assert not AuditEvent.objects.filter(verb="rapid_reviews.report_downloaded").exists()
