"""What a partnership sets for its clocks, and the secret link to a person's calendar feed."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models

from lscp.accounts.models import Partnership
from lscp.deadlines.enums import FactKind
from lscp.kernel import clock

DAY_ZERO = [
    (FactKind.PARTNERS_AWARE.value, "The safeguarding partners became aware"),
    (FactKind.RAG_DECIDED.value, "The Review Advisory Group decided that the criteria are met"),
    (FactKind.NOTIFICATION_SENT.value, "The notification was sent to the national Panel"),
]


class ClockSettings(models.Model):
    """A partnership's settings for its clocks (local rules, each shown as such)."""

    partnership = models.OneToOneField(Partnership, on_delete=models.CASCADE, related_name="clock_settings")
    rapid_review_day_zero = models.CharField(
        max_length=30, choices=DAY_ZERO, default=FactKind.NOTIFICATION_SENT.value
    )
    second_person_approves = models.BooleanField(
        default=True, help_text="A change to the calendar or a rule needs somebody other than its proposer"
    )

    objects: ClassVar[models.Manager[ClockSettings]] = models.Manager()

    def __str__(self) -> str:
        return f"Clock settings of {self.partnership}"


def new_secret() -> str:
    """An address nobody can guess: 32 random bytes."""
    return secrets.token_urlsafe(32)


class FeedLink(models.Model):
    """The secret address of one person's calendar feed; making a new one ends the old one at once."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deadline_feed"
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=clock.now)
    last_read_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[FeedLink]] = models.Manager()

    def __str__(self) -> str:
        return f"Feed of {self.user_id}"
