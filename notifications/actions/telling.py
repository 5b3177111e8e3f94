"""Whom a step is told to. Reference and link only; nobody who was shut out, and nobody who cannot see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lscp.accounts.models import User
from lscp.accounts.roles import SUBMISSION_ROLES, UNIT_ROLES
from lscp.messaging import service as messaging
from lscp.messaging.recipients import people_with
from notifications.enums import Capacity
from notifications.models import Exclusion, Notification, NotificationParticipant


def unit_of(notification: Notification) -> list[User]:
    """The Business Unit's people who may see it."""
    return _not_shut_out(notification, people_with(notification.partnership, UNIT_ROLES))


def receivers_of(notification: Notification) -> list[User]:
    """Everybody told of a submission at once: the Business Unit alone while a colleague is involved."""
    if notification.case.is_restricted:
        return unit_of(notification)
    return _not_shut_out(notification, people_with(notification.partnership, SUBMISSION_ROLES))


def readers_so_far(notification: Notification) -> list[User]:
    """Those who could read an earlier version: the receivers, named readers and the lead who was asked."""
    named = NotificationParticipant.objects.today().filter(
        record=notification, capacity__in=(Capacity.READER, Capacity.LEAD)
    )
    people = {person.pk: person for person in receivers_of(notification)}
    people |= {row.user_id: row.user for row in named.select_related("user")}
    return _not_shut_out(notification, people.values())


def authors_of(notification: Notification) -> list[User]:
    """Whoever raised it and whoever entered it for them."""
    people = {notification.raised_by_id: notification.raised_by}
    if notification.entered_for_other:
        rows = NotificationParticipant.objects.today().filter(record=notification, capacity=Capacity.ENTERED)
        people |= {row.user_id: row.user for row in rows.select_related("user")}
    return _not_shut_out(notification, people.values())


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


def _not_shut_out(notification: Notification, people: Iterable[User]) -> list[User]:
    shut_out = set(
        Exclusion.objects.filter(notification=notification, lifted_at=None).values_list("user_id", flat=True)
    )
    return [person for person in people if person.pk not in shut_out]
