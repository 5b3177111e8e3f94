"""Rapid review meetings: called with the agenda and the review's papers; held, they meet the timetable's steps."""

import datetime as dt

import pytest
from django.urls import reverse

from lscp.kernel import clock
from lscp.meetings import actions, papers, queries
from lscp.meetings.models import Meeting
from rapid_reviews.report_meetings import meeting_links
from rapid_reviews.report_wording.agenda_2026_1 import AGENDA
from tests import given
from tests.given_reviews import ask, clock_of, given_review


@pytest.fixture
def group(cast):
    return given.given_group(cast)


def held(cast, review, group, moved_clock):
    """A meeting of the group called for an hour from now, and held with everybody there."""
    starts = clock.now() + dt.timedelta(hours=1)
    made = actions.call_meeting(review.case, group, starts_at=starts, place="Room 1", by=cast.lscp_unit)
    moved_clock(hours=2)
    there = {place.person.pk: "present" for place in queries.places_of(made)}
    version = Meeting.all_records.get(pk=made.pk).version
    actions.record_attendance(
        made.public_id, seen_version=version, presence=there, chaired_by=cast.council_rag, by=cast.lscp_unit
    )
    return starts


def met(review):
    return {key: clock_of(review, key).met_at for key in ("review_progress", "review_meeting")}


def test_meeting_while_returns_are_waited_for_is_the_progress_meeting(cast, group, moved_clock):
    review = given_review(cast)
    ask(review, cast.agencies["school"], by=cast.lscp_unit)
    starts = held(cast, review, group, moved_clock)
    assert met(review) == {"review_progress": starts, "review_meeting": None}


def test_meeting_on_the_day_the_returns_are_due_is_the_rapid_review_meeting(cast, group, moved_clock):
    review = given_review(cast)
    ask(review, cast.agencies["school"], by=cast.lscp_unit)
    moved_clock(days=(clock_of(review, "review_returns").due_on - clock.today()).days)
    starts = held(cast, review, group, moved_clock)
    assert met(review) == {"review_progress": starts, "review_meeting": starts}


def test_meeting_is_called_from_the_review_with_its_agenda_and_papers(cast, group, signed_in):
    review = given_review(cast)
    words = [text for text, _ in meeting_links(cast.lscp_unit, review)]
    assert words == ["Meetings", "Call the rapid review meeting"]
    assert [text for text, _ in meeting_links(cast.police_rag, review)] == ["Meetings"]
    address = dict(meeting_links(cast.lscp_unit, review))["Call the rapid review meeting"]
    page = signed_in(cast.lscp_unit).get(address).content.decode()
    assert [item for item in AGENDA if item not in page] == []
    titles = [offer.title for offer in papers.papers_for(cast.lscp_unit, review.case)]
    assert [one for one in titles if one.startswith(("The r", "The merged"))] == [
        "The rapid review", "The merged chronology", "The report", "The report (PDF)",
    ]  # fmt: skip
    assert papers.papers_for(cast.school_lead, review.case) == []
    shown = signed_in(cast.lscp_unit).get(reverse("rapid_reviews:review", args=[review.public_id]))
    assert "Call the rapid review meeting" in shown.content.decode()
