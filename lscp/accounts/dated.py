"""Facts that hold from one day until another: who belongs where, who may see what."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lscp.kernel import clock
from lscp.kernel.prepared import Given


def holds_on(day: dt.date | Given, prefix: str = "") -> Q:
    """What holds on `day`: begun, not past its last day (both days included), not ended early."""
    return (
        Q(**{f"{prefix}from_on__lte": day})
        & (Q(**{f"{prefix}until_on": None}) | Q(**{f"{prefix}until_on__gte": day}))
        & Q(**{f"{prefix}ended_at": None})
    )


class DatedQuerySet(models.QuerySet[Any]):
    """Rows with a first and a last day."""

    def on(self, day: dt.date | Given) -> Self:
        """What holds on `day`."""
        return self.filter(holds_on(day))

    def today(self) -> Self:
        """What holds today, by the product's clock."""
        return self.on(clock.today())

    def overlapping(self, from_on: dt.date, until_on: dt.date | None) -> Self:
        """What holds on at least one day of a span (both days included; no last day means for good)."""
        found = self.filter(Q(until_on=None) | Q(until_on__gte=from_on), ended_at=None)
        return found if until_on is None else found.filter(from_on__lte=until_on)

    def not_over(self) -> Self:
        """What holds today or will hold later."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=clock.today()), ended_at=None)


class Dated(models.Model):
    """A fact with a first day, an optional last day (included), and an early end that is at once.

    `ended_at` is set when it must stop now, whatever the last day said; the row stays as a record.
    """

    from_on = models.DateField("from", default=clock.today)
    until_on = models.DateField("until (last day)", null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects: ClassVar[models.Manager[Any]] = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_until_after_from",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ended_pair",
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def holds(self, day: dt.date | None = None) -> bool:
        """Whether this holds on `day` (today when not given)."""
        day = day or clock.today()
        return (
            self.from_on <= day and (self.until_on is None or self.until_on >= day) and self.ended_at is None
        )
