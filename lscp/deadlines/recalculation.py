"""What the facts, rules and calendar now say about a case's clocks, beside what the ledger says.

Nothing is written here: the difference is handed back, so that a preview and the change itself are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lscp.deadlines.calendars import calendar_of
from lscp.deadlines.compute import Moment
from lscp.deadlines.due_dates import Running, end_of
from lscp.deadlines.enums import RAPID_REVIEW_DAY_ZERO, Entry, FactKind
from lscp.deadlines.models import CalendarVersion, Clock, Fact, Rule
from lscp.deadlines.rule_choice import Deaths, Facts, Start, start_for


@dataclass(frozen=True)
class Ground:
    """What a case's clocks stand on: its facts, its rules, the calendar and day 0 of the rapid review."""

    facts: Facts
    rules: Mapping[str, Rule]
    version: CalendarVersion
    day_zero: str
    deaths: Deaths = field(default_factory=dict)

    def facts_for(self, clock: Clock, rule: Rule) -> Facts:
        """The facts that count for a clock: of the deaths that of its own child, where it runs from a death."""
        if rule.starting_event != FactKind.DEATH:
            return self.facts
        others = {kind: fact for kind, fact in self.facts.items() if kind != FactKind.DEATH}
        death = self.deaths.get(clock.child_id)
        return others if death is None else {**others, FactKind.DEATH: death}


@dataclass(frozen=True)
class Move:
    """One clock that would change, with the values its next row would have."""

    clock: Clock
    entry: Entry
    changes: Mapping[str, Any]

    @property
    def moves_date(self) -> bool:
        """Whether the due day or instant changes."""
        return (self.changes["due_on"], self.changes["due_at"]) != (self.clock.due_on, self.clock.due_at)


def move_of(clock: Clock, ground: Ground, *, calendar: Any = None) -> Move | None:
    """The change the ground makes to a clock, or None. `calendar` stands in for a version not yet made."""
    rule = ground.rules.get(clock.rule_key, clock.rule)
    start, fact, provisional = _start(clock, rule, ground)
    own_length = (clock.length, clock.unit) != (clock.rule.length, clock.rule.unit)
    length, unit = (clock.length, clock.unit) if own_length else (rule.length, rule.unit)
    changes: dict[str, Any] = {
        "rule": rule,
        "start_fact": fact,
        "start_on": start.on if start else None,
        "start_at": start.at if start else None,
        "is_provisional": provisional,
        "length": length,
        "unit": unit,
        "calendar_version": ground.version,
        "due_on": None,
        "due_at": None,
    }
    if start:
        days = calendar or calendar_of(ground.version, local=rule.is_local)
        terms = Clock(length=length, unit=unit).terms
        end = end_of(Running(start, terms, clock.extensions, clock.pauses), days)
        changes |= {"due_on": end.on, "due_at": end.at}
    if not _differs(clock, changes):
        return None
    entry = Entry.STARTED if clock.due_on is None and start else Entry.RECALCULATED
    return Move(clock, entry, changes)


def _start(clock: Clock, rule: Rule, ground: Ground) -> tuple[Moment | None, Any, bool]:
    """The clock's start; a start that was given by hand rather than by a fact stays.

    Once new information has opened a case again, the clocks that it started (those of its subject) count
    from it and from what follows it; the clocks of before stay as they were.
    """
    if clock.start is not None and clock.start_fact_id is None:
        return clock.start, None, False
    found = start_for(rule, ground.facts_for(clock, rule), ground.day_zero)
    news = ground.facts.get(FactKind.NEW_INFORMATION)
    if news is not None and clock.subject == news.subject:
        found = _start_anew(rule, ground, news)
    elif news is not None and clock.start is not None and _is_of_before(clock, found.fact, news):
        return clock.start, clock.start_fact, clock.is_provisional
    if found.fact is None:
        return None, None, False
    return found.fact.moment, found.fact, found.is_provisional


def _start_anew(rule: Rule, ground: Ground, news: Fact) -> Start:
    """Awareness counts from the new information; whatever else starts a clock must have followed it."""
    is_day_zero = rule.starting_event == RAPID_REVIEW_DAY_ZERO
    event = ground.day_zero if is_day_zero else rule.starting_event
    if event in (FactKind.LA_AWARE, FactKind.PARTNERS_AWARE):
        return Start(news)
    fact = ground.facts.get(event)
    return Start(fact if fact and fact.moment.latest >= news.moment.earliest else None)


def _is_of_before(clock: Clock, found: Fact | None, news: Fact) -> bool:
    """Whether a clock of an earlier course of the case would be moved by what belongs to the present one."""
    if clock.start_fact is not None and clock.start_fact.kind == FactKind.NEW_INFORMATION:
        return True
    return found is not None and found.moment.earliest >= news.moment.earliest


def _differs(clock: Clock, changes: Mapping[str, Any]) -> bool:
    """Whether anything a reader could see changes; a newer calendar that moves nothing does not."""
    seen = ("start_on", "start_at", "is_provisional", "length", "unit", "due_on", "due_at")
    if any(getattr(clock, name) != changes[name] for name in seen):
        return True
    same_fact = clock.start_fact_id == getattr(changes["start_fact"], "pk", None)
    return not same_fact or clock.rule_id != changes["rule"].pk
