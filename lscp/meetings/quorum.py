"""Whether enough statutory partners are at a meeting. Local rule, configurable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lscp.accounts.models import Agency, AgencyInPartnership
from lscp.meetings.aside import aside_at, who_spoke
from lscp.meetings.enums import SPEAKS_FOR_AGENCY, Presence
from lscp.meetings.models import Attendance, Meeting, QuorumSetting


@dataclass(frozen=True)
class Quorum:
    """Who was needed and who was there, by agency. `recorded` is false before attendance is known.

    `aside` names those who were there but had stepped aside: they do not count.
    """

    needed: int
    partners: tuple[str, ...]
    present: tuple[str, ...]
    recorded: bool
    aside: tuple[str, ...] = ()

    @property
    def is_met(self) -> bool:
        """Whether enough partners were there, in person or by a deputy."""
        return self.recorded and bool(self.partners) and len(self.present) >= self.needed

    @property
    def missing(self) -> tuple[str, ...]:
        """The partners who were not there."""
        return tuple(name for name in self.partners if name not in self.present)

    @property
    def sentence(self) -> str:
        """The answer in words, for pages and the minutes."""
        if not self.partners:
            return "No statutory partners are recorded for that day, so the meeting cannot have a quorum."
        rule = f"{self.needed} of {len(self.partners)} statutory partners needed"
        if not self.recorded:
            return f"Attendance is not recorded yet ({rule})."
        there = ", ".join(self.present) or "none"
        if self.is_met:
            return f"The meeting has a quorum: {there} present ({rule}).{self._aside_words}"
        missing = ", ".join(self.missing)
        return f"The meeting has no quorum: {there} present, {missing} missing ({rule}).{self._aside_words}"

    @property
    def _aside_words(self) -> str:
        if not self.aside:
            return ""
        return f" {', '.join(self.aside)} stepped aside because of a conflict of interest and did not count."


def partners_on(partnership: Any, day: Any) -> list[Agency]:
    """The statutory safeguarding partners of that day: three in most places, more where councils share."""
    places = AgencyInPartnership.objects.on(day).filter(partnership=partnership).exclude(statutory_partner="")
    return list(Agency.objects.filter(pk__in=places.values("agency")).order_by("name"))


def needed_by(group: Any, partners: int) -> int:
    """How many partners this group needs: its setting, never more than there are; all without a setting."""
    setting = QuorumSetting.objects.filter(group=group).first()
    if setting is None or not setting.partners_needed:
        return partners
    return min(setting.partners_needed, partners)


def _was_there(row: Attendance) -> bool:
    return row.presence == Presence.PRESENT and row.part in SPEAKS_FOR_AGENCY


def quorum_of(meeting: Meeting) -> Quorum:
    """The quorum of one meeting, worked out from its attendance; nobody types it."""
    partners = partners_on(meeting.partnership_id, meeting.day)
    rows = list(Attendance.all_records.filter(meeting=meeting).select_related("person"))
    there = {row.agency_id for row in who_spoke(meeting)}
    aside = aside_at(meeting)
    return Quorum(
        needed=needed_by(meeting.group_id, len(partners)),
        partners=tuple(agency.name for agency in partners),
        present=tuple(agency.name for agency in partners if agency.pk in there),
        recorded=bool(rows),
        aside=tuple(str(row.person) for row in rows if row.person_id in aside and _was_there(row)),
    )
