"""What was written in the form: sealed answers by section, frozen versions, the lead's view."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lscp.kernel import clock
from lscp.people.models import SealedField
from notifications.enums import LeadAnswer
from notifications.models.notification import Notification

PERSON = settings.AUTH_USER_MODEL


class SectionAnswers(models.Model):
    """The answers of one section, saved as they are typed. `revision` moves on with every save.

    The content is one sealed document {question key: answer}. What is half typed is kept as it is;
    whether it is complete is asked at submission, not here. `seen_at` tells "looked at" from "untouched".
    """

    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="sections")
    section = models.CharField(max_length=40)
    content = SealedField()
    revision = models.PositiveIntegerField(default=0)
    seen_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    all_records: ClassVar[models.Manager[SectionAnswers]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["notification", "section"], name="answers_once_a_section"),
            models.CheckConstraint(
                name="answers_saved_pair",
                condition=Q(saved_at=None, saved_by=None) | Q(saved_at__isnull=False, saved_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} of {self.notification_id}"


class NotificationVersion(models.Model):
    """The whole form as it was submitted or amended: frozen, with the edition of its wording.

    The content is one sealed document: answers by section, people and relationships as they stood.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    form_edition = models.CharField(max_length=20)
    content = SealedField(null=False)
    reason = SealedField()
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    changed_questions = models.JSONField(default=list, help_text="Keys of the questions whose answer changed")

    all_records: ClassVar[models.Manager[NotificationVersion]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["notification", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["notification", "number"], name="versions_numbered")
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.notification_id}"


class LeadRequest(models.Model):
    """The agency's safeguarding lead (or its group representative) was asked whether they agree.

    Agreement is never a gate: a submission against this view, or before it, is possible and flagged.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="lead_requests")
    lead = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=LeadAnswer, default=LeadAnswer.PENDING)
    reasons = SealedField()
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    answers_revision = models.PositiveIntegerField(
        default=0, help_text="The sum of the sections' revisions the lead read"
    )

    all_records: ClassVar[models.Manager[LeadRequest]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["asked_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["notification", "lead"], condition=Q(withdrawn_at=None), name="lead_asked_once"
            ),
            models.CheckConstraint(
                name="lead_answer_dated",
                condition=Q(answer="pending", answered_at=None)
                | (~Q(answer="pending") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lead_id} asked about {self.notification_id}"
