"""How a notification leaves the usual way, and how it comes back: one row for each time, with its reasons."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lscp.documents.models import Attachment
from lscp.kernel import clock
from lscp.people.models import SealedField
from notifications.enums import NewsSource, NotificationStatus
from notifications.models.notification import Notification

PERSON = settings.AUTH_USER_MODEL


class Exit(models.Model):
    """What every one of these rows holds: the notification, the reasons (sealed), when and by whom."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reasons = SealedField(null=False)
    from_status = models.CharField(max_length=20, choices=NotificationStatus)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["at", "pk"]


class InformationAwaited(Exit):
    """More information is awaited until a review date; `reasons` says what and from whom."""

    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="waits")
    review_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    came = SealedField()

    all_records: ClassVar[models.Manager[InformationAwaited]] = models.Manager()

    class Meta(Exit.Meta):
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["notification"], condition=Q(ended_at=None), name="one_wait_at_a_time"
            ),
            models.CheckConstraint(
                name="wait_ended_whole",
                condition=Q(ended_at=None, ended_by=None, came=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False, came__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notification_id} waits until {self.review_on}"


class CriteriaFinding(Exit):
    """After the decision to notify, the criteria were found not to be met; the Panel is told of it.

    A notification always needs a rapid review unless this is found (docs/sources.md, duty to notify).
    """

    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="findings")
    no_suspicion = models.BooleanField(
        default=False,
        help_text="A looked-after child's or care leaver's death, with no suspicion of abuse or neglect",
    )
    panel_told_on = models.DateField(null=True)
    panel_told_how = SealedField()
    panel_told_recorded_at = models.DateTimeField(null=True)
    panel_told_recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    all_records: ClassVar[models.Manager[CriteriaFinding]] = models.Manager()

    class Meta(Exit.Meta):
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="panel_told_whole",
                condition=Q(
                    panel_told_on=None,
                    panel_told_how=None,
                    panel_told_recorded_at=None,
                    panel_told_recorded_by=None,
                )
                | Q(
                    panel_told_on__isnull=False,
                    panel_told_how__isnull=False,
                    panel_told_recorded_at__isnull=False,
                    panel_told_recorded_by__isnull=False,
                ),
            )
        ]

    def __str__(self) -> str:
        return f"criteria of {self.notification_id} found not met"


class Transfer(Exit):
    """Another area takes the incident over: which, who there was told (name and job), when, on what evidence."""

    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="transfers")
    area = SealedField(null=False)
    told = SealedField(null=False)
    told_on = models.DateField()
    told_at = models.DateTimeField(null=True)
    evidence = SealedField(null=False)
    file = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="+")

    all_records: ClassVar[models.Manager[Transfer]] = models.Manager()

    class Meta(Exit.Meta):
        default_manager_name = "all_records"
        base_manager_name = "all_records"

    def __str__(self) -> str:
        return f"{self.notification_id} transferred"


class Reopening(Exit):
    """New information opened it again: what (`reasons`), from where, received when."""

    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="reopenings")
    source = models.CharField(max_length=20, choices=NewsSource)
    received_on = models.DateField()

    all_records: ClassVar[models.Manager[Reopening]] = models.Manager()

    class Meta(Exit.Meta):
        default_manager_name = "all_records"
        base_manager_name = "all_records"

    def __str__(self) -> str:
        return f"{self.notification_id} reopened"
