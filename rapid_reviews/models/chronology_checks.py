"""What people make of a finding in the merged chronology, and how a partnership sets the checks."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from lscp.accounts.models import Partnership
from lscp.cases.models import Case
from lscp.kernel import clock
from lscp.people.models import SealedField
from rapid_reviews.checks.codes import Check, Made
from rapid_reviews.models.review import RapidReview

PERSON = settings.AUTH_USER_MODEL


def _stays(name: str) -> list[pgtrigger.Trigger]:
    return [pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)]


class FindingOutcome(models.Model):
    """What somebody made of one finding, never altered. The newest of a finding counts; the earlier ones stay.

    `key` is made of the identifiers of the finding's rows, `rows` holds those. `content` is a sealed document:
    what the finding said (`state`, `said`) and why (`reason`). It counts for that finding only: when its rows
    change so that it says something else, it is asked about again with this beside it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="finding_outcomes")
    check_kind = models.CharField(max_length=20, choices=Check)
    key = models.CharField(max_length=64)
    rows = ArrayField(models.UUIDField())
    made = models.CharField(max_length=20, choices=Made)
    content = SealedField(null=False)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[FindingOutcome]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["made_at", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["review", "made_at"], name="finding_outcomes_of_review")
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = _stays("finding_outcomes_stay")

    def __str__(self) -> str:
        return f"outcome {self.public_id}"

    @property
    def case(self) -> Case:
        """The case it is about."""
        return self.review.case


class CheckSettings(models.Model):
    """How long is long in the checks of one partnership's chronologies, from a day on. Local rule, configurable.

    All in calendar days but `silent_rows`, which counts rows. Without a row the numbers as shipped hold
    (`rapid_reviews.checks.values.Thresholds`). A new setting is a new row.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    in_force_from = models.DateField()
    same_event_days = models.PositiveSmallIntegerField()
    told_days = models.PositiveSmallIntegerField()
    knew_days = models.PositiveSmallIntegerField()
    not_seen_days = models.PositiveSmallIntegerField()
    unseen_days = models.PositiveSmallIntegerField()
    not_spoken_days = models.PositiveSmallIntegerField()
    silent_days = models.PositiveSmallIntegerField()
    silent_rows = models.PositiveSmallIntegerField()
    gap_days = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField(default=clock.now)
    set_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[CheckSettings]] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["partnership", "in_force_from", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="check_settings_from_one",
                condition=Q(
                    same_event_days__gte=1, told_days__gte=1, knew_days__gte=1, not_seen_days__gte=1,
                    unseen_days__gte=1, not_spoken_days__gte=1, silent_days__gte=1, silent_rows__gte=1, gap_days__gte=1,
                ),
            )
        ]  # fmt: skip
        triggers: ClassVar[list[pgtrigger.Trigger]] = _stays("check_settings_stay")

    def __str__(self) -> str:
        return f"checks of {self.partnership_id} from {self.in_force_from}"
