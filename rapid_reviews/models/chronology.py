"""One chronology of a review: what each agency knows, row by row, and what others say about a row."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from lscp.accounts.models import Agency, Partnership
from lscp.cases.models import Case
from lscp.kernel import clock
from lscp.kernel.dates import Precision, UncertainDate
from lscp.kernel.scoping import ScopedRecord
from lscp.people.models import SealedField
from rapid_reviews.chronology_codes import Seen
from rapid_reviews.models.requests import AgencyRequest, at_agency_q
from rapid_reviews.models.review import RapidReview

PERSON = settings.AUTH_USER_MODEL
LAST_DAY = dt.date(9999, 12, 31)
"""Where a row of unknown date stands: after all others."""


@pghistory.track(exclude=["version"])
class ChronologyRow(ScopedRecord):
    """One event as one agency knows it. Only that agency changes it; others comment.

    What orders and narrows down the chronology stands in plain columns, so that a page opens only the texts it
    shows. `content` is a sealed document (date as written, source, event, response, significance, comment),
    frozen: a change writes a new one, and the field-level history keeps the key of each. Rows without a
    `request` are the partnership's own records, written by the Business Unit.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="chronology")
    request = models.ForeignKey(AgencyRequest, on_delete=models.PROTECT, null=True, related_name="chronology")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    precision = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Precision])
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    sort_on = models.DateField(default=LAST_DAY)
    at_time = models.TimeField(null=True)
    sort_time = models.TimeField(default=dt.time(0))
    position = models.PositiveIntegerField(default=0, help_text="Order among rows of one day without times")
    child_seen = models.CharField(max_length=20, choices=Seen, default=Seen.NOT_RECORDED)
    spoken_to = models.CharField(max_length=20, choices=Seen, default=Seen.NOT_RECORDED)
    themes = ArrayField(models.CharField(max_length=20), default=list)
    children = ArrayField(models.UUIDField(), default=list)
    content = SealedField(null=False)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    taken_out_at = models.DateTimeField(null=True)
    taken_out_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    taken_out_because = SealedField()

    class Meta(ScopedRecord.Meta):
        ordering: ClassVar[list[str]] = ["sort_on", "sort_time", "position", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["review", "sort_on", "sort_time", "position", "id"],
                condition=Q(taken_out_at=None), name="chronology_in_order",
            ),
            models.Index(
                fields=["request", "sort_on", "sort_time", "position", "id"],
                condition=Q(taken_out_at=None), name="chronology_of_agency",
            ),
        ]  # fmt: skip
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="chronology_window_whole",
                condition=Q(precision="unknown", from_on=None, until_on=None)
                | ~Q(precision="unknown")
                & Q(from_on__isnull=False, until_on__isnull=False, from_on__lte=models.F("until_on")),
            ),
            models.CheckConstraint(
                name="chronology_taken_out_whole",
                condition=Q(taken_out_at=None, taken_out_by=None, taken_out_because=None)
                | Q(taken_out_at__isnull=False, taken_out_by__isnull=False, taken_out_because__isnull=False),
            ),
        ]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="chronology_rows_stay", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="chronology_rows_keep_agency",
                fields=["case", "partnership", "review", "request", "agency", "made_at", "made_by"],
            ),
        ]

    def __str__(self) -> str:
        return f"This row of the chronology of {self.case.reference}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("rapid_reviews:chronology_row", args=[self.public_id])

    @property
    def source(self) -> str:
        """Where it comes from, as pages say it."""
        return str(self.agency) if self.request_id else "Partnership records"

    def place(self, when: UncertainDate, at: dt.time | None) -> None:
        """Set every column that orders the row."""
        self.precision, self.from_on, self.until_on = when.precision.value, when.earliest, when.latest
        self.sort_on = when.earliest or LAST_DAY
        self.at_time, self.sort_time = at, at or dt.time(0)

    @classmethod
    def visible_to(cls, user: Any) -> models.QuerySet[ChronologyRow]:
        """The rows this person may know of today: of reviews they see, or their agency's own.

        An agency never sees another's rows, and none of its own once its request is withdrawn.
        """
        rows = cls.all_records.select_related("case", "partnership", "agency", "review", "changed_by")
        if user is not None and getattr(user, "is_system", False):
            return rows
        if user is None or not user.is_authenticated or not user.is_active:
            return rows.none()
        inside = Exists(RapidReview.visible_to(user).order_by().filter(pk=OuterRef("review_id")))
        asked = AgencyRequest.all_records.filter(at_agency_q(user), pk=OuterRef("request_id"))
        return rows.filter(Q(inside) | Q(Exists(asked.order_by())))


class RowComment(models.Model):
    """What somebody says about a row, never altered: the agency it comes from reads it and may change its row."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    row = models.ForeignKey(ChronologyRow, on_delete=models.PROTECT, related_name="comments")
    text = SealedField(null=False)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[RowComment]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["made_at", "pk"]
        triggers: ClassVar[list[pgtrigger.Trigger]] = [
            pgtrigger.Protect(name="row_comments_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"comment on row {self.row_id}"
