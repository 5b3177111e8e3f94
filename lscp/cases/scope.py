"""Who may see a case: whoever may see one of its records, asked in one place.

The apps above this one say which records those are, by calling `shows_cases` from `AppConfig.ready`;
this module never imports them. With nothing registered nobody sees anything.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Value

from lscp.accounts.models import User
from lscp.cases.models import Case
from lscp.kernel.shapes import one_of, probed

RootScope = Callable[[Any], "QuerySet[Any]"]
USERS_AT_ONCE = 25

_scopes: dict[str, RootScope] = {}
_identity_scopes: dict[str, RootScope] = {}
_shut_out: dict[str, Callable[[], QuerySet[Any]]] = {}


def shows_cases(name: str, scope: RootScope, *, identity: RootScope | None = None) -> None:
    """Register a root record: `scope(user)` gives those of it the person may see; each has a `case_id`.

    `identity(user)` gives those whose identities and narrative the person may read; without it nobody
    reads identities of a case through this root.
    """
    _scopes[name] = scope
    if identity is not None:
        _identity_scopes[name] = identity


def shuts_out(name: str, rows: Callable[[], QuerySet[Any]]) -> None:
    """Register who may know nothing of a case, whatever their role: `rows()` have a `case_id` and a `user`.

    The root records ask for themselves; this is for what is seen besides them: a safety action, a late clock.
    """
    _shut_out[name] = rows


def not_shut_out_q(user: Any, case: str = "pk") -> Q:
    """The rows of cases from which this person is not shut out; `case` is the path to the case's key."""
    condition = Q()
    for rows in _shut_out.values():
        condition &= ~Q(Exists(rows().filter(case_id=OuterRef(case), user=user)))
    return condition


def shut_out_pairs(case_ids: Iterable[int]) -> set[tuple[int, int]]:
    """Who is shut out of which of these cases, as (person, case) keys."""
    cases = list(case_ids)
    return {
        pair
        for rows in _shut_out.values()
        for pair in rows().filter(case_id__in=cases).values_list("user_id", "case_id")
    }


def let_in(people: Iterable[Any], case: Any) -> list[Any]:
    """Those of these people who are not shut out of the case."""
    out = {person for person, _case in shut_out_pairs([case.pk])}
    return [person for person in people if person.pk not in out]


def sees_case(user: Any, case: Any) -> bool:
    """Whether the person sees a record of this case today."""
    return _is_in(_scopes, user, case)


def reads_identity(user: Any, case: Any) -> bool:
    """Whether the person may read identities and narrative of this case today."""
    return sees_case(user, case) and _is_in(_identity_scopes, user, case)


def seen_q(user: Any, case: str = "pk") -> Q:
    """The rows of cases a person sees, as one condition; `case` is the path to the case's key."""
    if user is None or not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    condition = Q(pk__in=[])
    for scope in _scopes.values():
        condition |= probed(scope(user).select_related(None).filter(case_id=OuterRef(case)))
    return condition


def visible_cases(user: Any) -> QuerySet[Case]:
    """The cases a person sees a record of today."""
    return Case.all_records.filter(seen_q(user)).select_related("partnership")


def seen_pairs(users: Iterable[Any], case_ids: Iterable[int]) -> set[tuple[int, int]]:
    """Which of these people see which of these cases, as (person, case) keys: one query for 25 people."""
    cases = list(case_ids)
    return seen_of_each([(person, cases) for person in users])


def seen_of_each(asked: Sequence[tuple[Any, Collection[int]]]) -> set[tuple[int, int]]:
    """The same for people of whom each is asked about cases of their own."""
    User.read_memberships(person for person, _cases in asked)
    found: set[tuple[int, int]] = set()
    for first in range(0, len(asked), USERS_AT_ONCE):
        parts = [
            scope(person)
            .order_by()
            .filter(one_of("case_id", cases))
            .annotate(seen_by=Value(person.pk, output_field=IntegerField()), seen_case=F("case_id"))
            .values_list("seen_by", "seen_case")
            for person, cases in asked[first : first + USERS_AT_ONCE]
            for scope in _scopes.values()
        ]
        if parts:
            found.update(parts[0].union(*parts[1:]) if len(parts) > 1 else parts[0])
    return found


def _is_in(scopes: dict[str, RootScope], user: Any, case: Any) -> bool:
    if user is None or not user.is_authenticated or not user.is_active:
        return False
    return any(scope(user).filter(case_id=case.pk).exists() for scope in scopes.values())
