"""Who holds a clock: the one person it was given to by name, else everybody in the holding roles of its rule.

A clock of one agency is held by that agency's people. Asked in three ways: of one person on one page, as a
condition for a person's list, and of many clocks at once when reminders are sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Q

from lscp.accounts.roles import UNIT_ROLES
from lscp.deadlines.models import Rule


def holds(user: Any, clock: Any) -> bool:
    """Whether this person may act as its holder. Those in the holding roles may also where somebody was named."""
    if clock.holder_id == user.pk:
        return True
    return any(
        user.holds(role, partnership=clock.partnership_id, agency=clock.agency_id)
        for role in clock.rule.holder_roles
    )


def held_q(user: Any) -> Q:
    """The clocks on this person's list: given to them by name, or to nobody and held by a role of theirs today."""
    mine = Q(holder=user)
    rules = _rules_of({m.role for m in user.memberships_today()})
    for membership in user.memberships_today():
        if held := rules[membership.role]:
            here = Q(holder=None, partnership=membership.partnership_id, rule__in=held)
            mine |= here & (Q(agency=None) | Q(agency=membership.agency_id))
    return mine


def given_to(
    holder_id: int | None,
    rule: Rule,
    *,
    with_roles: Callable[[Iterable[str]], set[int]],
    belongs: Callable[[int], bool],
) -> set[int]:
    """The keys of those who are told as its holders; of a clock given by name, they alone while they belong here.

    Once they left, the Business Unit holds it: it was given by name so that the roles would not hear of it.
    `with_roles` gives the people in these roles who answer for the clock.
    """
    if not holder_id:
        return with_roles(rule.holder_roles)
    return {holder_id} if belongs(holder_id) else with_roles(UNIT_ROLES)


def _rules_of(roles: set[str]) -> Mapping[str, list[int]]:
    """The rules that each role holds: few, and looked up first, so that clocks are found by their rule."""
    rules = list(Rule.objects.order_by().values_list("pk", "holder_roles"))
    return {role: [pk for pk, holders in rules if role in holders] for role in roles}
