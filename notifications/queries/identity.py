"""Who may know the people in a notification, and who reads it from inside the partnership's process."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from lscp.accounts.dated import holds_on
from lscp.accounts.grants import probed_q
from lscp.kernel import clock
from lscp.kernel.prepared import Given, Prepared
from notifications.enums import Capacity
from notifications.models import Notification, NotificationParticipant
from notifications.models.notification import not_shut_out, seen_by_name, sees_many

KNOWING = (Capacity.ENTERED, Capacity.LEAD, Capacity.READER)


def knows_q(user: Any) -> Q:
    """Who wrote it, read it as the lead, was named to read it, or holds the power by role."""
    return Q(Prepared(Notification, _knows, user=user.pk, day=clock.today()))


def inside_q(user: Any) -> Q:
    """Who sees it by role or as a named reader, rather than as the one who raised it or a lead."""
    return Q(Prepared(Notification, _inside, user=user.pk, day=clock.today()))


def visible_inside(user: Any) -> QuerySet[Notification]:
    """What a person sees by role or as a named reader: `visible_to` with `inside_q`."""
    if not sees_many(user):
        return Notification.visible_to(user).filter(inside_q(user))
    asked_once = Prepared(Notification, _visible_inside, user=user.pk, day=clock.today())
    return Notification.all_records.filter(asked_once)


def _visible_inside() -> Q:
    """Both, row by row, without asking twice for the grants that make a row both seen and inside."""
    reads = Q(Exists(_named(Capacity.READER)))
    return not_shut_out(probed_q(Notification) | (reads & seen_by_name()))


def _knows() -> Q:
    named = Q(Exists(_named(*KNOWING)))
    return Q(raised_by=Given("user")) | named | probed_q(Notification, "view_identity")


def _inside() -> Q:
    return probed_q(Notification) | Q(Exists(_named(Capacity.READER)))


def _named(*capacities: Capacity) -> QuerySet[Any]:
    return NotificationParticipant.objects.filter(
        holds_on(Given("day")), record=OuterRef("pk"), user=Given("user"), capacity__in=capacities
    )


def identified_to(user: Any) -> QuerySet[Notification]:
    """The notifications a person may see whose people they may know."""
    if user is None or not user.is_authenticated:
        return Notification.visible_to(user)
    return Notification.visible_to(user).filter(knows_q(user))


def identified_inside(user: Any) -> QuerySet[Notification]:
    """Those of them that the person sees as part of the process: not as who raised it or a lead."""
    found = identified_to(user)
    return found.filter(inside_q(user)) if user is not None and user.is_authenticated else found


def may_know_identity(user: Any, notification: Notification) -> bool:
    """Whether a person may know the people in this one."""
    return identified_to(user).filter(pk=notification.pk).exists()


def with_standing(user: Any) -> QuerySet[Any]:
    """What a person may see, each marked with `knows` (identity) and `inside` (part of the process)."""
    flag = BooleanField()
    return Notification.visible_to(user).annotate(
        knows=ExpressionWrapper(knows_q(user), output_field=flag),
        inside=ExpressionWrapper(inside_q(user), output_field=flag),
    )
