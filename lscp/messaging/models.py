"""The outbox: what is to be told to whom, and whether it has been. Reference numbers only."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from lscp.accounts.models import Partnership
from lscp.kernel import clock


class Urgency(models.TextChoices):
    """When a message may leave."""

    IMMEDIATE = "immediate", "At once, at any hour"
    REMINDER = "reminder", "Within waking hours, in a digest where the reader asked for one"


class Status(models.TextChoices):
    """Where a message stands. At-least-once delivery; the message id lets a mail system drop a repeat."""

    QUEUED = "queued", "Waiting"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Not delivered"
    DIGESTED = "digested", "Sent within a digest"
    DROPPED = "dropped", "No longer wanted"


class OutboundMessage(models.Model):
    """One message to one person, written in the transaction of what it tells of."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dedupe_key = models.CharField(max_length=200)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=60)
    urgency = models.CharField(max_length=10, choices=Urgency)
    reference = models.CharField(max_length=40, blank=True)
    path = models.CharField(max_length=200, blank=True, help_text="The page to open, without the host")
    context = models.JSONField(default=dict, help_text="Safe values only: counts, dates, titles of rules")
    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    queued_at = models.DateTimeField(default=clock.now)
    deliver_after = models.DateTimeField(default=clock.now)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)
    digest = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="gathered",
        help_text="The message that this reminder was sent within",
    )

    objects: ClassVar[models.Manager[OutboundMessage]] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["dedupe_key", "recipient"], name="told_once"),
            models.CheckConstraint(
                name="message_digested_whole",
                condition=models.Q(status="digested", digest__isnull=False)
                | (~models.Q(status="digested") & models.Q(digest=None)),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["deliver_after", "id"],
                condition=models.Q(status__in=["queued", "sending"]),
                name="messages_waiting",
            ),
            models.Index(fields=["recipient", "-queued_at"], name="messages_of_person"),
            models.Index(fields=["status", "-queued_at"], name="messages_by_status"),
            models.Index(fields=["reference", "-queued_at"], name="messages_of_case"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.recipient_id}"


class MessagePreference(models.Model):
    """How a person wants reminders: one by one, or together once a day. Nothing urgent waits."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="message_preference"
    )
    digest = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[MessagePreference]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.user_id}: {'digest' if self.digest else 'one by one'}"


class QuietHours(models.Model):
    """When a partnership's reminders wait (local rule, configurable): Europe/London times."""

    partnership = models.OneToOneField(Partnership, on_delete=models.CASCADE, related_name="quiet_hours")
    begins = models.TimeField()
    ends = models.TimeField()
    digest_at = models.TimeField()
    weekends_quiet = models.BooleanField(default=True)

    objects: ClassVar[models.Manager[QuietHours]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.partnership}: {self.begins} to {self.ends}"
