"""Who may see a case's clocks: whoever may see the case, and the Executive those that are late.

Which records show a case is registered with `lscp.cases.scope`; the names that the clocks and the stages
use are repeated here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from lscp.accounts.roles import Role
from lscp.cases.scope import RootScope, seen_q, sees_case, shows_cases
from lscp.cases.scope import seen_pairs as visible_pairs
from lscp.deadlines.models import Clock
from lscp.kernel import clock

__all__ = ["RootScope", "sees_case", "shows_cases", "shows_clocks", "visible_cases_q", "visible_pairs"]

_single_clocks: dict[str, Callable[[Any], Q]] = {}


def shows_clocks(name: str, condition: Callable[[Any], Q]) -> None:
    """Register single clocks that people may open without seeing the case: `condition(user)` says which."""
    _single_clocks[name] = condition


def visible_cases_q(user: Any) -> Q:
    """The clocks a person may see today: of cases they see, shown singly, or escalated to their Executive."""
    if user is None or not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    found = seen_q(user, "case_id") | _escalated_q(user)
    for condition in _single_clocks.values():
        found |= condition(user)
    return found


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
