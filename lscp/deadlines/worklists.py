"""Lists of clocks: the Business Unit's board, each person's own, and the next clock of each case on a page.

A page of them is read in the order of the index `unsettled_clocks`, so that it costs the same however many
there are (`docs/costs.md`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, NamedTuple

from django.db.models import F, Q, QuerySet

from lscp.accounts.roles import UNIT_ROLES
from lscp.deadlines.access import kept_rules
from lscp.deadlines.calendar import WorkingCalendar
from lscp.deadlines.calendars import calendar_of
from lscp.deadlines.compute import Unit, end_of_day
from lscp.deadlines.enums import LOCAL_KINDS, RuleKind
from lscp.deadlines.holders import held_q
from lscp.deadlines.models import Clock
from lscp.deadlines.states import ClockFacts, State, last_day_soon, time_left
from lscp.kernel import clock as product_clock
from lscp.kernel.kept_plans import planned_by_values
from lscp.kernel.shapes import one_of
from lscp.people.models import Person

MOST_COUNTED: Final = 500
"""How many of the most urgent clocks the board counts: beyond that it says that there are more."""

FIRST_LOOKED_UP: Final = 30
"""Of how many clocks that a person holds it is asked first which of them they may see: more than a page shows."""

LOOKED_UP_NEXT: Final = 8
"""How many times as many are looked up each time after that, for those who see few of what they hold."""

OF_A_LIST = ("rule", "case", "agency", "child", "start_fact")
SHOWN_IN_A_LIST = (
    "chain", "rule_key", "unit", "position", "is_open", "due_on", "due_at", "met_at", "cancelled_at", "paused_at",
    "late_reason", "is_provisional", "rule__title", "rule__kind", "rule__is_verified", "case__public_id",
    "case__reference", "agency__name", "calendar_version_id", "start_fact__kind", "child__kind", "child__number",
)  # fmt: skip
STATES = (
    State.OVERDUE, State.DUE_TODAY, State.DUE_SOON, State.TO_ASK, State.RUNNING, State.PAUSED, State.NOT_STARTED,
)  # fmt: skip
SOFT = Q(rule__kind=RuleKind.SOFT)
OWN_STEP = Q(rule__kind__in=LOCAL_KINDS, rule__guards_safety=False)


def in_a_list(rows: QuerySet[Clock]) -> QuerySet[Clock]:
    """The same rows with no more than a row of a list shows."""
    return rows.select_related(None).select_related(*OF_A_LIST).only(*SHOWN_IN_A_LIST)


def on_board(user: Any) -> QuerySet[Clock]:
    """Every clock of the partnerships whose Business Unit the person works in, open or waiting."""
    places = {m.partnership_id for m in user.memberships_as(*UNIT_ROLES)}
    return _listed(user).filter(partnership__in=places, met_at=None)


@dataclass(frozen=True)
class Bounds:
    """The instants between the states of running clocks: past, today, soon."""

    now: dt.datetime
    today_ends: dt.datetime
    soon_ends: dt.datetime

    @classmethod
    def of(cls, calendar: WorkingCalendar) -> Bounds:
        """As they are now."""
        today = product_clock.today()
        soon = last_day_soon(today, calendar)
        return cls(product_clock.now(), end_of_day(today), end_of_day(soon))

    def condition(self, state: str) -> Q:
        """The clocks of the board in one state, by what is stored; every open one where none is named."""
        running = Q(is_open=True, paused_at=None)
        return {
            State.OVERDUE: running & Q(due_at__lt=self.now) & ~SOFT,
            State.TO_ASK: running & Q(due_at__lt=self.now) & SOFT,
            State.DUE_TODAY: running & Q(due_at__gte=self.now, due_at__lte=self.today_ends),
            State.DUE_SOON: running & Q(due_at__gt=self.today_ends, due_at__lte=self.soon_ends),
            State.RUNNING: running & Q(due_at__gt=self.soon_ends),
            State.PAUSED: Q(is_open=True, paused_at__isnull=False),
            State.NOT_STARTED: Q(is_open=False),
        }.get(state, Q(is_open=True))  # type: ignore[call-overload]  # a state is its text

    def state_of(self, row: Urgent) -> State | None:
        """The same of a row that was read; none for an open clock without an end."""
        if not row.is_open:
            return State.NOT_STARTED
        if row.paused_at is not None:
            return State.PAUSED
        if row.due_at is None:
            return None
        if row.due_at < self.now:
            return State.TO_ASK if row.rule__kind == RuleKind.SOFT else State.OVERDUE
        if row.due_at <= self.today_ends:
            return State.DUE_TODAY
        return State.DUE_SOON if row.due_at <= self.soon_ends else State.RUNNING


class Urgent(NamedTuple):
    """What is read of the most urgent clocks, to count them by state and to find those of a page."""

    pk: int
    is_open: bool
    paused_at: dt.datetime | None
    due_at: dt.datetime | None
    rule__kind: str


class Board:
    """The clocks of a board in one state, and how many of the most urgent are in each.

    Who may see a clock is a long question: it is asked once, of the most urgent, which are counted and of which
    the first pages consist. A later page asks it again.
    """

    def __init__(self, rows: QuerySet[Clock], state: str, calendar: WorkingCalendar) -> None:
        self._rows, self._state, self._bounds = rows, state, Bounds.of(calendar)
        found = rows.values_list(*Urgent._fields, named=False)[:MOST_COUNTED]
        self._urgent = [(row.pk, self._bounds.state_of(row)) for row in map(Urgent._make, found)]
        self._numbers = Counter(state for _pk, state in self._urgent)
        self.goes_on = len(self._urgent) >= MOST_COUNTED

    def words(self, state: str) -> str:
        """How many are in a state: "12"; "at least 12", or nothing at all, where not every clock was counted."""
        number = self._numbers[State(state)]
        if not self.goes_on:
            return str(number)
        return f"at least {number}" if number else ""

    def __getitem__(self, part: slice) -> list[Clock]:
        keys = [
            pk
            for pk, state in self._urgent
            if (state == self._state if self._state else state != State.NOT_STARTED)
        ]
        if self.goes_on and part.stop > len(keys):
            return list(in_a_list(self._in_state)[part])
        return list(in_a_list(Clock.all_records.filter(one_of("pk", keys[part])).order_by("due_at", "pk")))

    def count(self) -> int:
        """How many there are: asked only for a page beyond the end."""
        return self._in_state.count()

    @property
    def _in_state(self) -> QuerySet[Clock]:
        return self._rows.filter(self._bounds.condition(self._state))


class WorkList:
    """The clocks a person holds, most urgent first, with what a list shows.

    They are looked up first and a few at a time, as who may see a clock is a long question: a page of
    forty thousand costs what a page of forty does.
    """

    def __init__(self, user: Any, mine: Q) -> None:
        self._held = (
            Clock.all_records.filter(_PRESENT, mine).order_by("due_at", "pk").values_list("pk", flat=True)
        )
        self._seen = in_a_list(_listed(user))
        self._mine = mine

    def __iter__(self) -> Iterator[Clock]:
        first, size = 0, FIRST_LOOKED_UP
        while True:
            with planned_by_values():
                keys = list(self._held[first : first + size])
            if keys:
                yield from self._seen.filter(one_of("pk", keys))
            if len(keys) < size:
                return
            first, size = first + size, size * LOOKED_UP_NEXT

    def __getitem__(self, part: slice) -> list[Clock]:
        return list(islice(self, part.start, part.stop))

    def count(self) -> int:
        """How many there are: asked only for a page beyond the end."""
        return self._seen.filter(self._mine).count()


def work_list(user: Any) -> WorkList:
    """The open clocks a person holds, by name or by role and agency, and late ones without a reason."""
    return WorkList(user, held_q(user) & (Q(is_open=True, met_at=None) | REASON_MISSING))


_PRESENT = Q(is_live=True, cancelled_at=None)
REASON_MISSING = Q(met_at__gt=F("due_at"), late_reason=None) & ~SOFT
"""Met after its end, and its holder still has to say why; one that is open is listed in any case."""


class NextClock(NamedTuple):
    """What a list of cases says of a clock, read as values: making records of them costs more than the question."""

    case_id: int
    rule__title: str
    rule__kind: str
    agency__name: str | None
    child__kind: str | None
    child__number: int | None
    unit: str
    due_on: dt.date
    due_at: dt.datetime
    calendar_version_id: int

    @property
    def title(self) -> str:
        """What the clock is for, with the agency or the child it belongs to, as `Clock.title` says it."""
        whose = self.agency__name
        if self.child__kind is not None and self.child__number is not None:
            whose = Person(kind=self.child__kind, number=self.child__number).label
        return f"{self.rule__title} ({whose})" if whose else self.rule__title

    def left(self, now: dt.datetime) -> str:
        """The time left on it, as `ClockView.left` says it."""
        calendar = calendar_of(self.calendar_version_id, local=self.rule__kind in LOCAL_KINDS)
        is_soft = self.rule__kind == RuleKind.SOFT
        facts = ClockFacts(Unit(self.unit), self.due_at, self.due_on, is_soft=is_soft)
        return time_left(facts, now, calendar)


def next_clocks_of(cases: Iterable[int], *, with_own_steps: bool = True) -> dict[int, NextClock]:
    """The open clock of each case that ends first, by the case's key; see `Rule.is_own_step`.

    `cases` are the keys of cases on a page that the reader sees: whoever sees a case sees its clocks
    (`access.visible_cases_q`), so that this does not ask again who may. Clocks that not all of them may see
    are left out.
    """
    cases = list(cases)
    if not cases:
        return {}
    found = Clock.all_records.filter(one_of("case_id", cases), is_live=True, is_open=True)
    found = found.exclude(rule_key__in=kept_rules())
    if not with_own_steps:
        found = found.exclude(OWN_STEP)
    first = found.order_by("case_id", "due_at", "pk").distinct("case_id")
    return {row[0]: NextClock._make(row) for row in first.values_list(*NextClock._fields)}


def _listed(user: Any) -> QuerySet[Clock]:
    return Clock.visible_to(user).filter(_PRESENT).order_by("due_at", "pk")
