"""What the person who raised it is told, and what another agency is told because it needs to know."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from lscp.accounts.models import Agency, Membership, Partnership
from lscp.cases.models import Case
from lscp.kernel import clock
from lscp.kernel.scoping import ScopedRecord
from lscp.people.models import SealedField
from notifications.enums import NotificationStatus
from notifications.models.access import Exclusion
from notifications.models.notification import Notification

PERSON = settings.AUTH_USER_MODEL


class ReferrerNote(models.Model):
    """A reason in words suited to whoever raised it, for one status. The latest of a status counts."""

    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="referrer_notes")
    status = models.CharField(max_length=20, choices=NotificationStatus)
    text = SealedField(null=False)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    all_records: ClassVar[models.Manager[ReferrerNote]] = models.Manager()

    class Meta:
        default_manager_name = "all_records"
        base_manager_name = "all_records"
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return f"note to the referrer of {self.notification_id}"


class NeedToKnow(ScopedRecord):
    """One person of another agency is told what they need to know, in a text of its own. Nothing else.

    They see this record alone; the Business Unit sees it with the notification. Withdrawn, it is gone for
    them at once.
    """

    notification = models.ForeignKey(Notification, on_delete=models.PROTECT, related_name="told_others")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    text = SealedField(null=False)
    told_at = models.DateTimeField(default=clock.now)
    told_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(ScopedRecord.Meta):
        ordering: ClassVar[list[str]] = ["-told_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="told_withdrawn_pair",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"What you need to know, {self.case.reference}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("notifications:told", args=[self.public_id])

    @classmethod
    def visible_to(cls, user: Any) -> models.QuerySet[NeedToKnow]:
        """What this person was told, while they belong to that agency and nobody has shut them out."""
        records = cls.all_records.select_related("case", "partnership", "agency", "changed_by", "text__key")
        if user is not None and getattr(user, "is_system", False):
            return records
        if user is None or not user.is_authenticated or not user.is_active:
            return records.none()
        still_there = Membership.objects.today().filter(
            user=user, partnership=OuterRef("partnership"), agency=OuterRef("agency")
        )
        shut_out = Exclusion.objects.filter(notification=OuterRef("notification"), user=user, lifted_at=None)
        return records.filter(Exists(still_there), ~Exists(shut_out), recipient=user, withdrawn_at=None)
