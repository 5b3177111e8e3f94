"""The reminders still to go out, one pending row for each open clock and lane, and the sweep's heartbeat."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lscp.deadlines.models.ledger import Clock


class Rung(models.Model):
    """One rung of one clock's ladder: pending until it has fired, then a record that it did.

    `number` as in `ladder.py`. `covers` counts the rungs an outage or a late start left unsaid, which
    this one stands for. A rung that could not fire is pushed forward and counted; it never stops the others.
    """

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="rungs")
    number = models.SmallIntegerField()
    fire_at = models.DateTimeField()
    fired_at = models.DateTimeField(null=True)
    covers = models.PositiveSmallIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    objects: ClassVar[models.Manager[Rung]] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["clock", "number"], name="one_rung_of_a_number")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["fire_at", "id"], condition=Q(fired_at=None), name="rungs_pending"),
        ]

    def __str__(self) -> str:
        return f"rung {self.number} of clock {self.clock_id}"


class Heartbeat(models.Model):
    """When a periodic job last ran, on the real clock: shown on the page, watched by the health address."""

    name = models.CharField(max_length=40, primary_key=True)
    beat_at = models.DateTimeField()
    did = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager[Heartbeat]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.name}: {self.beat_at}"
