"""A file on its way into the chronology: its table is kept, sealed, until it is imported, at most for 14 days."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from lscp.accounts.models import Agency, Partnership
from lscp.accounts.roles import UNIT_ROLES, Role
from lscp.cases.models import Case
from lscp.kernel import clock
from lscp.kernel.scoping import ScopedRecord
from lscp.people.models import SealingKey
from rapid_reviews.chronology_codes import ImportStatus
from rapid_reviews.enums import RequestStatus
from rapid_reviews.models.requests import AgencyRequest, at_agency_q
from rapid_reviews.models.review import RapidReview

PERSON = settings.AUTH_USER_MODEL
KEPT_DAYS = 14
"""Calendar days from its arrival after which a file that nobody imported is deleted (local rule)."""


def last_day() -> dt.date:
    """Until when a file that arrives today is kept."""
    return clock.today() + dt.timedelta(days=KEPT_DAYS)


class ChronologyImport(ScopedRecord):
    """One file. `columns` says which column is what, by number; no text of the file stands outside the sealed table.

    `done` counts the lines dealt with and moves on in the transaction that writes their rows, so that a worker
    that was killed goes on where it stopped and writes nothing twice.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(AgencyRequest, on_delete=models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=ImportStatus, default=ImportStatus.WAITING)
    key = models.ForeignKey(SealingKey, on_delete=models.PROTECT, related_name="+")
    stored_as = models.CharField(max_length=120, blank=True)
    columns = models.JSONField(default=dict)
    date_order = models.CharField(max_length=5, default="day")
    is_confirmed = models.BooleanField(default=False, help_text="A person has said which column is what")
    lines = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    imported = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    kept_until = models.DateField(default=last_day)

    class Meta(ScopedRecord.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="import_keeps_its_file_while_needed",
                condition=Q(status__in=["waiting", "running"]) & ~Q(stored_as="")
                | Q(status__in=["done", "dropped"], stored_as=""),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["kept_until"], condition=Q(status__in=["waiting", "running"]), name="imports_open"
            )
        ]

    def __str__(self) -> str:
        return f"The file for the chronology of {self.case.reference}"

    def get_absolute_url(self) -> str:
        """Where it is checked and imported."""
        return reverse("rapid_reviews:chronology_file", args=[self.public_id])

    @classmethod
    def visible_to(cls, user: Any) -> models.QuerySet[ChronologyImport]:
        """The files of this person's agency, and for the Business Unit the partnership's own.

        Inside the review somebody with a seat on the group answers for their agency; nobody else's waiting file
        is theirs to read.
        """
        rows = cls.all_records.select_related(
            "case", "partnership", "agency", "review", "request", "changed_by"
        )
        if user is not None and getattr(user, "is_system", False):
            return rows
        if user is None or not user.is_authenticated or not user.is_active:
            return rows.none()
        inside = Exists(RapidReview.visible_to(user).order_by().filter(pk=OuterRef("review_id")))
        asked = AgencyRequest.all_records.filter(at_agency_q(user), pk=OuterRef("request_id"))
        return rows.filter(Q(inside) & _answers_for_q(user) | Q(Exists(asked.order_by())))


def _answers_for_q(user: Any) -> Q:
    """Files of the Business Unit where this person works in it, and of agencies for which they sit on the group."""
    units = [place.partnership_id for place in user.memberships_as(*UNIT_ROLES)]
    found = Q(request=None, partnership__in=units)
    for seat in user.memberships_as(Role.RAG_MEMBER):
        theirs = Q(request__isnull=False, partnership=seat.partnership_id, agency=seat.agency_id)
        found |= theirs & ~Q(request__status=RequestStatus.WITHDRAWN)
    return found
