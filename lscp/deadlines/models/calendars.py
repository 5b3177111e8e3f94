"""Bank holidays as shipped, and the days each partnership added: dated rows, numbered versions."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lscp.accounts.models import Partnership
from lscp.deadlines.enums import AppliesTo, LocalDayKind
from lscp.kernel import clock
from lscp.kernel.dates import british_date


class BankHolidaySnapshot(models.Model):
    """One shipped list of bank holidays in England and Wales, as it was made."""

    digest = models.CharField(max_length=64, unique=True)
    made_on = models.DateField()
    package = models.CharField(max_length=60)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    loaded_at = models.DateTimeField(default=clock.now)

    objects: ClassVar[models.Manager[BankHolidaySnapshot]] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["made_on", "pk"]

    def __str__(self) -> str:
        return f"Bank holidays {self.first_year} to {self.last_year}, made {british_date(self.made_on)}"


class BankHoliday(models.Model):
    """One day of a shipped list."""

    snapshot = models.ForeignKey(BankHolidaySnapshot, on_delete=models.PROTECT, related_name="days")
    day = models.DateField()
    name = models.CharField(max_length=100)

    objects: ClassVar[models.Manager[BankHoliday]] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["day"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["snapshot", "day"], name="one_name_for_a_bank_holiday")
        ]

    def __str__(self) -> str:
        return f"{british_date(self.day)}: {self.name}"


class CalendarVersion(models.Model):
    """A partnership's calendar as it stood from one approval to the next; every clock names its own."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="calendar_versions")
    number = models.PositiveIntegerField()
    snapshot = models.ForeignKey(BankHolidaySnapshot, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(blank=True)

    objects: ClassVar[models.Manager[CalendarVersion]] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["partnership", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partnership", "number"], name="calendar_versions_numbered")
        ]

    def __str__(self) -> str:
        return f"Calendar {self.number} of {self.partnership}"


class CalendarDay(models.Model):
    """A day that differs from the shipped list in one partnership, from one version until another."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="calendar_days")
    day = models.DateField()
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=LocalDayKind)
    applies_to = models.CharField(max_length=10, choices=AppliesTo)
    added_in = models.ForeignKey(CalendarVersion, on_delete=models.PROTECT, related_name="days_added")
    removed_in = models.ForeignKey(
        CalendarVersion, on_delete=models.PROTECT, null=True, related_name="days_removed"
    )

    objects: ClassVar[models.Manager[CalendarDay]] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["day"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["partnership", "day"], condition=Q(removed_in=None), name="one_local_rule_for_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{british_date(self.day)}: {self.name}"
