"""Who may see a meeting: asked of the stage whose group it is of. Nobody else knows that it was called.

Seeing a case is not enough: whoever raised an incident sees their form, but not what a group said about it.
The apps above say who may (`shows_meetings`, called at start-up); this module never imports them. A kind of
group that nobody has registered shows its meetings to nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

RootScope = Callable[[Any], "QuerySet[Any]"]

_scopes: dict[str, RootScope] = {}


def shows_meetings(group_kind: str, scope: RootScope) -> None:
    """Register a kind of group: `scope(user)` gives the records whose meetings the person may see.

    Each record has a `case_id`.
    """
    _scopes[group_kind] = scope


def seen_q(user: Any, prefix: str = "") -> Q:
    """The meetings a person may see today, as one condition; `prefix` is the path to the meeting."""
    condition = Q(pk__in=[])
    if user is None or not user.is_authenticated or not user.is_active:
        return condition
    for scope in dict.fromkeys(_scopes.values()):
        kinds = [kind for kind, theirs in _scopes.items() if theirs is scope]
        seen = Exists(scope(user).order_by().filter(case_id=OuterRef(f"{prefix}case_id")))
        condition |= Q(**{f"{prefix}group__kind__in": kinds}) & Q(seen)
    return condition


def sees_meetings_of(user: Any, kind: str, case: Any) -> bool:
    """Whether a person may see this kind of group's meetings about a case."""
    if user is None or not user.is_authenticated or not user.is_active or kind not in _scopes:
        return False
    return _scopes[kind](user).filter(case_id=case.pk).exists()


def group_kinds() -> list[str]:
    """The kinds of group that hold meetings about cases."""
    return sorted(_scopes)
