"""The notification: the root record of the first stage, and who may see it."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from lscp.accounts.grants import held_ids, probed_q
from lscp.accounts.models import Agency, Membership, Partnership
from lscp.accounts.participation import named_q, named_rows
from lscp.accounts.roles import GRANTED_ROLES
from lscp.cases.models import Case
from lscp.kernel import clock
from lscp.kernel.addresses import address_of
from lscp.kernel.prepared import Given, Prepared
from lscp.kernel.scoping import ScopedRecord
from lscp.kernel.shapes import among
from notifications.enums import Abuse, Harm, NotificationStatus, Place, Route, Voice

PERSON = settings.AUTH_USER_MODEL


@pghistory.track(exclude=["version"])
class Notification(ScopedRecord):
    """One serious incident as it was raised, and where it stands.

    What the referrer wrote is in `SectionAnswers` (sealed); the coded facts below are copied from it
    at each submission, so that lists and figures need not open anything. They identify nobody.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="notification")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    raised_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    entered_for_other = models.BooleanField(default=False)
    status = models.CharField(max_length=20, choices=NotificationStatus, default=NotificationStatus.DRAFT)
    form_edition = models.CharField(max_length=20)
    begun_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    assigned_to = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    review_on = models.DateField(null=True, help_text="While information is awaited: when to look again")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")

    route = models.CharField(max_length=20, choices=Route, blank=True)
    kinds = models.JSONField(default=list, help_text="Values of IncidentKind")
    abuse = models.CharField(max_length=20, choices=Abuse, blank=True)
    harm = models.CharField(max_length=20, choices=Harm, blank=True)
    place = models.CharField(max_length=20, choices=Place, blank=True)
    voice = models.CharField(max_length=10, choices=Voice, blank=True)
    children_count = models.PositiveSmallIntegerField(default=0)

    class Meta(ScopedRecord.Meta):
        permissions: ClassVar = [
            ("view_identity_notification", "May know who the people in it are"),
            ("view_legal_advice_notification", "May read legal advice on it"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="notification_submitted_pair",
                condition=Q(submitted_at=None, submitted_by=None)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="notification_acknowledged_pair",
                condition=Q(acknowledged_at=None, acknowledged_by=None)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
            ),
            models.CheckConstraint(
                name="notification_merged_names_which",
                condition=Q(status="merged", merged_into__isnull=False)
                | (~Q(status="merged") & Q(merged_into=None)),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-begun_at", "-id"], name="notifications_newest"),
            models.Index(fields=["partnership", "status", "-begun_at"], name="notifications_by_status"),
            models.Index(fields=["raised_by", "-begun_at"], name="notifications_of_person"),
        ]

    def __str__(self) -> str:
        return f"Notification {self.case.reference}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return address_of("notifications:case", self.public_id)

    @classmethod
    def visible_to(cls, user: Any) -> models.QuerySet[Notification]:
        """What this person may know of today.

        A role's group sees what was granted to it; a person sees what they raised or were named on,
        while they still belong to that agency; nobody sees what they were excluded from (involved,
        or a conflict of interest). Drafts are seen by whoever raised or entered them and the lead asked.
        """
        records = cls.all_records.select_related("case", "partnership", "agency", "changed_by")
        if user is not None and getattr(user, "is_system", False):
            return records
        if user is None or not user.is_authenticated or not user.is_active:
            return records.none()
        shape = seen_one_by_one if sees_many(user) else seen_by_key
        return records.filter(Prepared(cls, shape, user=user.pk, day=clock.today()))


def sees_many(user: Any) -> bool:
    """Whether a person's roles are of those that grants are given to: it picks a shape and gives nobody anything."""
    return bool(user is not None and user.is_authenticated and user.is_active and user.holds(*GRANTED_ROLES))


def seen_one_by_one() -> Q:
    """What is seen, row by row: for roles that see much of a long list, of which a page is read (ADR 7)."""
    return not_shut_out(probed_q(Notification) | seen_by_name())


def seen_by_name() -> Q:
    """What the `Given` user raised or was named on, while they belong to that agency."""
    from notifications.models.access import NotificationParticipant  # noqa: PLC0415 - circular import

    own = Q(raised_by=Given("user")) & Q(Exists(_still_there()))
    return own | named_q(NotificationParticipant)


def seen_by_key() -> Q:
    """The same as one set of keys: for people who see a handful of very many (ADR 7)."""
    from notifications.models.access import NotificationParticipant  # noqa: PLC0415 - circular import

    own = Notification.all_records.filter(Exists(_still_there()), raised_by=Given("user"))
    named = named_rows(NotificationParticipant)
    keys = own.values_list("pk").union(named.values_list("record_id"), *held_ids(Notification), all=True)
    return not_shut_out(among("pk", keys))


def _still_there() -> models.QuerySet[Any]:
    """The `Given` user's place, on the `Given` day, in the agency of the row asked about."""
    here = Q(partnership=OuterRef("partnership"), agency=OuterRef("agency"))
    return Membership.objects.on(Given("day")).filter(here, user=Given("user"))


def not_shut_out(seen: Q) -> Q:
    """What is seen, without what the `Given` user was excluded from."""
    from notifications.models.access import Exclusion  # noqa: PLC0415 - circular import

    shut_out = Exclusion.objects.filter(notification=OuterRef("pk"), user=Given("user"), lifted_at=None)
    return seen & ~Q(Exists(shut_out))
