"""The papers of a meeting as one file, made for one reader by a worker."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lscp.kernel import clock
from lscp.meetings.enums import BundleStatus
from lscp.meetings.models.meeting import Meeting
from lscp.people.models import SealingKey

KEPT_DAYS = 14
"""Calendar days after which a reader's bundle is deleted; they may ask for it again (local rule)."""


def last_day() -> dt.date:
    """Until when a bundle that is asked for today is kept."""
    return clock.today() + dt.timedelta(days=KEPT_DAYS)


def random_name() -> str:
    """A new random name in the private folder, chosen before the file is made: a second try writes over the first."""
    name = secrets.token_hex(24)
    return f"sealed/{name[:2]}/{name}"


class PaperBundle(models.Model):
    """One reader's bundle of one meeting. It is there whole or not at all: `status` moves on with the file.

    `state` is the digest of what went in, paper by paper, as this reader may read them: when it differs from what
    they may read now, the bundle is not handed out any more. `tries` counts how often a worker began.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="bundles")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=BundleStatus, default=BundleStatus.WAITING)
    asked_at = models.DateTimeField(default=clock.now)
    tries = models.PositiveSmallIntegerField(default=0)
    key = models.ForeignKey(SealingKey, on_delete=models.PROTECT, null=True, related_name="+")
    stored_as = models.CharField(max_length=120, default=random_name)
    state = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True)
    pages = models.PositiveIntegerField(default=0)
    papers = models.PositiveSmallIntegerField(default=0, help_text="How many papers are in it")
    apart = models.PositiveSmallIntegerField(default=0, help_text="How many are read separately")
    not_theirs = models.PositiveSmallIntegerField(default=0, help_text="How many are not for this reader")
    kept_until = models.DateField(default=last_day)

    all_records: ClassVar[models.Manager[PaperBundle]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "reader"], name="bundle_once_for_each_reader"),
            models.CheckConstraint(
                name="bundle_ready_whole",
                condition=Q(status="ready", made_at__isnull=False, key__isnull=False, pages__gt=0)
                & ~Q(state="")
                | ~Q(status="ready") & Q(made_at=None, key=None, state="", pages=0),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["asked_at"], condition=Q(status="waiting"), name="bundles_to_make")
        ]

    def __str__(self) -> str:
        return f"bundle {self.public_id}"

    @classmethod
    def for_reader(cls, user: Any, meeting: Meeting) -> PaperBundle | None:
        """This reader's own bundle of a meeting that they may see."""
        rows = cls.all_records.filter(meeting=meeting, reader=user)
        return rows.select_related("meeting__case", "meeting__group", "key", "reader").first()
