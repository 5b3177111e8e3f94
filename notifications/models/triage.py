"""The Business Unit's questions, decisions about likely duplicates, named readers, forms for others."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lscp.accounts.models import Agency
from lscp.kernel import clock
from lscp.people.models import SealedField
from notifications.enums import Contact, PairDecision
from notifications.models.notification import Notification

PERSON = settings.AUTH_USER_MODEL


class InformationRequest(models.Model):
    """The Business Unit returned a notification with questions; the referrer answers each."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notification = models.ForeignKey(
        Notification, on_delete=models.PROTECT, related_name="information_requests"
    )
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, help_text="When nobody waited for the answers any more")
    ended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    ended_why = models.CharField(max_length=100, blank=True)

    all_records: ClassVar[models.Manager[InformationRequest]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["asked_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["notification"],
                condition=Q(answered_at=None, ended_at=None),
                name="asked_once_at_a_time",
            ),
            models.CheckConstraint(
                name="information_ended_whole",
                condition=Q(ended_at=None, ended_by=None, ended_why="")
                | Q(ended_at__isnull=False, ended_by__isnull=False, answered_at=None) & ~Q(ended_why=""),
            ),
            models.CheckConstraint(
                name="information_answered_pair",
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"questions about {self.notification_id}"


class InformationQuestion(models.Model):
    """One question and, once given, its answer; both sealed, because they speak of the child."""

    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField()
    question = SealedField(null=False)
    answer = SealedField()

    all_records: ClassVar[models.Manager[InformationQuestion]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["request", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["request", "number"], name="questions_numbered")
        ]

    def __str__(self) -> str:
        return f"question {self.number}"


class Pair(models.Model):
    """What the Business Unit decided about two notifications alike. Never shown to practitioners."""

    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="pairs")
    other = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="paired_with")
    decision = models.CharField(max_length=10, choices=PairDecision)
    reason = SealedField(null=False)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    superseded_at = models.DateTimeField(null=True)

    all_records: ClassVar[models.Manager[Pair]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["-made_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["notification", "other"], condition=Q(superseded_at=None), name="one_decision_a_pair"
            ),
            models.CheckConstraint(name="pair_is_two", condition=~Q(notification=F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.notification_id} and {self.other_id}: {self.decision}"


class NamedReader(models.Model):
    """Somebody the Business Unit chose to read a restricted notification; they see it once it is released."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="named_readers")
    user = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField(default=clock.now)
    named_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    all_records: ClassVar[models.Manager[NamedReader]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["named_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["notification", "user"], condition=Q(removed_at=None), name="reader_named_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} may read {self.notification_id}"


class EnteredFor(models.Model):
    """The professional a form was entered for, how they told it and are reached.

    Their account is linked where they have one.
    """

    notification = models.OneToOneField(Notification, on_delete=models.PROTECT, related_name="entered_for")
    how = models.CharField(max_length=10, choices=Contact)
    name = SealedField(null=False)
    contact = SealedField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    entered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)

    all_records: ClassVar[models.Manager[EnteredFor]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"

    def __str__(self) -> str:
        return f"{self.notification_id} entered by {self.entered_by_id}"
