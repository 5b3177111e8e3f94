"""A meeting of the group that was held meets the timetable's steps."""

from __future__ import annotations

from lscp.accounts.models import GroupKind, User
from lscp.deadlines import actions as clocks
from lscp.deadlines.compute import Moment
from lscp.kernel import clock
from lscp.meetings.events import MeetingHeld
from lscp.meetings.models import Meeting
from rapid_reviews.actions.timetable import live_steps
from rapid_reviews.models import AgencyRequest, RapidReview
from rapid_reviews.queries.report import review_going_on
from rapid_reviews.timetable import MEETING, PROGRESS, RETURNS
from rapid_reviews.workflow import WAITED_FOR


def follow_meeting(event: MeetingHeld) -> None:
    """A meeting of the group since the review opened is its progress meeting, or the rapid review meeting.

    It is the rapid review meeting when no agency's answer was waited for, or when it was held on or after the day
    on which the returns were due (local rule). The steps are met at the time of the meeting, not of the typing.
    """
    meeting = Meeting.all_records.select_related("group").get(pk=event.meeting_id)
    review = review_going_on(meeting.case_id)
    if review is None or meeting.group.kind != GroupKind.RAG or meeting.starts_at < review.opened_at:
        return
    by, done = User.objects.get(pk=event.by_id), Moment.of(min(meeting.starts_at, clock.now()))
    for step in (PROGRESS, MEETING) if _is_the_meeting(review, meeting) else (PROGRESS,):
        if live_steps(review).filter(rule_key=step, met_at=None, cancelled_at=None).exists():
            clocks.meet(
                review.case, step, subject=review.course, done=done, evidence="A meeting of the group was held",
                by=by,
            )  # fmt: skip


def _is_the_meeting(review: RapidReview, meeting: Meeting) -> bool:
    returns = live_steps(review).filter(rule_key=RETURNS).first()
    if returns is not None and returns.due_on is not None and meeting.day >= returns.due_on:
        return True
    asked = AgencyRequest.all_records.filter(review=review)
    return asked.exists() and not asked.filter(status__in=WAITED_FOR).exists()
