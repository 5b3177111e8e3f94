"""Notifications that may be the same child or incident, with reasons in words. Business Unit only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from lscp.people import matching
from notifications.enums import PairDecision
from notifications.models import Notification, Pair
from notifications.queries import same_incident
from notifications.queries.lists import received
from notifications.queries.same_incident import Reason


@dataclass(frozen=True)
class Alike:
    """One notification that may be related, and why: the strongest reason first."""

    notification: Any
    weighed: tuple[Reason, ...] = ()

    @property
    def reasons(self) -> list[str]:
        """Why, in words."""
        return [reason.words for reason in self.weighed]

    @property
    def order(self) -> tuple[int, ...]:
        """What puts the likeliest first: its strongest reason, then the next."""
        return tuple(-reason.strength for reason in self.weighed)


def candidates(user: Any, notification: Notification) -> list[Alike]:
    """What may be the same, of those the reader sees, without what was decided; the strongest reasons first.

    Weak reasons alone (the same agency, the same days) list nothing; beside a strong one they are said.
    """
    weighed: dict[int, set[Reason]] = {}
    for found in (_same_child(notification), same_incident.reasons(user, notification)):
        for case, reasons in found.items():
            weighed.setdefault(case, set()).update(reasons)
    strong = {case for case, reasons in weighed.items() if max(reasons).strength >= same_incident.ENOUGH}
    readable = received(user).filter(case__in=strong)
    found_alike = [
        Alike(other, tuple(sorted(weighed[other.case_id], reverse=True)))
        for other in readable.exclude(pk__in=[notification.pk, *_decided(notification)])
    ]
    return sorted(found_alike, key=lambda one: (one.order, -one.notification.pk))


def related(user: Any, notification: Notification) -> list[tuple[Pair, Any]]:
    """What was linked with it or merged into it, of those the reader sees."""
    pairs = Pair.all_records.filter(
        Q(notification=notification) | Q(other=notification),
        superseded_at=None,
        decision__in=(PairDecision.LINKED, PairDecision.MERGED),
    ).select_related("reason__key", "made_by")
    others = {
        pair: (pair.other_id if pair.notification_id == notification.pk else pair.notification_id)
        for pair in pairs
    }
    seen = Notification.visible_to(user).in_bulk(list(others.values()))
    return [(pair, seen[other]) for pair, other in others.items() if other in seen]


def _decided(notification: Notification) -> set[int]:
    pairs = Pair.all_records.filter(
        Q(notification=notification) | Q(other=notification), superseded_at=None
    ).values_list("notification_id", "other_id")
    return {key for pair in pairs for key in pair} - {notification.pk}


def _same_child(notification: Notification) -> dict[int, list[Reason]]:
    """By keyed hashes of names and birth dates, as strong as the two people are alike."""
    found: dict[int, list[Reason]] = {}
    for one in matching.candidates_of_case(notification.case):
        reason = Reason(one.score, f"{one.person.label}: {one.sentence}")
        found.setdefault(one.case_id, []).append(reason)
    return found
