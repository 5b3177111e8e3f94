"""Where one story is played: its people, its notification as it stands, and the other stories."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from lscp.accounts.models import Agency, Partnership, User
from lscp.deadlines.actions import record_fact_by_hand
from lscp.deadlines.compute import Moment
from lscp.deadlines.models import Fact
from lscp.demo.accounts import AGENCIES, LEEDS
from lscp.demo.stories.tale import Tale
from notifications.models import Notification

AGENCY_NAMES = {agency.domain: agency.name for agency in AGENCIES}
OFFICERS = {
    LEEDS: ("unit@lscp.example", "notifier@council.example", "executive@council.example"),
    "elsewhere": ("unit@elsewhere.example", "notifier@elsewhere.example", "executive@elsewhere.example"),
}
"""Of each partnership: who works in the Business Unit, who notifies and who decides for the authority."""


@dataclass
class Scene:
    """One story's scene. `stories` holds the keys of the notifications begun so far, by story.

    `happened` is the day of the incident, once the form says so.
    """

    key: str
    partnership: Partnership
    tale: Tale
    stories: dict[str, int]
    author_email: str = field(default="", init=False)
    happened: dt.date | None = field(default=None, init=False)

    def begin(self, notification: Notification, author: str) -> None:
        """Remember the notification that was begun and by whom."""
        self.stories[self.key] = notification.pk
        self.author_email = author

    @property
    def notification(self) -> Notification:
        """The story's notification as it now stands."""
        return self.other(self.key)

    def other(self, story: str) -> Notification:
        """The notification of a story as it now stands."""
        found = Notification.all_records.select_related(
            "case__partnership", "partnership", "agency", "raised_by"
        )
        return found.get(pk=self.stories[story])

    def person(self, email: str) -> User:
        """The account of this address."""
        return User.objects.get(email=email)

    def agency_of(self, email: str) -> Agency:
        """The agency whose people have addresses like this one."""
        return Agency.objects.get(name=AGENCY_NAMES[email.partition("@")[2]])

    @property
    def author(self) -> User:
        """Whoever fills in the form."""
        return self.person(self.author_email)

    @property
    def unit(self) -> User:
        """The Business Unit's officer."""
        return self._officer(0)

    @property
    def notifier(self) -> User:
        """Who notifies for the local authority."""
        return self._officer(1)

    @property
    def decision_maker(self) -> User:
        """Who decides for the local authority."""
        return self._officer(2)

    def fact(self, kind: str, moment: Moment, source: str, by: Any) -> None:
        """Record when something happened, on the page of facts."""
        case = self.notification.case
        seen = Fact.objects.filter(case=case, kind=kind).count()
        reason = "Corrected after the telephone log was read" if seen else ""
        record_fact_by_hand(case, kind, seen_version=seen, moment=moment, source=source, reason=reason, by=by)

    def _officer(self, place: int) -> User:
        return self.person(OFFICERS[self.partnership.slug][place])
