"""Whom a step is told to. Reference and link only; nobody who was shut out, and nobody who cannot see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from lscp.accounts.models import User
from lscp.accounts.roles import SUBMISSION_ROLES, UNIT_ROLES
from lscp.messaging import service as messaging
from lscp.messaging.recipients import people_with
from notifications.enums import Capacity
from notifications.models import Exclusion, Notification, NotificationParticipant


def unit_of(notification: Notification) -> list[User]:
    """The Business Unit's people who may see it."""
    return list(_not_shut_out(notification, people_with(notification.partnership, UNIT_ROLES)))


def receivers_of(notification: Notification) -> list[User]:
    """Everybody told of a submission at once: the Business Unit alone while a colleague is involved."""
    return list(_not_shut_out(notification, _receiving(notification)))


def readers_so_far(notification: Notification) -> list[User]:
    """Those who could read an earlier version: the receivers, named readers and the lead who was asked."""
    named = _named(notification, Capacity.READER, Capacity.LEAD)
    people = {person.pk: person for person in receivers_of(notification)}
    people |= {person.pk: person for person in _not_shut_out(notification, named)}
    return list(people.values())


def authors_of(notification: Notification) -> list[User]:
    """Whoever raised it and whoever entered it for them."""
    return list(_not_shut_out(notification, _authors(notification)))


def receivers_and_authors_of(notification: Notification) -> tuple[list[User], list[User]]:
    """Both, in one query."""
    people = _not_shut_out(notification, User.objects.order_by("pk")).annotate(
        receives=Exists(_receiving(notification).filter(pk=OuterRef("pk"))),
        wrote=Exists(_authors(notification).filter(pk=OuterRef("pk"))),
    )
    found = list(people.filter(Q(receives=True) | Q(wrote=True)))
    return [one for one in found if one.receives], [one for one in found if one.wrote]


def _receiving(notification: Notification) -> QuerySet[User]:
    roles = UNIT_ROLES if notification.case.is_restricted else SUBMISSION_ROLES
    return people_with(notification.partnership, roles)


def _authors(notification: Notification) -> QuerySet[User]:
    entered = (
        _named(notification, Capacity.ENTERED) if notification.entered_for_other else User.objects.none()
    )
    return User.objects.filter(pk=notification.raised_by_id) | entered


def _named(notification: Notification, *capacities: Capacity) -> QuerySet[User]:
    rows = NotificationParticipant.objects.today().filter(record=notification, capacity__in=capacities)
    return User.objects.filter(Exists(rows.filter(user=OuterRef("pk"))))


def tell(
    kind: str, notification: Notification, people: Iterable[User], *, key: str, by: Any = None, path: str = ""
) -> int:
    """Queue one message for each person, but not for whoever does it."""
    others = [person for person in people if by is None or person.pk != by.pk]
    return messaging.enqueue(
        kind,
        to=others,
        dedupe_key=f"{kind}:{notification.public_id}:{key}",
        case=notification.case,
        path=path or notification.get_absolute_url(),
    )


def _not_shut_out(notification: Notification, people: QuerySet[User]) -> QuerySet[User]:
    shut_out = Exclusion.objects.filter(notification=notification, lifted_at=None, user=OuterRef("pk"))
    return people.filter(~Exists(shut_out))
