"""Notifications that may be the same child or incident, with reasons in words. Business Unit only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Q

from lscp.deadlines.enums import FactKind
from lscp.deadlines.models import Fact
from lscp.people import matching
from notifications.enums import PairDecision
from notifications.models import Notification, Pair
from notifications.queries.lists import received

NEAR: Final = dt.timedelta(days=3)
"""How many calendar days apart two incidents may be known and still be the same (local rule)."""


@dataclass
class Alike:
    """One notification that may be related, and why."""

    notification: Any
    reasons: list[str] = field(default_factory=list)


def candidates(user: Any, notification: Notification) -> list[Alike]:
    """What may be the same, of those the reader sees, without what was decided; best reasons first."""
    reasons = [*_same_child(notification), *_same_incident(notification)]
    decided = _decided(notification)
    readable = received(user).filter(case__in={case for case, _reason in reasons})
    seen = {one.case_id: one for one in readable.exclude(pk__in=[notification.pk, *decided])}
    found: dict[int, Alike] = {}
    for case_id, reason in reasons:
        other = seen.get(case_id)
        if other is not None:
            alike = found.setdefault(case_id, Alike(other))
            if reason not in alike.reasons:
                alike.reasons.append(reason)
    return sorted(found.values(), key=lambda one: (-len(one.reasons), -one.notification.pk))


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


def _same_child(notification: Notification) -> list[tuple[int, str]]:
    """By keyed hashes of names and birth dates, ranked by how close they are."""
    found = matching.candidates_of_case(notification.case)
    return [(one.case_id, f"{one.person.label}: {one.sentence}") for one in found]


def _same_incident(notification: Notification) -> list[tuple[int, str]]:
    """By when it happened or became known, what happened, where, and which agency raised it."""
    kinds = (FactKind.DEATH, FactKind.AGENCY_AWARE)
    holding = Fact.objects.filter(is_live=True, is_withdrawn=False, kind__in=kinds)
    own = dict(holding.filter(case=notification.case_id).values_list("kind", "on"))
    if not own or not notification.harm:
        return []
    window = Q(pk=None)
    for kind, on in own.items():
        window |= Q(kind=kind, on__gte=on - NEAR, on__lte=on + NEAR)
    beside = holding.filter(window, case__partnership=notification.partnership_id)
    near = list(beside.exclude(case=notification.case_id).values_list("case_id", "kind"))
    agencies = dict(
        Notification.all_records.filter(
            case__in={case for case, _kind in near}, harm=notification.harm, place=notification.place
        ).values_list("case_id", "agency_id")
    )
    found = []
    for case, kind in near:
        if case not in agencies:
            continue
        if kind == FactKind.DEATH:
            found.append((case, "The deaths are at most 3 days apart, in the same kind of place"))
        elif agencies[case] == notification.agency_id:
            found.append((case, "The same agency became aware of the same kind of harm at most 3 days apart"))
        else:
            found.append((case, "Two agencies became aware of the same kind of harm at most 3 days apart"))
    return found
