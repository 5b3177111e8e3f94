"""What tells that two notifications are about the same incident, each reason with its strength.

That two agencies became aware of something at the same time is a reason to look closer, never one to list a
case: in a busy week it holds for everything.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from django.db.models import Q

from lscp.deadlines.enums import FactKind
from lscp.deadlines.models import Fact
from lscp.kernel.dates import UncertainDate
from lscp.people import matching
from notifications.models import Notification, SectionAnswers
from notifications.queries.answers import opened
from notifications.queries.lists import known_among
from notifications.wording.stored import Document

NEAR: Final = dt.timedelta(days=3)
"""How many calendar days apart two incidents may be known and still be the same (local rule)."""
MOST_OPENED: Final = 40
"""Of how many cases that became known at the same time the answers are opened: the newest."""
ENOUGH: Final = 30
"""A case is listed when one of its reasons is at least as strong as this, from 0 to 100 (local rule)."""
UNTOLD_PLACES: Final = frozenset({"", "other", "unknown"})
SHARED: Final = {
    "same family name": (50, "A child with the same family name"),
    "same postcode": (50, "A child with the same postcode"),
    "same school": (35, "A child at the same school"),
}


class Reason(NamedTuple):
    """Why a case is shown, in words, and how much that says: 0 to 100."""

    strength: int
    words: str


def reasons(user: Any, notification: Notification) -> dict[int, list[Reason]]:
    """By case: when it happened or became known, where, and what its children have in common with these."""
    near = _near(notification)
    found: dict[int, list[Reason]] = defaultdict(list)
    for case, kinds in near.items():
        found[case] += kinds
    known = sorted(known_among(user, set(near)), reverse=True)[:MOST_OPENED]
    for case, reason in _same_day(notification, known):
        found[case].append(reason)
    for case, traits in matching.traits_in_common(notification.case, known).items():
        for strength, words in (SHARED[trait] for trait in traits):
            found[case].append(Reason(strength, f"{words}, known at most 3 days apart"))
    return found


def _near(notification: Notification) -> dict[int, list[Reason]]:
    """The cases of the same harm and area whose dates are near, with what is near."""
    kinds = (FactKind.DEATH, FactKind.AGENCY_AWARE)
    holding = Fact.objects.filter(is_live=True, is_withdrawn=False, kind__in=kinds)
    own = set(holding.filter(case=notification.case_id).values_list("kind", "on"))
    if not own or not notification.harm:
        return {}
    window = Q(pk=None)
    for kind, on in own:
        window |= Q(kind=kind, on__gte=on - NEAR, on__lte=on + NEAR)
    beside = holding.filter(window, case__partnership=notification.partnership_id)
    near = list(beside.exclude(case=notification.case_id).values_list("case_id", "kind").distinct())
    agencies = dict(
        Notification.all_records.filter(
            case__in={case for case, _kind in near}, harm=notification.harm, place=notification.place
        ).values_list("case_id", "agency_id")
    )
    found: dict[int, list[Reason]] = defaultdict(list)
    for case, kind in near:
        if case in agencies:
            found[case].append(_nearness(kind, is_same_agency=agencies[case] == notification.agency_id))
    return found


def _nearness(kind: str, *, is_same_agency: bool) -> Reason:
    if kind == FactKind.DEATH:
        return Reason(60, "The deaths are at most 3 days apart")
    if is_same_agency:
        return Reason(5, "The same agency became aware of the same kind of harm at most 3 days apart")
    return Reason(10, "Two agencies became aware of the same kind of harm at most 3 days apart")


def _same_day(notification: Notification, cases: Iterable[int]) -> list[tuple[int, Reason]]:
    """Which of these cases say that it happened on the same exact day."""
    answers = SectionAnswers.all_records.filter(
        notification__case__in=[notification.case_id, *cases], section="incident"
    ).select_related("content__key", "notification")
    told = {row.notification.case_id: opened(row.content) for row in answers}
    own = told.pop(notification.case_id, {})
    day, place = _day(own), str(own.get("place_type") or "")
    found = []
    for case, theirs in told.items():
        if day is None or _day(theirs) != day:
            continue
        if place not in UNTOLD_PLACES and theirs.get("place_type") == place:
            found.append((case, Reason(55, "It happened on the same day, in the same sort of place")))
        else:
            found.append((case, Reason(40, "It happened on the same day")))
    return found


def _day(answers: Document) -> dt.date | None:
    stored = answers.get("happened_on")
    try:
        date = UncertainDate.from_json(stored) if isinstance(stored, dict) else None
    except ValueError:
        return None
    return date.earliest if date and date.is_exact else None
