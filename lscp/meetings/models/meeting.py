"""A meeting of a standing group about one case: when, where, who was there, what they read."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from lscp.accounts.models import Agency, Partnership, StandingGroup
from lscp.cases.models import Case
from lscp.kernel import clock
from lscp.kernel.scoping import ScopedRecord
from lscp.meetings import access
from lscp.meetings.enums import MeetingStatus, Part, Presence
from lscp.people.models import SealedField

PERSON = settings.AUTH_USER_MODEL


@pghistory.track(exclude=["version"])
class Meeting(ScopedRecord):
    """One meeting of one group about one case. Whatever people type about it is sealed.

    `agenda` is a sealed list of items; `others_present` a sealed text about people without an account.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meetings")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(StandingGroup, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=MeetingStatus, default=MeetingStatus.CALLED)
    starts_at = models.DateTimeField()
    minutes_long = models.PositiveSmallIntegerField(default=60)
    place = SealedField()
    link = SealedField()
    called_at = models.DateTimeField(default=clock.now)
    called_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    chaired_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    agenda = SealedField()
    others_present = SealedField()

    class Meta(ScopedRecord.Meta):
        ordering: ClassVar[list[str]] = ["-starts_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="meeting_has_place_or_link", condition=Q(place__isnull=False) | Q(link__isnull=False)
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "-starts_at"], name="meetings_of_case")
        ]

    def __str__(self) -> str:
        return f"Meeting about {self.case.reference}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("meetings:meeting", args=[self.public_id])

    @property
    def day(self) -> Any:
        """The Europe/London date it is held on."""
        return clock.london_date(self.starts_at)

    @classmethod
    def visible_to(cls, user: Any) -> models.QuerySet[Meeting]:
        """The meetings this person may know of today (`lscp.meetings.access`)."""
        records = cls.all_records.select_related("case", "partnership", "group", "changed_by", "chaired_by")
        if user is not None and getattr(user, "is_system", False):
            return records
        return records.filter(access.seen_q(user))


class MeetingChange(models.Model):
    """A meeting was moved or cancelled: from what to what, why, by whom. Never altered.

    `what` is a sealed document {field: [before, after]}: dates, places and links.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="changes")
    what = SealedField(null=False)
    reason = SealedField(null=False)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[MeetingChange]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["at"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="meeting_changes_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"change of {self.meeting_id}"


@pghistory.track()
class Attendance(models.Model):
    """One person at one meeting: for which agency, in what part, for whom they stood in."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part)
    presence = models.CharField(max_length=10, choices=Presence)
    stands_in_for = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[Attendance]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["agency__name", "person__name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once"),
            models.CheckConstraint(
                name="deputy_stands_in_for_somebody",
                condition=Q(part=Part.DEPUTY, stands_in_for__isnull=False)
                | (~Q(part=Part.DEPUTY) & Q(stands_in_for=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.meeting_id}"


class Paper(models.Model):
    """A paper of a meeting: a link to a page of this product, with a name that identifies nobody."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="papers")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    path = models.CharField(max_length=300)
    added_at = models.DateTimeField(default=clock.now)
    added_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    taken_out_at = models.DateTimeField(null=True)

    all_records: ClassVar[models.Manager[Paper]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "number"], name="papers_numbered"),
            models.CheckConstraint(name="paper_is_ours", condition=Q(path__startswith="/")),
        ]

    def __str__(self) -> str:
        return f"Paper {self.number}"
