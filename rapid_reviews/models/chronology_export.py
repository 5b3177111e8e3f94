"""A copy of the merged chronology that somebody asked for: its file is kept sealed, for them alone and not for long."""

from __future__ import annotations

from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from lscp.accounts.models import Partnership
from lscp.cases.models import Case
from lscp.kernel import clock
from lscp.kernel.scoping import ScopedRecord
from lscp.people.models import SealedField, SealingKey
from rapid_reviews.chronology_codes import CopyKind, CopyStatus
from rapid_reviews.models.review import RapidReview

PERSON = settings.AUTH_USER_MODEL
IN_HAND = (CopyStatus.WAITING, CopyStatus.READING, CopyStatus.WRITING)


class ChronologyCopy(ScopedRecord):
    """One copy. `narrowing` says by codes which rows it holds; no text of the chronology stands in a plain column.

    `found` is a sealed document: the words of the copy that may be names, with how often each stands there.
    `attempts` counts how often a worker began it, so that a file on which workers die is given up.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4, choices=CopyKind)
    narrowing = models.JSONField(default=dict)
    shows_names = models.BooleanField(default=False)
    reason = SealedField()
    status = models.CharField(max_length=10, choices=CopyStatus, default=CopyStatus.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    rows = models.PositiveIntegerField(help_text="How many it will hold, or holds")
    done = models.PositiveIntegerField(default=0)
    agencies = ArrayField(models.UUIDField(), default=list, help_text="Whose rows it holds")
    names_left = models.PositiveIntegerField(null=True, help_text="Words in it that may be names")
    found = SealedField()
    key = models.ForeignKey(SealingKey, on_delete=models.PROTECT, null=True, related_name="+")
    stored_as = models.CharField(max_length=120, blank=True)
    kept_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta(ScopedRecord.Meta):
        ordering: ClassVar[list[str]] = ["-made_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="copy_keeps_its_file_while_ready",
                condition=Q(status="ready", key__isnull=False, kept_until__isnull=False) & ~Q(stored_as="")
                | ~Q(status="ready") & Q(stored_as=""),
            ),
            models.CheckConstraint(
                name="copy_with_names_has_a_reason",
                condition=Q(shows_names=False, reason=None) | Q(shows_names=True, reason__isnull=False),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["kept_until"],
                condition=Q(status__in=["waiting", "reading", "writing", "ready"]), name="copies_open",
            ),
            models.Index(fields=["review", "made_by"], name="copies_of_person"),
        ]  # fmt: skip
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="chronology_copies_stay", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="chronology_copies_keep_what",
                fields=["case", "partnership", "review", "kind", "shows_names", "reason", "made_at", "made_by"],
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"A copy of the chronology of {self.case.reference}"

    def get_absolute_url(self) -> str:
        """How far it is, and where it is fetched."""
        return reverse("rapid_reviews:chronology_copy", args=[self.public_id])

    @property
    def is_in_hand(self) -> bool:
        """Whether it waits for a worker or is being made."""
        return self.status in IN_HAND

    @classmethod
    def visible_to(cls, user: Any) -> models.QuerySet[ChronologyCopy]:
        """The copies this person asked for, of reviews that they see today."""
        rows = cls.all_records.select_related("case", "partnership", "review", "changed_by", "made_by")
        if user is not None and getattr(user, "is_system", False):
            return rows
        if user is None or not user.is_authenticated or not user.is_active:
            return rows.none()
        inside = Exists(RapidReview.visible_to(user).order_by().filter(pk=OuterRef("review_id")))
        return rows.filter(Q(inside), made_by=user)
