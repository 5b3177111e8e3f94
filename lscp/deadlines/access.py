"""Who may see a case's clocks: whoever may see the case, the Executive those that are late, and whoever was
told of one when it was escalated that one. Nobody who is shut out of the case.

Which records show a case is registered with `lscp.cases.scope`; the names that the clocks and the stages
use are repeated here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from lscp.accounts.roles import Role
from lscp.cases.models import Case
from lscp.cases.scope import RootScope, not_shut_out_q, seen_q, sees_case, shows_cases
from lscp.cases.scope import seen_pairs as visible_pairs
from lscp.deadlines.models import Clock
from lscp.deadlines.outbox import ESCALATED, KEY_OF_REMINDERS, ROW_TOLD_OF
from lscp.kernel import clock
from lscp.kernel.shapes import among
from lscp.messaging.models import OutboundMessage

__all__ = ["RootScope", "sees_case", "shows_cases", "shows_clocks", "visible_cases_q", "visible_pairs"]

_single_clocks: dict[str, Callable[[Any], Q]] = {}
_own_clocks: dict[str, OwnClocks] = {}


@dataclass(frozen=True)
class OwnClocks:
    """A rule whose clocks are of one thing within a case, and not for everybody who sees the case.

    `condition(user)` says whose they are; `page(row)` is the address of the thing, and `words` its link.
    `told(subjects)` says who is reminded of each, in queries whose number does not depend on how many there
    are; without it the named holder alone is, beside those who see the case.
    """

    condition: Callable[[Any], Q]
    page: Callable[[Clock], str]
    words: str
    told: Callable[[Iterable[str]], Mapping[str, set[int]]] | None = None


def keeps_clocks(rule_key: str, own: OwnClocks) -> None:
    """Register a rule of this sort: its named holder is reminded, whether they see the case or not."""
    _own_clocks[rule_key] = own


def kept_rules() -> frozenset[str]:
    """The rules whose clocks not everybody who sees the case may see."""
    return frozenset(_own_clocks)


def told_singly(clocks: Iterable[tuple[str, str]]) -> dict[tuple[str, str], set[int]]:
    """Who is reminded of clocks of this sort, by rule and subject; nothing for other rules."""
    subjects: dict[str, list[str]] = {}
    for rule, subject in clocks:
        if rule in _own_clocks:
            subjects.setdefault(rule, []).append(subject)
    return {
        (rule, subject): people
        for rule, several in subjects.items()
        if (told := _own_clocks[rule].told) is not None
        for subject, people in told(several).items()
    }


def about(user: Any, row: Clock) -> tuple[str, str] | None:
    """The words and the address of what a clock is about, where that is one thing this person may open."""
    own = _own_clocks.get(row.rule_key)
    if own is None or not Clock.all_records.filter(own.condition(user), pk=row.pk).exists():
        return None
    return own.words, own.page(row)


def shows_clocks(name: str, condition: Callable[[Any], Q]) -> None:
    """Register single clocks that people may open without seeing the case: `condition(user)` says which."""
    _single_clocks[name] = condition


def visible_cases_q(user: Any) -> Q:
    """The clocks a person may see today: of cases they see, shown singly, or escalated to them."""
    if user is None or not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    found = seen_q(user, "case_id") & ~Q(rule_key__in=kept_rules()) | _escalated_q(user)
    for condition in (*_single_clocks.values(), *(own.condition for own in _own_clocks.values())):
        found |= condition(user)
    return found


def _escalated_q(user: Any) -> Q:
    """Those told of lateness may see no case; they may open the clock, which has no story.

    The Executive while it is late, and whoever an escalation was addressed to, while they belong to the
    partnership.
    """
    partnerships = {m.partnership_id for m in user.memberships_as()}
    if not partnerships:
        return Q(pk__in=[])
    found = Q(partnership__in=partnerships) & among("chain", escalated_to(user).values("chain"))
    executive = {m.partnership_id for m in user.memberships_as(Role.EXECUTIVE)}
    if executive:
        late = Clock.all_records.filter(
            is_live=True, is_open=True, due_at__lt=clock.now(), partnership__in=executive
        )
        found |= Q(partnership__in=executive, chain__in=late.values("chain"))
    restricted = among("case_id", Case.all_records.filter(is_restricted=True).values("pk"))
    return found & ~restricted & not_shut_out_q(user, "case_id")


def escalated_to(user: Any) -> QuerySet[Clock]:
    """The rows of clocks of which this person was told because a step of escalation was reached."""
    told = OutboundMessage.objects.filter(
        recipient=user, kind=ESCALATED, dedupe_key__startswith=KEY_OF_REMINDERS
    ).order_by()
    return Clock.all_records.filter(among("pk", told.values(row=ROW_TOLD_OF)))
