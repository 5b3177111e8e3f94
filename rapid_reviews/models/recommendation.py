"""What a rapid review recommends: signed versions that stay, and what the Executive made of each."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from lscp.accounts.models import Partnership
from lscp.cases.models import Case
from lscp.kernel import clock
from lscp.people.models import SealedField
from lscp.signing.models import SigningRound
from rapid_reviews.models.review import RapidReview
from rapid_reviews.recommendation_codes import (
    CastingRule,
    ConflictRule,
    ExecutiveChoice,
    LearningKind,
    Settled,
)
from rapid_reviews.report_codes import NextStep

PERSON = settings.AUTH_USER_MODEL
EXECUTIVE_VIEWS = "rapid_review_executive"
"""The purpose of the rounds in which the statutory partners' Executive members sign."""


def stays(name: str) -> list[pgtrigger.Trigger]:
    """Rows that nobody changes or removes."""
    return [pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)]


def _kinds() -> ArrayField[Any, Any]:
    return ArrayField(models.CharField(max_length=20, choices=LearningKind), default=list, blank=True)


class Recommendation(models.Model):
    """One signed version of what the group recommends. `number` counts the versions, `round` is the Panel's.

    `content` is a sealed document: rationale, what other learning is meant, and why an earlier version was
    changed. `children` holds the public keys of the children it is about.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="recommendations")
    round = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=20, choices=NextStep)
    learning_kinds = _kinds()
    children = ArrayField(models.UUIDField(), default=list, blank=True)
    content = SealedField(null=False)
    signed_at = models.DateTimeField(default=clock.now)
    signed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[Recommendation]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["review", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["review", "number"], name="recommendations_numbered"),
            models.CheckConstraint(
                name="recommendation_learning_says_how",
                condition=Q(outcome="other", learning_kinds__len__gte=1)
                | ~Q(outcome="other") & Q(learning_kinds=[]),
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = stays("recommendations_stay")

    def __str__(self) -> str:
        return f"recommendation {self.number} of {self.review_id}"

    @property
    def case(self) -> Case:
        """The case it is about."""
        return self.review.case


class ChildRecommendation(models.Model):
    """What one version recommends for one child where that differs from what it recommends for the others.

    `content` is the reasons, sealed. Signed with the version; never altered.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="for_children")
    child = models.UUIDField()
    outcome = models.CharField(max_length=20, choices=NextStep)
    learning_kinds = _kinds()
    content = SealedField(null=False)

    all_records: ClassVar[models.Manager[ChildRecommendation]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["recommendation", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["recommendation", "child"], name="one_recommendation_a_child"),
            models.CheckConstraint(
                name="child_learning_says_how",
                condition=Q(outcome="other", learning_kinds__len__gte=1)
                | ~Q(outcome="other") & Q(learning_kinds=[]),
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = stays("child_recommendations_stay")

    def __str__(self) -> str:
        return f"{self.outcome} for a child of {self.recommendation_id}"

    @property
    def case(self) -> Case:
        """The case it is about."""
        return self.recommendation.review.case


class ExecutiveOutcome(models.Model):
    """What the Executive decided on one version of the recommendation, and how it came about. Never altered.

    `outcome` is what goes to the Panel; empty when it was given back. `content` holds the reasons of a chair
    who settled it. A recommendation signed anew has an outcome of its own.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recommendation = models.OneToOneField(
        Recommendation, on_delete=models.PROTECT, related_name="executive_outcome"
    )
    signing_round = models.ForeignKey(SigningRound, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=20, choices=ExecutiveChoice)
    outcome = models.CharField(max_length=20, choices=NextStep, blank=True)
    learning_kinds = _kinds()
    settled = models.CharField(max_length=20, choices=Settled)
    content = SealedField()
    decided_at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[ExecutiveOutcome]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="executive_outcome_unless_given_back",
                condition=Q(choice="give_back", outcome="") | ~Q(choice="give_back") & ~Q(outcome=""),
            ),
            models.CheckConstraint(
                name="chair_settles_with_reasons",
                condition=Q(settled="unanimous") | Q(content__isnull=False),
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = stays("executive_outcomes_stay")

    def __str__(self) -> str:
        return f"outcome of {self.recommendation_id}"

    @property
    def case(self) -> Case:
        """The case it is about."""
        return self.recommendation.review.case


class ExecutiveRule(models.Model):
    """A partnership's own rule for its Executive, from a day on. Local rule; nothing is assumed without one.

    `quorum` is how many statutory partners must have signed; `words` say what is done when they do not agree,
    and are shown to those who sign. `deputies`, `conflict` and `casting` say whether deputies sign, what becomes
    of a partner whose people all stepped aside, and whether the chair settles a split. A new rule is a new row,
    with its reason.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    in_force_from = models.DateField()
    quorum = models.PositiveSmallIntegerField()
    deputies = models.BooleanField(default=True)
    conflict = models.CharField(max_length=20, choices=ConflictRule, default=ConflictRule.COUNTS)
    casting = models.CharField(max_length=20, choices=CastingRule, default=CastingRule.CHAIR)
    words = models.CharField(max_length=1000)
    reason = models.CharField(max_length=1000, default="Set before reasons were kept")
    set_at = models.DateTimeField(default=clock.now)
    set_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[ExecutiveRule]] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["partnership", "in_force_from", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="executive_quorum_from_one", condition=Q(quorum__gte=1))
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = stays("executive_rules_stay")

    def __str__(self) -> str:
        return f"rule of {self.partnership_id} from {self.in_force_from}"
