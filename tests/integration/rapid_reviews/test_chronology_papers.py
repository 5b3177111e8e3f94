"""The merged chronology as a paper of a meeting: bound with roles for who may read it, apart where it is too long."""

import datetime as dt
import io

import pypdf
import pytest
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.kernel import clock
from lscp.kernel.access import Refused
from lscp.meetings import actions
from lscp.meetings.actions import bundle as bundles
from lscp.meetings.paper_pages import papers_of
from rapid_reviews import chronology_papers
from rapid_reviews.actions import chronology
from tests import given
from tests.given_chronology import add_row, entry
from tests.given_reports import given_person
from tests.given_reviews import ask, given_review

pytestmark = pytest.mark.django_db
EVENT = "Zebedee O’Quillfeather told the nurse that he was cold"


@pytest.fixture(autouse=True)
def private_media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def review(cast):
    review = given_review(cast)
    given_person(review)
    return review


@pytest.fixture
def asked(cast, review):
    return ask(review, cast.agencies["school"], cast.agencies["police"], by=cast.lscp_unit)


@pytest.fixture
def meeting(cast, review):
    """A meeting whose one paper is the merged chronology."""
    made = actions.call_meeting(
        review.case, given.given_group(cast), starts_at=clock.now() + dt.timedelta(hours=3), place="Room 1",
        by=cast.lscp_unit,
    )  # fmt: skip
    path = reverse("rapid_reviews:chronology", args=[review.public_id])
    made.refresh_from_db()
    actions.add_paper(
        made.public_id, seen_version=made.version, title="The merged chronology", path=path, by=cast.lscp_unit
    )
    return made


def made_for(meeting, person):
    bundle = actions.ask_bundle(meeting.public_id, by=person)
    bundles.go_on()
    bundle.refresh_from_db()
    return bundle


def words_of(meeting, person):
    _bundle, data = actions.read_bundle(meeting, by=person)
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def test_chronology_is_bound_with_roles_even_for_who_may_know_the_names(cast, review, asked, meeting):
    add_row(asked[0], cast.school_lead, dt.date(2026, 3, 3), EVENT)
    add_row(asked[1], cast.police_lead, dt.date(2026, 3, 1), "An officer saw the open door")
    bundle = made_for(meeting, cast.lscp_unit)
    assert (bundle.status, bundle.papers, bundle.apart) == ("ready", 1, 0)
    words = words_of(meeting, cast.lscp_unit)
    assert ("told the nurse" in words, "open door" in words, "Child 1" in words) == (True, True, True)
    assert words.index("open door") < words.index("told the nurse")
    assert [name in words for name in ("Zebedee", "Quillfeather")] == [False, False]
    (reading,) = AuditEvent.objects.filter(verb="rapid_reviews.copy_downloaded")
    agencies = {str(cast.agencies[name].public_id) for name in ("school", "police")}
    assert (reading.actor_name, set(reading.data["contributed_by"])) == (str(cast.lscp_unit), agencies)


def test_reader_who_does_not_see_the_review_gets_no_page_of_it(cast, review, asked, meeting):
    add_row(asked[0], cast.school_lead, dt.date(2026, 3, 3), EVENT)
    for person in (cast.school_lead, cast.elsewhere_rag, cast.lscp_admin):
        papers = papers_of(person, meeting)
        assert (papers.papers, papers.not_theirs) == ([], 1)
    assert [one.pages is None for one in papers_of(cast.police_rag, meeting).papers] == [False]


def test_copy_is_made_anew_once_a_row_was_changed_or_came(cast, review, asked, meeting):
    row = add_row(asked[0], cast.school_lead, dt.date(2026, 3, 3), EVENT)
    made_for(meeting, cast.police_rag)
    assert "told the nurse" in words_of(meeting, cast.police_rag)
    chronology.change(
        row.public_id, seen_version=row.version, entry=entry(dt.date(2026, 3, 3), "He told the teacher"),
        by=cast.school_lead,
    )  # fmt: skip
    with pytest.raises(Refused, match="changed"):
        words_of(meeting, cast.police_rag)
    made_for(meeting, cast.police_rag)
    assert "He told the teacher" in words_of(meeting, cast.police_rag)
    add_row(asked[1], cast.police_lead, dt.date(2026, 3, 1), "An officer saw the open door")
    with pytest.raises(Refused, match="changed"):
        words_of(meeting, cast.police_rag)


def test_chronology_that_is_too_long_is_read_separately_and_the_contents_say_why(
    cast, review, asked, meeting, monkeypatch
):
    monkeypatch.setattr(chronology_papers, "MOST_IN_PDF", 1)
    for day in (1, 2):
        add_row(asked[0], cast.school_lead, dt.date(2026, 3, day), EVENT)
    bundle = made_for(meeting, cast.lscp_unit)
    assert (bundle.status, bundle.papers, bundle.apart) == ("ready", 0, 1)
    words = words_of(meeting, cast.lscp_unit)
    assert ("It has 2 rows, and one file takes 1" in words, "told the nurse" in words) == (True, False)


def test_chronology_without_rows_is_read_separately(cast, review, asked, meeting):
    made_for(meeting, cast.lscp_unit)
    assert chronology_papers.NO_ROWS in words_of(meeting, cast.lscp_unit)
