"""The tables of the meetings."""

from lscp.meetings.models.bundle import PaperBundle
from lscp.meetings.models.meeting import Attendance, Meeting, MeetingChange, Paper
from lscp.meetings.models.minutes import Addendum, Minutes, MinutesAgreement, MinutesComment, MinutesVersion
from lscp.meetings.models.outcomes import MeetingAction, MeetingDecision
from lscp.meetings.models.settings import QuorumSetting

__all__ = [
    "Addendum",
    "Attendance",
    "Meeting",
    "MeetingAction",
    "MeetingChange",
    "MeetingDecision",
    "Minutes",
    "MinutesAgreement",
    "MinutesComment",
    "MinutesVersion",
    "Paper",
    "PaperBundle",
    "QuorumSetting",
]
