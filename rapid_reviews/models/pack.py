"""The pack for the national Panel: why it goes although something is unmet, and when it was sent."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from lscp.cases.models import Case
from lscp.deadlines.compute import Moment
from lscp.kernel import clock
from lscp.people.models import SealedField
from rapid_reviews.models.recommendation import Recommendation, stays
from rapid_reviews.models.review import RapidReview
from rapid_reviews.pack_codes import PackItem, SendingWay

PERSON = settings.AUTH_USER_MODEL


class PackReason(models.Model):
    """Why one round's pack goes although an item of its checklist is unmet. Never altered; the newest counts."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="pack_reasons")
    round = models.PositiveSmallIntegerField()
    item = models.CharField(max_length=20, choices=PackItem)
    reason = SealedField(null=False)
    given_at = models.DateTimeField(default=clock.now)
    given_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[PackReason]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["review", "round", "pk"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = stays("pack_reasons_stay")

    def __str__(self) -> str:
        return f"{self.item} of {self.review_id}"

    @property
    def case(self) -> Case:
        """The case it is about."""
        return self.review.case


class PanelSending(models.Model):
    """That one round's pack was sent to the Panel: when, how, by whom. It stops no clock: the receipt does.

    `sent_at` is None where the time is not known. Sent again is another row. A correction is a new row with a
    reason beside the one that it puts right; no row ever changes.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="panel_sendings")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    sent_on = models.DateField()
    sent_at = models.DateTimeField(null=True)
    sent_by = SealedField(null=False)
    way = models.CharField(max_length=20, choices=SendingWay)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="superseded_by"
    )
    reason = SealedField(help_text="Why an earlier row is corrected")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[PanelSending]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["review", "round", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="panel_sending_correction_has_reason",
                condition=Q(supersedes=None) | Q(reason__isnull=False),
            )
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = stays("panel_sendings_stay")

    def __str__(self) -> str:
        return f"sending of round {self.round} of {self.review_id}"

    @property
    def case(self) -> Case:
        """The case it is about."""
        return self.review.case

    @property
    def moment(self) -> Moment:
        """When it was sent."""
        return Moment(self.sent_on, self.sent_at)
