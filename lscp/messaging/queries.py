"""Messages for lists and pages. Every function takes the person who asks."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from lscp.accounts.models import Partnership
from lscp.accounts.roles import UNIT_ROLES
from lscp.kernel import clock
from lscp.kernel.believed import believed
from lscp.kernel.prepared import Given, Prepared
from lscp.messaging import knowing
from lscp.messaging.models import MessagePreference, OutboundMessage, Status

DELAYED_AFTER: Final = dt.timedelta(minutes=15)
KEPT_IN_SIGHT: Final = dt.timedelta(days=30)
WAITING = (Status.QUEUED, Status.SENDING)


def messages_of(user: Any) -> QuerySet[OutboundMessage]:
    """What was and will be sent to this person, newest first; nothing of a case they are kept from now."""
    found = OutboundMessage.objects.filter(knowing.shown_q(user), recipient=user)
    return found.exclude(status=Status.DROPPED).order_by("-queued_at", "-id")


def looked_after_by(user: Any) -> QuerySet[OutboundMessage]:
    """Messages of the partnerships whose Business Unit this person belongs to.

    None is about a case that they are kept from: its reference alone would tell them of it.
    """
    places = {membership.partnership_id for membership in user.memberships_as(*UNIT_ROLES)}
    found = OutboundMessage.objects.filter(knowing.shown_q(user), partnership__in=places)
    return found.select_related("recipient", "partnership")


def undelivered(user: Any) -> QuerySet[OutboundMessage]:
    """Those this person looks after that were given up or are late, oldest first."""
    return looked_after_by(user).filter(Q(status=Status.FAILED) | late_q()).order_by("deliver_after", "id")


def dropped(user: Any) -> QuerySet[OutboundMessage]:
    """Those of the last 30 days that were not sent, because their reader may no longer know of the case."""
    since = clock.now() - KEPT_IN_SIGHT
    kept_from = looked_after_by(user).filter(status=Status.DROPPED, last_error=knowing.NO_LONGER_KNOWN)
    return kept_from.filter(queued_at__gte=since).order_by("-queued_at")


def late_q() -> Q:
    """Messages that should have left more than 15 minutes ago and have not.

    A reminder that waits for its reader's digest is late only when its digest is.
    """
    return Q(Prepared(OutboundMessage, _late, before=clock.now() - DELAYED_AFTER))


def _late() -> Q:
    gathered = MessagePreference.objects.filter(user=OuterRef("recipient"), digest=True)
    waiting = Q(status__in=WAITING, deliver_after__lt=Given("before"))
    return waiting & ~(Q(urgency="reminder") & Q(Exists(gathered)))


@believed
def is_any_late() -> bool:
    """Whether there is one, for a notice on every page."""
    return OutboundMessage.objects.filter(late_q()).exists()


def oldest_late() -> OutboundMessage | None:
    """The message that has waited longest beyond its time, or None."""
    return OutboundMessage.objects.filter(late_q()).order_by("deliver_after").first()


def partnership_for_quiet_hours(slug: str) -> Partnership | None:
    """The partnership at this address."""
    return Partnership.objects.filter(slug=slug).first()
