"""Who may see a notification: grants to roles, people named on it, people shut out of it."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from lscp.accounts.grants import GroupGrant, PersonGrant
from lscp.accounts.participation import Participation
from lscp.kernel import clock
from lscp.people.models import SealedField
from notifications.enums import Capacity, ExclusionReason
from notifications.models.notification import Notification


class NotificationGroupGrant(GroupGrant):
    """A power over one notification, given to a partnership × agency × role."""

    content_object = models.ForeignKey(Notification, on_delete=models.CASCADE)

    class Meta(GroupGrant.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["content_object", "permission", "group"], name="notification_grants")
        ]


class NotificationPersonGrant(PersonGrant):
    """A power over one notification, given to one independent author."""

    content_object = models.ForeignKey(Notification, on_delete=models.CASCADE)

    class Meta(PersonGrant.Meta):
        pass


@pghistory.track()
class NotificationParticipant(Participation):
    """Somebody named on one notification, and in what capacity (`enums.Capacity`)."""

    record = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="participants")
    capacity = models.CharField(max_length=30, choices=Capacity)

    class Meta(Participation.Meta):
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["user", "record"], name="named_on")]


@pghistory.track()
class Exclusion(models.Model):
    """A person may not see this notification, whatever their role, until the exclusion is lifted."""

    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="exclusions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=ExclusionReason)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    lifted_because = SealedField(
        help_text="Why the Business Unit let them in again; empty where the form did"
    )

    objects: ClassVar[models.Manager[Exclusion]] = models.Manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["notification", "user"], condition=Q(lifted_at=None), name="shut_out_once"
            ),
            models.CheckConstraint(
                name="exclusion_lifted_pair",
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} may not see {self.notification_id}"
