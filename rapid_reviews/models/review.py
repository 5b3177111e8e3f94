"""The rapid review: the root record of the second stage, and who may see it."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from lscp.accounts.models import Partnership
from lscp.cases.models import Case
from lscp.kernel import clock
from lscp.kernel.scoping import ScopedRecord
from notifications.models import Notification
from notifications.queries.identity import visible_inside
from rapid_reviews.enums import EndedWhy, ReviewStatus
from rapid_reviews.report_codes import NextStep

PERSON = settings.AUTH_USER_MODEL


@pghistory.track(exclude=["version"])
class RapidReview(ScopedRecord):
    """One rapid review of one incident. `course` is the key of the reopening that brought it, empty at first.

    `awaits` is what the Panel had nothing against and that nobody has commissioned yet: a local review, other
    learning, or both where the children differ.

    It opens with the authority's decision to notify. Its time limits are clocks of the case whose subject is
    `course`, so that a case opened again has a timetable of its own (docs/adr/0012).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rapid_reviews")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="rapid_reviews")
    course = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=20, choices=ReviewStatus, default=ReviewStatus.GATHERING)
    round = models.PositiveSmallIntegerField(default=1, help_text="2 once the Panel asked to reconsider")
    opened_at = models.DateTimeField(default=clock.now)
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    ended_why = models.CharField(max_length=20, choices=EndedWhy, blank=True)
    awaits = ArrayField(
        models.CharField(max_length=20, choices=NextStep), default=list, blank=True,
        help_text="What was decided and has not been commissioned yet",
    )  # fmt: skip

    class Meta(ScopedRecord.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case"], condition=~Q(status__in=["done", "ended"]), name="one_review_at_a_time"
            ),
            models.CheckConstraint(name="review_rounds_from_one", condition=Q(round__gte=1)),
            models.CheckConstraint(
                name="review_ended_whole",
                condition=Q(status="ended", ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_why="")
                | ~Q(status="ended") & Q(ended_at=None, ended_by=None, ended_why=""),
            ),
            models.CheckConstraint(
                name="review_awaits_once_answered", condition=Q(awaits=[]) | Q(status="done")
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["partnership", "status", "opened_at"], name="reviews_by_status")
        ]

    def __str__(self) -> str:
        return f"Rapid review of {self.case.reference}"

    @property
    def standing(self) -> str:
        """Where it stands in words; after the Panel asked to reconsider, with its round."""
        if self.round == 1 or self.status in (ReviewStatus.DONE, ReviewStatus.ENDED):
            return str(self.get_status_display())
        again = self.status == ReviewStatus.GATHERING
        return (
            f"Round {self.round}: {'the group looks again' if again else self.get_status_display().lower()}"
        )

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("rapid_reviews:review", args=[self.public_id])

    @classmethod
    def visible_to(cls, user: Any) -> models.QuerySet[RapidReview]:
        """The reviews this person may know of today: of incidents they see as part of the process.

        Not whoever raised the incident or their lead, and not an agency that is asked: it sees its own
        request (`AgencyRequest.visible_to`).
        """
        records = cls.all_records.select_related("case", "partnership", "notification", "changed_by")
        if user is not None and getattr(user, "is_system", False):
            return records
        if user is None or not user.is_authenticated or not user.is_active:
            return records.none()
        return records.filter(Exists(visible_inside(user).order_by().filter(pk=OuterRef("notification_id"))))
