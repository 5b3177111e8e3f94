"""The local authority's decision and what is said beside it: legal advice, comments, a request to look again.

Every row is signed or said once and never altered: a change of mind is another row. The narrative is sealed.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from lscp.kernel import clock
from lscp.people.models import SealedField
from lscp.signing.models import SigningRound
from notifications.enums import CommentKind, DecisionOutcome, DecisionVoidReason, NotificationStatus
from notifications.models.notification import Notification

PERSON = settings.AUTH_USER_MODEL

RAG_VIEWS = "rag_view"
"""The purpose of the rounds in which the statutory partners give their views."""


def _stays(name: str) -> list[pgtrigger.Trigger]:
    return [pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)]


AT_ONCE = frozenset({DecisionOutcome.NOTIFY})
"""Outcomes that count from their recording: the law's time limit to notify runs, and nothing is lost by sending.

Any other is brought about by nobody but the named decision maker (local rule).
"""


class Decision(models.Model):
    """The local authority's decision, one version of it. Children Act 2004 s16C(1): the duty is its alone.

    `content` is a sealed document: reasons, options, information relied on, what was not known, and why it
    differs from the group's view. One to notify takes effect when recorded, because the law's time limits run;
    any other takes effect no sooner than it is signed. `DecisionSignature` is the named decision maker's own
    hand, and `DecisionVoid` says that a later version or an amendment took it away.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=20, choices=DecisionOutcome)
    content = SealedField(null=False)
    decision_maker = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    decided_at = models.DateTimeField(null=True, help_text="Where the time of day is known")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    rests_on = models.CharField(max_length=80)
    views_round = models.ForeignKey(SigningRound, on_delete=models.PROTECT, null=True, related_name="+")
    differs_from_views = models.BooleanField(default=False)
    review_on = models.DateField(null=True, help_text="While information is awaited: when to look again")

    all_records: ClassVar[models.Manager[Decision]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["notification", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["notification", "number"], name="decisions_numbered"),
            models.CheckConstraint(
                name="decision_awaiting_says_until_when",
                condition=Q(outcome="await", review_on__isnull=False)
                | (~Q(outcome="await") & Q(review_on=None)),
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = _stays("decisions_stay")

    def __str__(self) -> str:
        return f"decision {self.number} on {self.notification_id}"

    @property
    def is_void(self) -> bool:
        """Whether it no longer stands; select `voiding` together with it."""
        return hasattr(self, "voiding")

    @property
    def is_signed(self) -> bool:
        """Whether its named decision maker signed it; select `signature` together with it."""
        return hasattr(self, "signature")

    @property
    def takes_effect(self) -> bool:
        """Whether it may change anything yet: signed, or one to notify."""
        return self.is_signed or self.outcome in AT_ONCE


class DecisionSignature(models.Model):
    """The named decision maker signed this version of the decision."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="signature")
    signed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=clock.now)

    all_records: ClassVar[models.Manager[DecisionSignature]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        triggers: ClassVar[list[pgtrigger.Trigger]] = _stays("decision_signatures_stay")

    def __str__(self) -> str:
        return f"signature of {self.decision_id}"


class DecisionVoid(models.Model):
    """A decision, with its signature, no longer stands: since when, through whose doing, and why."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="voiding")
    why = models.CharField(max_length=20, choices=DecisionVoidReason)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[DecisionVoid]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        triggers: ClassVar[list[pgtrigger.Trigger]] = _stays("decision_voidings_stay")

    def __str__(self) -> str:
        return f"{self.decision_id} void: {self.why}"


class LookAgainRequest(models.Model):
    """The Executive asked the Review Advisory Group to look again at a decision, with reasons."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notification = models.ForeignKey(
        Notification, on_delete=models.PROTECT, related_name="look_again_requests"
    )
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    reasons = SealedField(null=False)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[LookAgainRequest]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["asked_at"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = _stays("look_again_requests_stay")

    def __str__(self) -> str:
        return f"look again at {self.decision_id}"


class LegalNote(models.Model):
    """Legal advice: privileged. Only those with the power to read it on this record know that it exists."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="legal_notes")
    content = SealedField(null=False)
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[LegalNote]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["written_at"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = _stays("legal_notes_stay")

    def __str__(self) -> str:
        return f"legal note {self.public_id}"


class Comment(models.Model):
    """What the independent scrutineer, or the group's chair, says at any stage: dated, and not a vote."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="comments")
    kind = models.CharField(max_length=20, choices=CommentKind)
    status_then = models.CharField(max_length=20, choices=NotificationStatus)
    content = SealedField(null=False)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[Comment]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["made_at"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = _stays("comments_stay")

    def __str__(self) -> str:
        return f"comment {self.public_id}"
