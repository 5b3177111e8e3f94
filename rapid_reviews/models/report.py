"""The report of a rapid review: its sections with every version kept, comments, and judgements on single items."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from lscp.cases.models import Case
from lscp.kernel import clock
from lscp.kernel.scoping import ScopedRecord
from lscp.people.models import SealedField
from rapid_reviews.models.review import RapidReview
from rapid_reviews.report_codes import About, Answer

PERSON = settings.AUTH_USER_MODEL
PARTNER_VIEWS = "rapid_review_view"
"""The purpose of the signed views in which the statutory partners say what should follow."""


def _stays(name: str) -> list[pgtrigger.Trigger]:
    return [pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)]


@pghistory.track(exclude=["version"])
class ReportSection(ScopedRecord):
    """One section of one round's report. Its text is its newest version; `ready_at` says that it is finished.

    A root record of its own, so that two people write two sections at once and two in one section are told.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="report_sections")
    round = models.PositiveSmallIntegerField(default=1)
    edition = models.CharField(max_length=20)
    key = models.CharField(max_length=20)
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    ready_at = models.DateTimeField(null=True)
    ready_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(ScopedRecord.Meta):
        ordering: ClassVar[list[str]] = ["review", "round", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["review", "round", "key"], name="report_section_once"),
            models.CheckConstraint(
                name="report_section_ready_pair",
                condition=Q(ready_at=None, ready_by=None) | Q(ready_at__isnull=False, ready_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"This section of the report on {self.case.reference}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("rapid_reviews:report_section", args=[self.public_id])

    @property
    def partnership_id(self) -> Any:
        """Whose review it is."""
        return self.review.partnership_id

    @classmethod
    def visible_to(cls, user: Any) -> models.QuerySet[ReportSection]:
        """The sections this person may know of today: those of reviews they see."""
        records = cls.all_records.select_related(
            "case__partnership", "review__case", "review__notification", "owner", "changed_by", "ready_by"
        )
        inside = RapidReview.visible_to(user).order_by().filter(pk=OuterRef("review_id"))
        return records.filter(Exists(inside))


class ReportVersion(models.Model):
    """The text of a section as somebody saved it: who wrote what stays. `taken_from` says what was taken in."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    section = models.ForeignKey(ReportSection, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = SealedField(null=False)
    taken_from = models.CharField(max_length=200, blank=True, help_text="An agency or a part of the case")
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[ReportVersion]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["section", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["section", "number"], name="report_versions_numbered")
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = _stays("report_versions_stay")

    def __str__(self) -> str:
        return f"version {self.number} of {self.section_id}"


class ReportComment(models.Model):
    """What somebody says about a section, never altered. `about_version` is the version they had before them."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    section = models.ForeignKey(ReportSection, on_delete=models.PROTECT, related_name="comments")
    about_version = models.PositiveSmallIntegerField()
    text = SealedField(null=False)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[ReportComment]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["made_at", "pk"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = _stays("report_comments_stay")

    def __str__(self) -> str:
        return f"comment {self.public_id}"


class ReportJudgement(models.Model):
    """One person's answer to one item: a statutory criterion, or an item of the self-check. Never altered.

    The newest of an item counts; the earlier ones stay. Nothing is computed from them.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="judgements")
    round = models.PositiveSmallIntegerField(default=1)
    about = models.CharField(max_length=20, choices=About)
    item = models.CharField(max_length=20)
    answer = models.CharField(max_length=10, choices=Answer)
    reason = SealedField()
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[ReportJudgement]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["made_at", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["review", "round", "about"], name="judgements_of_review")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="judgement_with_reason",
                condition=Q(answer="met") | Q(reason__isnull=False),
            )
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = _stays("report_judgements_stay")

    def __str__(self) -> str:
        return f"judgement {self.public_id}"


class KeptPassage(models.Model):
    """Words of the case's identity that stay in the report, because … Never altered.

    `place` says where: a section, an answer or a view (`queries.report_check`). `content` is a sealed document: what
    was found, the words around it, and why it stays. It counts for those words only: when they change, somebody
    looks again.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="kept_passages")
    round = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=60)
    content = SealedField(null=False)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[KeptPassage]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["made_at", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["review", "round"], name="kept_passages_of_report")
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = _stays("kept_passages_stay")

    def __str__(self) -> str:
        return f"kept passage {self.public_id}"
