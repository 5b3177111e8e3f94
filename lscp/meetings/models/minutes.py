"""The minutes of a meeting: drafted, sent round, corrected, approved, locked; then only addenda."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from lscp.kernel import clock
from lscp.meetings.enums import ApprovedHow, MinutesStatus
from lscp.meetings.models.meeting import Meeting
from lscp.people.models import SealedField

PERSON = settings.AUTH_USER_MODEL


class Minutes(models.Model):
    """The text as it stands, sealed, saved as it is typed. `revision` moves on with every save.

    Once approved nothing of it changes: the database refuses.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    status = models.CharField(max_length=12, choices=MinutesStatus, default=MinutesStatus.DRAFT)
    content = SealedField()
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    approved_how = models.CharField(max_length=10, choices=ApprovedHow, blank=True)

    all_records: ClassVar[models.Manager[Minutes]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        verbose_name_plural = "minutes"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="minutes_approved_whole",
                condition=Q(
                    status="approved",
                    approved_at__isnull=False,
                    approved_by__isnull=False,
                    content__isnull=False,
                )
                & ~Q(approved_how="")
                | ~Q(status="approved") & Q(approved_at=None, approved_by=None, approved_how=""),
            ),
            models.CheckConstraint(
                name="minutes_saved_pair",
                condition=Q(saved_at=None, saved_by=None) | Q(saved_at__isnull=False, saved_by__isnull=False),
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(
                name="approved_minutes_stay",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__status="approved"),
            )
        ]

    def __str__(self) -> str:
        return f"minutes of {self.meeting_id}"


class MinutesVersion(models.Model):
    """The text as it was sent round: frozen. A correction after that is the next version, with its reason."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = SealedField(null=False)
    reason = SealedField()
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[MinutesVersion]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["minutes", "number"], name="minutes_versions_numbered")
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="sent_minutes_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.minutes_id}"


class MinutesComment(models.Model):
    """What somebody says about a version that was sent round."""

    version = models.ForeignKey(MinutesVersion, on_delete=models.PROTECT, related_name="comments")
    text = SealedField(null=False)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[MinutesComment]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["at"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="minutes_comments_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"comment on {self.version_id}"


class MinutesAgreement(models.Model):
    """A member who was present agrees with one version. A later version asks them again."""

    version = models.ForeignKey(MinutesVersion, on_delete=models.PROTECT, related_name="agreements")
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[MinutesAgreement]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["version", "by"], name="minutes_agreed_once")
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="minutes_agreements_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.by_id} agrees with {self.version_id}"


class Addendum(models.Model):
    """What was added after the minutes were locked. It stands beside them and never changes them."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="addenda")
    number = models.PositiveSmallIntegerField()
    text = SealedField(null=False)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[Addendum]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        verbose_name_plural = "addenda"
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["minutes", "number"], name="addenda_numbered")
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="addenda_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"addendum {self.number} to {self.minutes_id}"
