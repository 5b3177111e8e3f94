"""Which edition and which version of a rule a case goes by, and which fact starts a clock. Reads only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import FilteredRelation, Q

from lscp.deadlines.enums import KNOWING, RAPID_REVIEW_DAY_ZERO, Condition, FactKind
from lscp.deadlines.models import ClockSettings, Edition, Fact, Rule
from lscp.kernel import clock

Facts = Mapping[str, Fact]
Deaths = Mapping[int | None, Fact]
"""By the child's key; None where the case has one death and nobody had to say whose."""

NO_RULE = ""


@dataclass(frozen=True)
class Start:
    """The fact a clock starts from, and whether it only stands in for one not yet recorded."""

    fact: Fact | None
    is_provisional: bool = False


def live_facts(case: Any) -> dict[str, Fact]:
    """The facts of a case as they now stand, by kind; of several deaths the first."""
    return by_kind(holding(case))


def holding(case: Any) -> list[Fact]:
    """Every fact of a case that was not withdrawn, earliest first."""
    found = Fact.objects.filter(case=case, is_live=True, is_withdrawn=False)
    return list(found.select_related("source__key", "child"))


def by_kind(facts: Iterable[Fact]) -> dict[str, Fact]:
    """These facts by kind; of several deaths the first."""
    found: dict[str, Fact] = {}
    for fact in facts:
        known = found.get(fact.kind)
        if known is None or fact.moment.earliest < known.moment.earliest:
            found[fact.kind] = fact
    return found


def deaths_among(facts: Iterable[Fact]) -> Deaths:
    """The deaths among these facts, by the key of the child who died."""
    return {fact.child_id: fact for fact in facts if fact.kind == FactKind.DEATH}


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


@dataclass(frozen=True)
class RuleBook:
    """Every edition of the guidance, each with every version of some rules: shipped, or a partnership's own.

    `versions` is by the edition's key.
    """

    editions: Sequence[Edition]
    versions: Mapping[int, Sequence[Rule]]

    def edition_on(self, day: dt.date) -> Edition:
        """The edition in force on a day; the first one for any day before it."""
        in_force = [edition for edition in self.editions if edition.in_force_from <= day]
        return in_force[-1] if in_force else self.editions[0]

    def rules_on(self, day: dt.date, keys: Iterable[str]) -> dict[str, Rule]:
        """The version of each rule that holds on a day; the partnership's own before the shipped one."""
        wanted = set(keys)
        found = self.versions.get(self.edition_on(day).pk, ())
        holding = [rule for rule in found if rule.key in wanted and rule.in_force_from <= day]
        ranked = sorted(holding, key=lambda rule: (rule.partnership_id is not None, rule.number))
        return {rule.key: rule for rule in ranked}


def rule_book(partnership: Any, keys: Iterable[str]) -> RuleBook:
    """The editions and the versions of these rules, in one query.

    Raises `LookupError` for a key that no edition knows.
    """
    wanted = set(keys)
    theirs = Q(rules__partnership=None) | Q(rules__partnership=partnership)
    named = Q(rules__key__in=wanted or {NO_RULE})
    rows: Iterable[Any] = (
        Edition.objects.annotate(wanted=FilteredRelation("rules", condition=theirs & named))
        .select_related("wanted")  # type: ignore[misc]  # the relation annotated above
        .order_by("in_force_from", "wanted__key", "wanted__number")
    )
    editions: dict[int, Edition] = {}
    versions: dict[int, list[Rule]] = {}
    for row in rows:
        edition = editions.setdefault(row.pk, row)
        rule: Rule | None = getattr(row, "wanted", None)
        if rule is not None:
            rule.edition = edition
            versions.setdefault(edition.pk, []).append(rule)
    unknown = wanted - {rule.key for found in versions.values() for rule in found}
    if unknown:
        unknown -= set(Rule.objects.filter(key__in=unknown).values_list("key", flat=True))
    if unknown:
        raise LookupError(f"No edition of the guidance has a rule {sorted(unknown)}")
    return RuleBook(list(editions.values()), versions)


def settings_of(partnership: Any) -> ClockSettings:
    """A partnership's clock settings, or the ones it would start with."""
    found = ClockSettings.objects.filter(partnership=partnership).first()
    return found or ClockSettings(partnership=partnership)


def start_for(rule: Rule, facts: Facts, day_zero: str) -> Start:
    """The fact that starts a clock of this rule, if it is recorded."""
    event = day_zero if rule.starting_event == RAPID_REVIEW_DAY_ZERO else rule.starting_event
    fact = facts.get(event)
    if rule.condition == Condition.SUDDEN_DEATH and (fact is None or not fact.is_sudden):
        return Start(None)
    if fact is None and rule.runs_provisionally:
        return Start(earliest_knowing(facts), is_provisional=True)
    return Start(fact)
