"""What has happened at meetings, told to whatever follows from it (`lscp.journeys`)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MeetingHeld:
    """Who was there was recorded for the first time: the meeting counts as held."""

    meeting_id: int
    by_id: int
