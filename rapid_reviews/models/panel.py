"""The national Panel: the receipt of what was sent to it, the only thing that meets its clock, and its reply."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from lscp.cases.models import Case
from lscp.deadlines.compute import Moment
from lscp.deadlines.models import Clock
from lscp.documents.models import Attachment
from lscp.kernel import clock
from lscp.people.models import SealedField
from rapid_reviews.models.recommendation import Recommendation, stays
from rapid_reviews.models.review import RapidReview
from rapid_reviews.recommendation_codes import PanelAnswer

PERSON = settings.AUTH_USER_MODEL


class PanelReceipt(models.Model):
    """What the Panel gave back for one round's rapid review: a copy, when it was sent, by whom.

    `sent_on` and `sent_at` stand on the evidence; `recorded_at` is when somebody typed it. A correction is a
    new row with a reason; no row ever changes.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="panel_receipts")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by"
    )
    is_live = models.BooleanField(default=True)
    reference = models.CharField(max_length=60, blank=True)
    confirmation = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField()
    sent_at = models.DateTimeField(null=True)
    sent_by = SealedField(null=False)
    was_late = models.BooleanField(default=False)
    reason = SealedField(help_text="Why an earlier receipt is corrected")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    reply: PanelReply | None = None
    """What the Panel replied to the round, where a page has read it."""
    clock: Clock | None = None
    """The clock that it met, where a page has read it."""

    all_records: ClassVar[models.Manager[PanelReceipt]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["review", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["review", "number"], name="panel_receipts_numbered"),
            models.UniqueConstraint(
                fields=["review", "round"], condition=Q(is_live=True), name="one_live_panel_receipt"
            ),
            models.CheckConstraint(
                name="panel_receipt_correction_has_reason",
                condition=Q(supersedes=None) | Q(reason__isnull=False),
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.ReadOnly(name="panel_receipts_stand", exclude=["is_live"]),
            pgtrigger.Protect(name="panel_receipts_stay", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"receipt {self.number} of {self.review_id}"

    @property
    def case(self) -> Case:
        """The case it is about."""
        return self.review.case

    @property
    def moment(self) -> Moment:
        """When it was sent, on the evidence."""
        return Moment(self.sent_on, self.sent_at)


class PanelReply(models.Model):
    """What the Panel replied to one round, with its letter. Never altered; a reply ends its round.

    `suggests_local` says that the Panel thinks a local review more appropriate: that is criterion (d) of
    regulation 11 (SI 2018/789), and its letter is the evidence.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="panel_replies")
    receipt = models.ForeignKey(PanelReceipt, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=20, choices=PanelAnswer)
    suggests_local = models.BooleanField(default=False)
    received_on = models.DateField()
    content = SealedField(null=False)
    letter = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[PanelReply]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["review", "round"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["review", "round"], name="one_panel_reply_a_round"),
            models.CheckConstraint(
                name="panel_suggestion_with_letter",
                condition=Q(suggests_local=False) | Q(answer="reconsider", letter__isnull=False),
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = stays("panel_replies_stay")

    def __str__(self) -> str:
        return f"reply {self.round} of {self.review_id}"

    @property
    def case(self) -> Case:
        """The case it is about."""
        return self.review.case
