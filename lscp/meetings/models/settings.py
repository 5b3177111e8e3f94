"""How many statutory partners a group needs: a local rule, editable by the partnership."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models

from lscp.accounts.models import StandingGroup
from lscp.kernel import clock


@pghistory.track()
class QuorumSetting(models.Model):
    """How many of the statutory safeguarding partners must be there, in person or by a deputy.

    Without a row, or with an empty number, all of them: three in most places, more where two councils
    share. No national guidance sets this: local rule, configurable (docs/sources.md, groups).
    """

    group = models.OneToOneField(StandingGroup, on_delete=models.PROTECT, related_name="quorum")
    partners_needed = models.PositiveSmallIntegerField(null=True, blank=True)
    set_at = models.DateTimeField(default=clock.now)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[models.Manager[QuorumSetting]] = models.Manager()

    def __str__(self) -> str:
        return f"quorum of {self.group}"
