"""Which edition and which version of a rule a case goes by, and which fact starts a clock. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from lscp.deadlines.enums import KNOWING, RAPID_REVIEW_DAY_ZERO, Condition, FactKind, Sudden
from lscp.deadlines.models import ClockSettings, Edition, Fact, Rule
from lscp.kernel import clock

Facts = Mapping[str, Fact]


@dataclass(frozen=True)
class Start:
    """The fact a clock starts from, and whether it only stands in for one not yet recorded."""

    fact: Fact | None
    is_provisional: bool = False


def live_facts(case: Any) -> dict[str, Fact]:
    """The facts of a case as they now stand, by kind."""
    return {fact.kind: fact for fact in Fact.objects.filter(case=case, is_live=True, is_withdrawn=False)}


def edition_on(day: dt.date) -> Edition:
    """The edition in force on a day; the first one for any day before it."""
    return Edition.objects.filter(in_force_from__lte=day).last() or Edition.objects.earliest("in_force_from")


def governing_day(case: Any, facts: Facts) -> dt.date:
    """The day whose rules a case goes by: the authority's awareness, else the earliest that is known."""
    if FactKind.LA_AWARE in facts:
        return facts[FactKind.LA_AWARE].on
    known = earliest_knowing(facts)
    return known.on if known else clock.london_date(case.opened_at)


def earliest_knowing(facts: Facts) -> Fact | None:
    """The earliest fact that shows somebody knew; a death only when nothing else is recorded."""
    knowing = [facts[kind] for kind in KNOWING if kind in facts]
    if knowing:
        return min(knowing, key=lambda fact: fact.moment.earliest)
    return facts.get(FactKind.DEATH)


def rules_for(edition: Edition, partnership: Any, day: dt.date, keys: list[str]) -> dict[str, Rule]:
    """The version of each rule that holds on a day; the partnership's own before the shipped one."""
    found = Rule.objects.filter(
        Q(partnership=None) | Q(partnership=partnership),
        edition=edition,
        key__in=keys,
        in_force_from__lte=day,
    )
    ranked = sorted(found, key=lambda rule: (rule.partnership_id is not None, rule.number))
    return {rule.key: rule for rule in ranked}


def settings_of(partnership: Any) -> ClockSettings:
    """A partnership's clock settings, or the ones it would start with."""
    found = ClockSettings.objects.filter(partnership=partnership).first()
    return found or ClockSettings(partnership=partnership)


def start_for(rule: Rule, facts: Facts, day_zero: str) -> Start:
    """The fact that starts a clock of this rule, if it is recorded."""
    event = day_zero if rule.starting_event == RAPID_REVIEW_DAY_ZERO else rule.starting_event
    fact = facts.get(event)
    if rule.condition == Condition.SUDDEN_DEATH and (
        fact is None or fact.sudden not in (Sudden.YES, Sudden.IN_DOUBT)
    ):
        return Start(None)
    if fact is None and rule.runs_provisionally:
        return Start(earliest_knowing(facts), is_provisional=True)
    return Start(fact)
