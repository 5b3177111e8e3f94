"""Reads for the clocks' pages. Each starts from what the reader may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from lscp.deadlines import deaths
from lscp.deadlines.calendar import WorkingCalendar
from lscp.deadlines.calendars import calendar_of, current_calendar
from lscp.deadlines.compute import Due, Length, Moment, Unit, due
from lscp.deadlines.due_dates import explain_clock
from lscp.deadlines.enums import DAY_ZERO_CHOICES, EVENT_WORDS, FactKind
from lscp.deadlines.explain import Explanation
from lscp.deadlines.models import Clock, Fact, Rung
from lscp.deadlines.rule_choice import by_kind, deaths_among, holding, live_facts, settings_of
from lscp.deadlines.states import WORDS, ClockFacts, State, StateWords, state_of, time_left
from lscp.kernel import clock as product_clock
from lscp.people.models import Person

STARTED_BY_HAND = (FactKind.SAFETY_RAISED, FactKind.INFORMATION_ASKED, FactKind.ACTION_GIVEN)
"""Events that happen more than once in a case: each starts a clock of its own and is no fact of the case."""

SET_BY_HAND = "its count began; the day was set by hand"
TYPED = ("why__key", "authority__key", "met_evidence__key", "late_reason__key")
SHOWN = ("rule", "case", "partnership", "agency", "child", "holder", "calendar_version", "start_fact")


@dataclass(frozen=True)
class ClockView:
    """A live row with what a page says of it now."""

    clock: Clock
    state: State
    left: str

    @property
    def words(self) -> StateWords:
        """How the state is said and shown."""
        return WORDS[self.state]


def view_of(row: Clock, now: dt.datetime | None = None) -> ClockView:
    """The state of one row and the time left on it, worked out now."""
    now = now or product_clock.now()
    calendar = calendar_of(row.calendar_version_id, local=row.rule.is_local)
    facts = ClockFacts(
        unit=Unit(row.unit),
        due_at=row.due_at,
        due_on=row.due_on,
        met_at=row.met_at,
        is_cancelled=row.cancelled_at is not None,
        is_paused=row.paused_at is not None,
        breach_explained=row.late_reason_id is not None,
        is_soft=row.rule.is_soft,
    )
    return ClockView(row, state_of(facts, now, calendar), time_left(facts, now, calendar))


def live_clocks(user: Any) -> QuerySet[Clock]:
    """The present rows of every clock the person may see, most urgent first."""
    return Clock.visible_to(user).filter(is_live=True).select_related(*SHOWN).order_by("due_at", "pk")


def clocks_of_case(user: Any, case: Any) -> list[ClockView]:
    """The present rows of a case's clocks, most urgent first."""
    now = product_clock.now()
    views = [view_of(row, now) for row in live_clocks(user).filter(case=case)]
    return sorted(views, key=lambda view: (view.words.urgency, view.clock.due_at or now, view.clock.pk))


def rows_of_clock(user: Any, chain: Any) -> list[Clock]:
    """The whole ledger of one clock, newest row first."""
    rows = (
        Clock.visible_to(user)
        .filter(chain=chain)
        .select_related(*SHOWN, *TYPED, "written_by", "met_recorded_by", "late_reason_by", "supersedes")
    )
    return list(rows.order_by("-position"))


def reminders_of(chain: Any) -> list[Rung]:
    """The reminders of one clock that went out, newest first, each with how many it stands for."""
    fired = Rung.objects.filter(clock__chain=chain, fired_at__isnull=False)
    return list(fired.select_related("clock").order_by("-fired_at", "-pk"))


def why_this_date(row: Clock) -> Explanation | None:
    """The sentence and the strip of days, worked out again from the row's stored inputs."""
    calendar = calendar_of(row.calendar_version, local=row.rule.is_local)
    return explain_clock(row, calendar, event_of(row))


def event_of(row: Clock) -> str:
    """What its count began with, in our own words only: readers of the clock may see no more of the case."""
    if row.child is not None:
        return row.event_words
    if row.start_fact is not None:
        return EVENT_WORDS[FactKind(row.start_fact.kind)]
    return row.rule.event_words if row.rule.starting_event in STARTED_BY_HAND else SET_BY_HAND


def agrees(row: Clock, explanation: Explanation | None) -> bool:
    """Whether the stored end is the one the explanation leads to; if not, somebody must look."""
    return explanation is None or explanation.due.at == row.due_at


@dataclass(frozen=True)
class FactLine:
    """One thing that may have happened in a case, with what is recorded of it."""

    kind: FactKind
    fact: Fact | None
    child: Person | None = None

    @property
    def words(self) -> str:
        """As the words after "when"."""
        return f"{self.child.label} died" if self.child is not None else EVENT_WORDS[self.kind]

    @property
    def title(self) -> str:
        """The same by itself."""
        return self.words if self.child is not None else str(self.kind.label)


def facts_of_case(case: Any) -> list[FactLine]:
    """What is recorded of each kind, deaths first: one, or one for each child of whom one is recorded."""
    facts = holding(case)
    found, by_child = by_kind(facts), deaths_among(facts)
    children = list(deaths.told_apart(case))
    died = [FactLine(FactKind.DEATH, by_child.get(child.pk), child) for child in children]
    lines = [
        FactLine(kind, found.get(kind)) for kind in FactKind if kind in found or kind in RECORDED_BY_HAND
    ]
    if not died:
        return lines
    first = next(number for number, line in enumerate(lines) if line.kind == FactKind.DEATH)
    return [*lines[:first], *died, *lines[first + 1 :]]


RECORDED_BY_HAND = (
    FactKind.DEATH, FactKind.AGENCY_AWARE, FactKind.LA_AWARE, FactKind.PARTNERS_AWARE, FactKind.RAG_DECIDED,
    FactKind.LA_DECIDED, FactKind.NOTIFICATION_SENT, FactKind.REVIEW_INITIATED,
)  # fmt: skip


HAS_A_PAGE = frozenset({*RECORDED_BY_HAND, FactKind.NEW_INFORMATION})
"""Facts that may be corrected on their page; new information is first recorded when it opens a case again."""


@dataclass(frozen=True)
class RapidReviewDate:
    """When the rapid review would be due, counted from one of the possible days 0."""

    kind: FactKind
    governs: bool
    start: dt.date | None
    end: Due | None
    if_today: bool = False


def rapid_review_dates(case: Any) -> list[RapidReviewDate]:
    """The rapid review's due date from each possible day 0; from today while the notification is not sent."""
    facts = live_facts(case)
    governing = settings_of(case.partnership).rapid_review_day_zero
    rule = Clock.all_records.filter(case=case, rule_key="rapid_review_to_panel", is_live=True).first()
    length = rule.terms if rule else Length(15, Unit.WORKING_DAYS)
    calendar = current_calendar(case.partnership)
    return [_rapid_review_date(kind, facts, governing, length, calendar) for kind in DAY_ZERO_CHOICES]


def _rapid_review_date(
    kind: FactKind, facts: Mapping[str, Fact], governing: str, length: Length, calendar: WorkingCalendar
) -> RapidReviewDate:
    fact = facts.get(kind)
    if fact is not None:
        return RapidReviewDate(kind, kind == governing, fact.on, due(length, fact.moment, calendar))
    if kind != FactKind.NOTIFICATION_SENT:
        return RapidReviewDate(kind, kind == governing, None, None)
    today = product_clock.today()
    return RapidReviewDate(
        kind, kind == governing, today, due(length, Moment(today), calendar), if_today=True
    )
