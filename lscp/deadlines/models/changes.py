"""A proposed change to the calendar, a rule or a setting: previewed, then applied in one approval."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lscp.accounts.models import Partnership
from lscp.deadlines.enums import ChangeKind, ChangeStatus
from lscp.kernel import clock

PERSON = settings.AUTH_USER_MODEL


class ProposedChange(models.Model):
    """What somebody proposes, why, and what became of it. `payload` holds the new values as text."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=ChangeKind)
    payload = models.JSONField(default=dict)
    reason = models.TextField()
    status = models.CharField(max_length=20, choices=ChangeStatus, default=ChangeStatus.PROPOSED)
    proposed_at = models.DateTimeField(default=clock.now)
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    moved = models.JSONField(default=list, help_text="The clocks it moved: chain, old date, new date")

    objects: ClassVar[models.Manager[ProposedChange]] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-proposed_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="change_settled_pair",
                condition=Q(settled_at=None, settled_by=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_status_display()}"
