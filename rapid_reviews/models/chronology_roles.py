"""Words of a review that stand for somebody, and the role to write in their place: for names on no other list."""

from __future__ import annotations

from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from lscp.accounts.models import Partnership
from lscp.cases.models import Case
from lscp.kernel import clock
from lscp.kernel.scoping import ScopedRecord
from lscp.people.models import SealedField
from rapid_reviews.models.review import RapidReview

PERSON = settings.AUTH_USER_MODEL


class RoleWord(ScopedRecord):
    """One word or name and its role. `content` is a sealed document with both, never altered; a word is taken out."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="role_words")
    content = SealedField(null=False)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    taken_out_at = models.DateTimeField(null=True)
    taken_out_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(ScopedRecord.Meta):
        ordering: ClassVar[list[str]] = ["made_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="role_word_taken_out_pair",
                condition=Q(taken_out_at=None, taken_out_by=None)
                | Q(taken_out_at__isnull=False, taken_out_by__isnull=False),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["review"], condition=Q(taken_out_at=None), name="role_words_of_review")
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="role_words_stay", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="role_words_keep_what",
                fields=["case", "partnership", "review", "content", "made_at", "made_by"],
            ),
        ]

    def __str__(self) -> str:
        return f"This word of the chronology of {self.case.reference}"

    def get_absolute_url(self) -> str:
        """The list it stands on."""
        return reverse("rapid_reviews:chronology_words", args=[self.review.public_id])

    @classmethod
    def visible_to(cls, user: Any) -> models.QuerySet[RoleWord]:
        """The words of reviews this person sees; the policy asks whether they may know the people."""
        rows = cls.all_records.select_related("case", "partnership", "review", "changed_by")
        if user is not None and getattr(user, "is_system", False):
            return rows
        if user is None or not user.is_authenticated or not user.is_active:
            return rows.none()
        inside = Exists(RapidReview.visible_to(user).order_by().filter(pk=OuterRef("review_id")))
        return rows.filter(Q(inside))
