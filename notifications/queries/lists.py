"""Lists of notifications: a person's own, and those of the Business Unit and the advisory group."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from lscp.accounts.dated import holds_on
from lscp.kernel import clock
from notifications.enums import Capacity, LeadAnswer
from notifications.enums import NotificationStatus as S
from notifications.models import LeadRequest, Notification, NotificationParticipant
from notifications.policies.agreement import TOO_LATE
from notifications.queries.identity import inside_q, knows_q, with_standing

NOT_RECEIVED = (S.DRAFT, S.ABANDONED)


def own(user: Any) -> QuerySet[Any]:
    """What the person raised or was named on, newest first."""
    named = NotificationParticipant.objects.filter(holds_on(clock.today()), record=OuterRef("pk"), user=user)
    found = with_standing(user).filter(Q(raised_by=user) | Q(Exists(named)))
    return found.order_by("-begun_at", "-pk")


def received(user: Any) -> QuerySet[Any]:
    """What reached the partnership and the person sees by role or as a named reader, newest first."""
    found = Notification.visible_to(user).filter(inside_q(user)).exclude(status__in=NOT_RECEIVED)
    return found.select_related(None).select_related("case", "agency").order_by("-begun_at", "-pk")


def identified(user: Any) -> QuerySet[Any]:
    """Of those, what the person may know the people of."""
    return received(user).filter(knows_q(user))


def to_triage(user: Any) -> QuerySet[Any]:
    """What nobody has acknowledged yet."""
    return received(user).filter(status=S.SUBMITTED, acknowledged_at=None)


def returned_to(user: Any) -> QuerySet[Any]:
    """What the person raised or entered and has questions to answer about."""
    named = NotificationParticipant.objects.filter(
        holds_on(clock.today()), record=OuterRef("pk"), user=user, capacity=Capacity.ENTERED
    )
    found = Notification.visible_to(user).filter(Q(raised_by=user) | Q(Exists(named)), status=S.RETURNED)
    return found.order_by("-begun_at", "-pk")


def asked_to_agree(user: Any) -> QuerySet[Any]:
    """The forms that a safeguarding lead was asked about and has not answered."""
    asked = LeadRequest.all_records.filter(
        notification=OuterRef("pk"), lead=user, answer=LeadAnswer.PENDING, withdrawn_at=None
    )
    found = Notification.visible_to(user).filter(Exists(asked)).exclude(status__in=TOO_LATE)
    return found.order_by("-begun_at", "-pk")
