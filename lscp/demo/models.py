"""How far the product's clock runs ahead of real time: one row, read by web, worker and beat."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lscp.kernel import clock

ONLY = 1


class ClockOffset(models.Model):
    """The one row. `ahead` is zero on real time; a missing row means the same."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    ahead = models.DurationField(default=dt.timedelta)
    moved_at = models.DateTimeField(default=clock.real_now, help_text="On the real clock")
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar[models.Manager[ClockOffset]] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="one_clock", condition=Q(id=ONLY)),
            models.CheckConstraint(name="clock_never_behind", condition=Q(ahead__gte=dt.timedelta(0))),
        ]

    def __str__(self) -> str:
        return f"{self.ahead} ahead"
