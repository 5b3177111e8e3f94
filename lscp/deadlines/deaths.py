"""Whose deaths a case tells of. One death needs no name; of several each names its child. Reads only."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import QuerySet

from lscp.deadlines.enums import FactKind
from lscp.deadlines.models import Fact, SudicMeeting
from lscp.deadlines.rule_choice import holding
from lscp.people.models import Person, PersonKind

TWO: Final = 2


def of_case(case: Any) -> list[Fact]:
    """The deaths that are recorded and were not taken off, in the order in which the children died."""
    found = [fact for fact in holding(case) if fact.kind == FactKind.DEATH]
    return sorted(found, key=lambda fact: fact.moment.earliest)


def told_apart(case: Any) -> QuerySet[Person]:
    """The children who have a death of their own on record, taken off or not; none while there is only one."""
    told = _of_children(case).values("child")
    return Person.all_records.filter(pk__in=told).order_by("number")


def are_told_apart(case: Any) -> bool:
    """Whether each death of this case names its child."""
    return _of_children(case).exists()


def may_follow(case: Any) -> list[Person]:
    """The children on the form of whom a further death can be recorded.

    While nobody has said whose the first one is, it is one of these too, so that there must be two.
    """
    others = Person.all_records.filter(case=case, kind=PersonKind.CHILD, removed_at=None)
    found = list(others.exclude(pk__in=_of_children(case).values("child")).order_by("number"))
    return found if are_told_apart(case) or len(found) >= TWO else []


def without_meeting(case: Any) -> list[Person | None]:
    """Whom the meeting after a sudden death can still be recorded about; None for the one death of a case."""
    held = set(SudicMeeting.objects.filter(case=case).values_list("child_id", flat=True))
    if not are_told_apart(case):
        return [] if None in held else [None]
    return [fact.child for fact in of_case(case) if fact.is_sudden and fact.child_id not in held]


def _of_children(case: Any) -> QuerySet[Fact]:
    return Fact.objects.filter(case=case, kind=FactKind.DEATH, child__isnull=False, is_live=True).order_by()
