"""Who may see a case's clocks: whoever may see one of the case's records, asked in one place.

The apps above this one say which records those are (`shows_cases`, called at start-up); this module never
imports them. With nothing registered nobody sees anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Value

from lscp.accounts.models import User
from lscp.accounts.roles import Role
from lscp.deadlines.models import Clock
from lscp.kernel import clock

RootScope = Callable[[Any], "QuerySet[Any]"]
USERS_AT_ONCE = 25

_scopes: dict[str, RootScope] = {}
_clock_conditions: dict[str, Callable[[Any], Q]] = {}


def shows_cases(name: str, scope: RootScope) -> None:
    """Register a root record: `scope(user)` gives those of it the person may see; each has a `case_id`."""
    _scopes[name] = scope


def shows_clocks(name: str, condition: Callable[[Any], Q]) -> None:
    """Register single clocks that people may open without seeing the case: `condition(user)` says which."""
    _clock_conditions[name] = condition


def visible_cases_q(user: Any) -> Q:
    """The clocks a person may see today: of cases they see, shown singly, or escalated to their Executive."""
    if user is None or not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    condition = Q(pk__in=[])
    for scope in _scopes.values():
        condition |= Q(Exists(scope(user).order_by().filter(case_id=OuterRef("case_id"))))
    for single in _clock_conditions.values():
        condition |= single(user)
    return condition | _escalated_q(user)


def _escalated_q(user: Any) -> Q:
    """The Executive hears of lateness before it sees the case; it may open the clock, which has no story."""
    partnerships = {m.partnership_id for m in user.memberships_as(Role.EXECUTIVE)}
    if not partnerships:
        return Q(pk__in=[])
    late = Clock.all_records.filter(is_live=True, is_open=True, due_at__lt=clock.now())
    return Q(
        partnership__in=partnerships,
        case__is_restricted=False,
        chain__in=late.filter(partnership__in=partnerships).values("chain"),
    )


def sees_case(user: Any, case: Any) -> bool:
    """Whether the person sees a record of this case today."""
    return any(scope(user).filter(case_id=case.pk).exists() for scope in _scopes.values())


def visible_pairs(users: Iterable[User], case_ids: Iterable[int]) -> set[tuple[int, int]]:
    """Which of these people see which of these cases, as (user, case) keys: one query for 25 people."""
    people, cases = list(users), list(case_ids)
    found: set[tuple[int, int]] = set()
    for first in range(0, len(people), USERS_AT_ONCE):
        parts = [
            scope(person)
            .order_by()
            .filter(case_id__in=cases)
            .annotate(seen_by=Value(person.pk, output_field=IntegerField()), seen_case=F("case_id"))
            .values_list("seen_by", "seen_case")
            for person in people[first : first + USERS_AT_ONCE]
            for scope in _scopes.values()
        ]
        if parts:
            found.update(parts[0].union(*parts[1:]) if len(parts) > 1 else parts[0])
    return found
