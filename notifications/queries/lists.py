"""Lists of notifications: a person's own, and those of the Business Unit and the advisory group."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet

from lscp.accounts.dated import holds_on
from lscp.accounts.roles import UNIT_ROLES
from lscp.kernel import clock
from lscp.kernel.kept_plans import kept_plans
from lscp.kernel.shapes import among, one_of
from notifications.enums import Capacity, LeadAnswer
from notifications.enums import NotificationStatus as S
from notifications.models import LeadRequest, Notification, NotificationParticipant
from notifications.policies.agreement import TOO_LATE
from notifications.queries.identity import knows_q, visible_inside, with_standing

NOT_RECEIVED = (S.DRAFT, S.ABANDONED)
SHOWN_IN_A_LIST = (
    "public_id", "status", "route", "children_count", "begun_at", "submitted_at", "case__reference",
    "case__is_restricted",
)  # fmt: skip


def own(user: Any) -> QuerySet[Any]:
    """What the person raised or was named on, newest first."""
    found = with_standing(user).filter(_raised_or_named(user))
    return found.order_by("-begun_at", "-pk")


def received(user: Any) -> QuerySet[Any]:
    """What reached the partnership and the person sees by role or as a named reader, newest first."""
    found = visible_inside(user).exclude(status__in=NOT_RECEIVED).select_related(None)
    return found.select_related("case", "agency").order_by("-begun_at", "-pk")


def identified(user: Any) -> QuerySet[Any]:
    """Of those, what the person may know the people of."""
    return received(user).filter(knows_q(user))


def known_among(user: Any, cases: set[int]) -> set[int]:
    """Which of these cases (keys) the person received and may know the people of."""
    found = identified(user).order_by().filter(one_of("case_id", cases))
    with kept_plans():
        return set(found.values_list("case_id", flat=True))


def in_a_list(found: QuerySet[Any]) -> QuerySet[Any]:
    """The same with no more than a row of a list shows."""
    named = found.annotate(agency_name=F("agency__name"))
    return named.select_related(None).select_related("case").only(*SHOWN_IN_A_LIST)


def in_brief(found: QuerySet[Any]) -> QuerySet[Any]:
    """The same with nothing but the case beside each: each table joined doubles the time of planning."""
    return found.select_related(None).select_related("case")


def to_triage(user: Any) -> QuerySet[Any]:
    """What nobody has acknowledged yet, where the person works in the Business Unit."""
    places = {m.partnership_id for m in user.memberships_as(*UNIT_ROLES)}
    return in_brief(received(user)).filter(partnership__in=places, status=S.SUBMITTED, acknowledged_at=None)


def returned_to(user: Any) -> QuerySet[Any]:
    """What the person raised or entered and has questions to answer about."""
    raised_or_entered = _raised_or_named(user, capacity=Capacity.ENTERED)
    found = Notification.visible_to(user).filter(raised_or_entered, status=S.RETURNED)
    return in_brief(found).order_by("-begun_at", "-pk")


def _raised_or_named(user: Any, **named_as: Any) -> Q:
    """What the person raised, or was named on (`named_as` says how): their keys first, as they are few."""
    raised = Notification.all_records.filter(raised_by=user).order_by().values_list("pk")
    named = NotificationParticipant.objects.filter(holds_on(clock.today()), user=user, **named_as)
    return among("pk", raised.union(named.order_by().values_list("record_id"), all=True))


def asked_to_agree(user: Any) -> QuerySet[Any]:
    """The forms that a safeguarding lead was asked about and has not answered."""
    asked = LeadRequest.all_records.filter(lead=user, answer=LeadAnswer.PENDING, withdrawn_at=None)
    found = Notification.visible_to(user).filter(among("pk", asked.values("notification_id")))
    return in_brief(found).exclude(status__in=TOO_LATE).order_by("-begun_at", "-pk")
