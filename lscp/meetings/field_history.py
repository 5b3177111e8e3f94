"""Whose history the pages of the record may show, of the meetings' tables."""

from typing import Any

from lscp.audit import tracked
from lscp.cases.compartments import CASEWORK
from lscp.meetings.models import Attendance, Meeting, MeetingAction, QuorumSetting


def _of_meeting(row: Any) -> str:
    return f"{CASEWORK}:{row.pgh_obj.case.public_id}" if row.pgh_obj else CASEWORK


tracked.shows(Meeting, title="Meetings", compartment_of=_of_meeting)
tracked.shows(MeetingAction, title="Actions of meetings", compartment_of=_of_meeting)
tracked.keeps_back(Attendance, "The timeline says who recorded attendance; the minutes say who was there.")
tracked.keeps_back(QuorumSetting, "A setting of the partnership, not of a case.")
