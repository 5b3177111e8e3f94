"""The national receipt: the only thing that stops the clock of the national notification."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from lscp.deadlines.compute import Moment
from lscp.documents.models import Attachment
from lscp.kernel import clock
from lscp.people.models import SealedField
from notifications.enums import Board
from notifications.models.notification import Notification

PERSON = settings.AUTH_USER_MODEL


class NationalReceipt(models.Model):
    """What the national system gave back: a reference or a confirmation, when it was sent, by whom.

    `sent_on` and `sent_at` stand on the evidence; `recorded_at` is when somebody typed it. A correction is
    a new row with a reason; no row ever changes.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="receipts")
    number = models.PositiveSmallIntegerField()
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by"
    )
    is_live = models.BooleanField(default=True)
    is_telling = models.BooleanField(
        default=False, help_text="A death told to the Secretary of State and Ofsted, with no rapid review"
    )
    reference = models.CharField(max_length=60, blank=True)
    confirmation = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="+")
    sent_on = models.DateField()
    sent_at = models.DateTimeField(null=True)
    sent_by = SealedField(null=False)
    was_late = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    reason = SealedField(
        help_text="Why an earlier receipt is corrected or followed, or why it was sent with no decision standing"
    )

    all_records: ClassVar[models.Manager[NationalReceipt]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["notification", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["notification", "number"], name="receipts_numbered"),
            models.UniqueConstraint(
                fields=["notification"], condition=Q(is_live=True), name="one_live_receipt"
            ),
            models.CheckConstraint(
                name="receipt_has_evidence", condition=~Q(reference="") | Q(confirmation__isnull=False)
            ),
            models.CheckConstraint(
                name="receipt_correction_has_reason",
                condition=Q(supersedes=None) | Q(reason__isnull=False),
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.ReadOnly(name="receipts_stand", exclude=["is_live"]),
            pgtrigger.Protect(name="receipts_stay", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"receipt {self.number} of {self.notification_id}"

    @property
    def moment(self) -> Moment:
        """When it was sent, on the evidence."""
        return Moment(self.sent_on, self.sent_at)


class BoardInformed(models.Model):
    """Another board was told that there is an incident: which one, when, how."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="boards_informed")
    board = models.CharField(max_length=20, choices=Board)
    name = SealedField()
    informed_on = models.DateField()
    how = SealedField(null=False)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[BoardInformed]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["informed_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="other_board_is_named", condition=~Q(board="other", name=None))
        ]

    def __str__(self) -> str:
        return self.get_board_display()
