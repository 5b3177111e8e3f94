"""What a case's clocks stand on, read once for one action, and putting them right after a fact has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lscp.audit import service as audit
from lscp.cases.models import Case
from lscp.deadlines.calendars import current_version_with_settings
from lscp.deadlines.enums import Entry
from lscp.deadlines.ledger import successor, write
from lscp.deadlines.models import CalendarVersion, Clock, Fact
from lscp.deadlines.recalculation import Ground, move_of
from lscp.deadlines.rule_choice import RuleBook, by_kind, deaths_among, governing_day, rule_book
from lscp.deadlines.shipped_rules import MET_BY_FACT
from lscp.people.models import Person
from lscp.people.typed import text_of

READ_WITH = ("rule", "calendar_version", "agency", "child", "written_by", "met_evidence__key")


@dataclass
class Standing:
    """A case under its lock: its facts, the live rows of its clocks, rules, calendar and day 0.

    `facts` is by kind, `deaths` by the key of the child where each child has its own; both hold withdrawn ones
    too. `clocks` is by chain. All are kept in step with what the action writes, so that nothing is read twice.
    """

    case: Case
    facts: dict[str, Fact]
    deaths: dict[int, Fact]
    clocks: dict[Any, Clock]
    book: RuleBook
    version: CalendarVersion
    day_zero: str

    def recorded(self, kind: str, child: Person | None) -> Fact | None:
        """What is recorded of this kind, for this child where each has its own."""
        return self.facts.get(kind) if child is None else self.deaths.get(child.pk)

    def keep(self, fact: Fact) -> None:
        """The fact is recorded from now on, in the place of any that it supersedes."""
        if fact.child_id is None:
            self.facts[fact.kind] = fact
            return
        self.deaths[fact.child_id] = fact
        before = fact.supersedes
        if before is not None and before.child_id is None:
            self.facts.pop(fact.kind, None)

    @property
    def holding(self) -> dict[str, Fact]:
        """The facts that were not withdrawn, by kind; of several deaths the first."""
        return by_kind(self._held)

    @property
    def _held(self) -> list[Fact]:
        return [fact for fact in (*self.facts.values(), *self.deaths.values()) if not fact.is_withdrawn]

    def ground(self, keys: Iterable[str]) -> Ground:
        """What clocks of these rules stand on now."""
        facts = self.holding
        rules = self.book.rules_on(self._day(facts), keys)
        return Ground(facts, rules, self.version, self.day_zero, deaths_among(self._held))

    def recalculate(self, *, why: str, by: Any, typed: str = "") -> None:
        """Bring the clocks into line with the facts, and the case's edition of the guidance.

        `why` is said in our own words, in the ledger and in the record. `typed` is what a person gave as
        their reason: it stands in the ledger only, because nothing can ever be taken out of the record.

        Clocks already met are worked out again too, since whether they were late rests on the same facts;
        cancelled ones are left.
        """
        full = f"{why}. {typed}" if typed else why
        rows = [row for row in self.clocks.values() if not row.cancelled_at]
        ground = self.ground({row.rule_key for row in rows})
        self._pin_edition(by=by)
        moves = [move for row in rows if (move := move_of(row, ground))]
        self.write(
            [successor(m.clock, m.entry, by=by, why=full, **m.changes) for m in moves],
            by=by,
            reason=why[:200],
        )
        self.meet_by_facts(why=why, by=by, typed=typed)

    def meet_by_facts(self, *, by: Any, why: str = "", typed: str = "") -> None:
        """Clocks that a fact meets (`MET_BY_FACT`): at its moment as it now stands, open without it."""
        full = f"{why}. {typed}" if typed else why
        facts = self.holding
        rows = [
            row
            for clock in self.clocks.values()
            if clock.rule_key in MET_BY_FACT and not clock.cancelled_at
            if (row := _as_met(clock, facts.get(MET_BY_FACT[clock.rule_key]), why=full, by=by))
        ]
        self.write(rows, by=by, reason=why[:200])

    def write(self, rows: list[Clock], *, by: Any, reason: str = "") -> list[Clock]:
        """Write rows of the ledger; they are the live ones from now on."""
        written = write(rows, by=by, reason=reason)
        self.clocks |= {row.chain: row for row in written}
        return written

    def _pin_edition(self, *, by: Any) -> None:
        """Pin the case to the edition in force on the day the authority became aware."""
        edition = self.book.edition_on(self._day(self.holding))
        if self.case.guidance_edition == edition.key:
            return
        self.case.guidance_edition = edition.key
        self.case.save(update_fields=["guidance_edition"])
        audit.record("deadlines.edition_pinned", subject=self.case, by=by, edition=edition.title)

    def _day(self, facts: dict[str, Fact]) -> dt.date:
        return governing_day(self.case, facts)


def _as_met(clock: Clock, fact: Fact | None, *, why: str, by: Any) -> Clock | None:
    """The next row of a clock that this fact meets, or None when it stands so already."""
    if fact is None:
        nothing = {"met_at": None, "met_evidence": None, "met_recorded_at": None, "met_recorded_by": None}
        return successor(clock, Entry.OPENED_AGAIN, by=by, why=why, **nothing) if clock.met_at else None
    done = (fact.moment.latest, fact.moment.time_known)
    is_same = clock.met_evidence_id == fact.source_id or text_of(clock.met_evidence) == text_of(fact.source)
    if (clock.met_at, clock.met_time_known) == done and is_same:
        return None
    return successor(
        clock, Entry.MET_CORRECTED if clock.met_at else Entry.MET, by=by, why=why, met_at=done[0],
        met_time_known=done[1], met_evidence=fact.source, met_recorded_at=fact.recorded_at,
        met_recorded_by=fact.recorded_by, paused_at=None,
    )  # fmt: skip


def standing_of(case: Case, *, keys: Iterable[str] = ()) -> Standing:
    """What holds for a case and these rules, and those of its clocks; the caller holds the case's lock.

    Four queries. Raises `LookupError` for a rule that no edition knows.
    """
    live = Clock.all_records.filter(case=case, is_live=True).order_by("pk")
    clocks = {row.chain: row for row in live.select_related(*READ_WITH)}
    for row in clocks.values():
        row.case = case
    facts = list(Fact.objects.filter(case=case, is_live=True).select_related("source__key", "child"))
    version, settings = current_version_with_settings(case.partnership)
    return Standing(
        case=case,
        facts={fact.kind: fact for fact in facts if fact.child_id is None},
        deaths={fact.child_id: fact for fact in facts if fact.child_id is not None},
        clocks=clocks,
        book=rule_book(case.partnership, {*keys, *(row.rule_key for row in clocks.values())}),
        version=version,
        day_zero=settings.rapid_review_day_zero,
    )
