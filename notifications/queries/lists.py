"""Lists of notifications: a person's own, and those of the Business Unit and the advisory group."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from lscp.accounts.dated import holds_on
from lscp.deadlines.queries import ClockView, live_clocks, view_of
from lscp.kernel import clock
from notifications.enums import Capacity, LeadAnswer
from notifications.enums import NotificationStatus as S
from notifications.models import LeadRequest, Notification, NotificationParticipant
from notifications.policies.agreement import TOO_LATE
from notifications.queries.identity import with_standing
from notifications.workflow import CLOSED

NOT_RECEIVED = (S.DRAFT, S.ABANDONED)


def own(user: Any) -> QuerySet[Any]:
    """What the person raised or was named on, newest first."""
    named = NotificationParticipant.objects.filter(holds_on(clock.today()), record=OuterRef("pk"), user=user)
    found = with_standing(user).filter(Q(raised_by=user) | Q(Exists(named)))
    return found.order_by("-begun_at", "-pk")


def received(user: Any) -> QuerySet[Any]:
    """What reached the partnership and the person sees by role or as a named reader, newest first."""
    found = with_standing(user).filter(inside=True).exclude(status__in=NOT_RECEIVED)
    return found.order_by("-begun_at", "-pk")


def open_ones(user: Any) -> QuerySet[Any]:
    """Of those, what is not closed."""
    return received(user).exclude(status__in=CLOSED)


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


def with_reference(found: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Those whose reference holds the text."""
    return found.filter(case__reference__icontains=text)


def next_clocks(user: Any, notifications: Iterable[Any]) -> dict[int, ClockView]:
    """The open clock that ends first, by case, for a page of notifications: one query."""
    cases = [notification.case_id for notification in notifications]
    found: dict[int, ClockView] = {}
    now = clock.now()
    for row in live_clocks(user).filter(case__in=cases, is_open=True):
        if row.case_id not in found:
            found[row.case_id] = view_of(row, now)
    return found
