"""The case: lock root, subject of clocks and key of the audit chain. It grants nothing by itself."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from lscp.accounts.models import Partnership
from lscp.kernel import clock


class Case(models.Model):
    """The whole file of one incident, through every stage.

    Nobody asks for cases directly: a reader starts from a root record (a notification, a rapid
    review) that they may see.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=24, unique=True, editable=False)
    guidance_edition = models.CharField(max_length=40, blank=True, editable=False)
    is_restricted = models.BooleanField(default=False)
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[Case]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"

    def __str__(self) -> str:
        return self.reference


class ReferenceCounter(models.Model):
    """The last number given in a partnership's year; its row lock keeps references free of gaps."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    objects: ClassVar[models.Manager[ReferenceCounter]] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partnership", "year"], name="one_counter_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.partnership} {self.year}: {self.last}"
