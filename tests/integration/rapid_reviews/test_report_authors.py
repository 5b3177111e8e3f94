"""Who wrote what: on a page of its own with names, and in the copies with agencies and roles only."""

import io

import docx
import pytest
from django.urls import reverse

from rapid_reviews.queries.report import report_of
from rapid_reviews.queries.report_contributors import draft_number
from rapid_reviews.queries.report_export import AUTHORS, copy_of
from rapid_reviews.report_codes import About
from tests.given_reports import judge, write
from tests.given_returns import given_returned, review_of
from tests.given_reviews import given_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(cast):
    return given_review(cast)


def test_page_names_every_author_and_leads_to_what_changed(cast, review, signed_in):
    write(review, cast.lscp_unit, "First words", key="voice")
    write(review, cast.lscp_manager, "Second words", key="voice")
    address = reverse("rapid_reviews:report_authors", args=[review.public_id, 1])
    report_page = signed_in(cast.police_rag).get(reverse("rapid_reviews:report", args=[review.public_id]))
    assert address in report_page.content.decode()
    answer = signed_in(cast.police_rag).get(address)
    rows = [[str(cell.text) for cell in row] for row in answer.context["rows"]]
    assert [(row[1], row[3]) for row in rows] == [
        ("Version 2", str(cast.lscp_manager)),
        ("Version 1", str(cast.lscp_unit)),
    ]
    assert "Second words" not in answer.content.decode()
    assert signed_in(cast.school_lead).get(address).status_code == 404


def test_copies_say_agencies_and_roles_and_name_no_author(cast):
    review = review_of(given_returned(cast))
    write(review, cast.lscp_unit, "Words of the unit", key="voice")
    copy = copy_of(cast.lscp_unit, review, report_of(review))
    chapter = copy.chapters[-1]
    assert AUTHORS in chapter.title
    said = {row.label: row.text for row in chapter.rows}
    assert said["The child’s voice"] == "Business Unit officer, Business Unit: 1 version"
    assert said[str(cast.agencies["school"])] == (
        "Return, version 1: written by Practitioner, quality checked by Agency safeguarding lead, "
        "signed off by Agency safeguarding lead"
    )
    names = [str(one) for one in vars(cast).values() if hasattr(one, "memberships_today")]
    everything = " ".join(f"{row.label} {row.text}" for row in chapter.rows)
    assert [name for name in names if name in everything] == []


def test_draft_is_numbered_and_the_number_grows_with_every_change(cast, review, signed_in):
    def number():
        return draft_number(review, report_of(review))

    before = number()
    write(review, cast.lscp_unit, "Words", key="voice")
    judge(review, cast.lscp_unit, About.LOCAL, a=("yes", "Because"))
    assert number() == before + 2
    answer = signed_in(cast.lscp_unit).get(
        reverse("rapid_reviews:report_copy", args=[review.public_id, 1, "docx"])
    )
    words = [one.text for one in docx.Document(io.BytesIO(answer.content)).paragraphs]
    assert f"Draft {number()}. It is not ready to go on." in words
