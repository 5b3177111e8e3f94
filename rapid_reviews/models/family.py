"""What the review adds to the family that the notification recorded: how people belong together, and about each."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from lscp.accounts.models import Agency, Partnership
from lscp.cases.models import Case
from lscp.kernel import clock
from lscp.kernel.scoping import ScopedRecord
from lscp.people.models import Person, SealedField
from rapid_reviews.family_codes import WORKS_WITH, Tie
from rapid_reviews.models.review import RapidReview

PERSON = settings.AUTH_USER_MODEL
KINDS = [*Tie.choices, (WORKS_WITH, "Works with")]


class OfReview(ScopedRecord):
    """What belongs to a review and is seen by whoever sees the review."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="+")
    content = SealedField(null=False)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta(ScopedRecord.Meta):
        abstract = True

    @classmethod
    def visible_to(cls, user: Any) -> models.QuerySet[Any]:
        """Those of the reviews that this person may know of today."""
        rows = cls.all_records.select_related("case", "partnership", "review", "changed_by")
        if user is not None and getattr(user, "is_system", False):
            return rows
        if user is None or not user.is_authenticated or not user.is_active:
            return rows.none()
        return rows.filter(Exists(RapidReview.visible_to(user).order_by().filter(pk=OuterRef("review_id"))))

    def get_absolute_url(self) -> str:
        """The family's page."""
        return reverse("rapid_reviews:family", args=[self.review.public_id])


@pghistory.track(exclude=["version"])
class FamilyTie(OfReview):
    """One line of the family's diagram: `person` is `kind` to `relative`; or `agency` works with `person`.

    `content` is a sealed document (since, until, source, note, and for an agency the worker's role), frozen: a
    change writes a new one, and the field-level history keeps the key of each.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=KINDS)
    relative = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    taken_out_at = models.DateTimeField(null=True)
    taken_out_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    taken_out_because = SealedField()

    class Meta(OfReview.Meta):
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="family_tie_to_person_or_agency",
                condition=Q(kind=WORKS_WITH, relative=None, agency__isnull=False)
                | ~Q(kind=WORKS_WITH) & Q(relative__isnull=False, agency=None),
            ),
            models.CheckConstraint(
                name="family_tie_not_to_oneself", condition=~Q(person=models.F("relative"))
            ),
            models.CheckConstraint(
                name="family_tie_taken_out_whole",
                condition=Q(taken_out_at=None, taken_out_by=None, taken_out_because=None)
                | Q(taken_out_at__isnull=False, taken_out_by__isnull=False, taken_out_because__isnull=False),
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="family_ties_stay", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="family_ties_keep_review", fields=["case", "partnership", "review", "made_at", "made_by"]
            ),
        ]

    def __str__(self) -> str:
        return f"This line of the family of {self.case.reference}"


@pghistory.track(exclude=["version"])
class FamilyFacts(OfReview):
    """What the review knows of one person that the notification does not ask: sex, life, birth, with the source.

    `content` is a sealed document, frozen: a change writes a new one.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta(OfReview.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["review", "person"], name="family_facts_once")
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="family_facts_stay", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="family_facts_keep_person",
                fields=["case", "partnership", "review", "person", "made_at", "made_by"],
            ),
        ]

    def __str__(self) -> str:
        return f"What is known of a person of {self.case.reference}"
