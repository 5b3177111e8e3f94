"""Who stepped aside from a case and so takes no part in its meetings: asked of the signed views' recusals."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from lscp.kernel import clock
from lscp.meetings.enums import SPEAKS_FOR_AGENCY, Presence
from lscp.meetings.models import Attendance, Meeting
from lscp.signing.seats import is_recused, recused_during


def aside_at(meeting: Meeting) -> set[int]:
    """The keys of those who had stepped aside by the end of the meeting's day, and not come back before it."""
    return recused_during(meeting.case_id, meeting.starts_at, clock.end_of(meeting.day))


def takes_no_part(user: Any, meeting: Meeting) -> bool:
    """Whether a person has stepped aside now, or had at the meeting."""
    return is_recused(user, meeting.case_id) or user.pk in aside_at(meeting)


def who_spoke(meeting: Meeting) -> QuerySet[Attendance]:
    """Who was there and spoke for their agency: members, chair and deputies, but nobody who stepped aside."""
    there = Attendance.all_records.filter(
        meeting=meeting, presence=Presence.PRESENT, part__in=SPEAKS_FOR_AGENCY
    )
    return there.exclude(person__in=aside_at(meeting))
