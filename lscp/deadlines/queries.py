"""Reads for the clocks' pages. Each starts from what the reader may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from lscp.accounts.roles import UNIT_ROLES
from lscp.deadlines.calendar import WorkingCalendar
from lscp.deadlines.calendars import calendar_of, current_calendar
from lscp.deadlines.compute import Due, Length, Moment, Unit, due, end_of_day, start_of_day
from lscp.deadlines.due_dates import explain_clock
from lscp.deadlines.enums import DAY_ZERO_CHOICES, EVENT_WORDS, FactKind
from lscp.deadlines.explain import Explanation
from lscp.deadlines.models import Clock, Fact
from lscp.deadlines.rule_choice import live_facts, settings_of
from lscp.deadlines.states import WORDS, ClockFacts, State, StateWords, last_day_soon, state_of, time_left
from lscp.kernel import clock as product_clock

SHOWN = ("rule", "case", "partnership", "agency", "holder", "calendar_version", "start_fact")


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
    calendar = calendar_of(row.calendar_version, local=row.rule.is_local)
    facts = ClockFacts(
        unit=Unit(row.unit),
        due_at=row.due_at,
        due_on=row.due_on,
        met_at=row.met_at,
        is_cancelled=row.cancelled_at is not None,
        is_paused=row.paused_at is not None,
        breach_explained=bool(row.late_reason),
    )
    return ClockView(row, state_of(facts, now, calendar), time_left(facts, now, calendar))


def live_clocks(user: Any) -> QuerySet[Clock]:
    """The present rows of every clock the person may see, most urgent first."""
    return Clock.visible_to(user).filter(is_live=True).select_related(*SHOWN).order_by("due_at", "pk")


def board(user: Any) -> QuerySet[Clock]:
    """Every clock of the partnerships whose Business Unit the person works in, open or waiting."""
    places = {m.partnership_id for m in user.memberships_as(*UNIT_ROLES)}
    return live_clocks(user).filter(partnership__in=places, met_at=None, cancelled_at=None)


def board_filter(state: str, calendar: WorkingCalendar) -> Q:
    """The open clocks in one state, by their stored instants; the states of `states.py` in SQL."""
    now, today = product_clock.now(), product_clock.today()
    soon = last_day_soon(today, calendar)
    running = Q(is_open=True, paused_at=None)
    return (
        {
            State.OVERDUE: running & Q(due_at__lt=now),
            State.DUE_TODAY: running & Q(due_at__gte=now, due_at__lte=end_of_day(today)),
            State.DUE_SOON: running & Q(due_at__gt=end_of_day(today), due_at__lte=end_of_day(soon)),
            State.RUNNING: running & Q(due_at__gt=end_of_day(soon)),
            State.PAUSED: Q(paused_at__isnull=False),
            State.NOT_STARTED: Q(is_open=False),
        }.get(State(state), Q())
        if state
        else Q(is_open=True)
    )


def board_counts(rows: QuerySet[Clock], calendar: WorkingCalendar) -> dict[str, int]:
    """How many clocks are in each state, in one query."""
    states = (
        State.OVERDUE, State.DUE_TODAY, State.DUE_SOON, State.RUNNING, State.PAUSED, State.NOT_STARTED,
    )  # fmt: skip
    found = rows.order_by().aggregate(
        **{state.value: Count("pk", filter=board_filter(state, calendar)) for state in states}
    )
    return {state.value: found[state.value] for state in states}


def work_list(user: Any) -> QuerySet[Clock]:
    """The open clocks a person holds, by name or by role and agency, and late ones without a reason."""
    mine = Q(holder=user)
    for membership in user.memberships_today():
        by_role = Q(holder=None, partnership=membership.partnership_id)
        by_role &= Q(rule__holder_roles__contains=[membership.role])
        mine |= by_role & (Q(agency=None) | Q(agency=membership.agency_id))
    return live_clocks(user).filter(mine).filter(Q(is_open=True) | reason_missing())


def reason_missing() -> Q:
    """Late clocks whose holder still has to say why: open past their end, or met after it."""
    late = Q(is_open=True, due_at__lt=product_clock.now()) | Q(met_at__gt=F("due_at"))
    return late & Q(late_reason="", cancelled_at=None)


def next_clocks_of(cases: Iterable[int]) -> dict[int, ClockView]:
    """The open clock of each case that ends first, by the case's key.

    `cases` are the keys of cases on a page that the reader sees: whoever sees a case sees its clocks
    (`access.visible_cases_q`), so that this does not ask again who may.
    """
    now = product_clock.now()
    found = Clock.all_records.filter(case__in=list(cases), is_live=True, is_open=True)
    first = found.order_by("case_id", "due_at", "pk").distinct("case_id")
    return {
        row.case_id: view_of(row, now) for row in first.select_related("rule", "agency", "calendar_version")
    }


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
        .select_related(*SHOWN, "written_by", "met_recorded_by", "late_reason_by", "supersedes")
    )
    return list(rows.order_by("-position"))


def why_this_date(row: Clock) -> Explanation | None:
    """The sentence and the strip of days, worked out again from the row's stored inputs."""
    calendar = calendar_of(row.calendar_version, local=row.rule.is_local)
    event = EVENT_WORDS[FactKind(row.start_fact.kind)] if row.start_fact else row.why or row.rule.event_words
    return explain_clock(row, calendar, event)


def agrees(row: Clock, explanation: Explanation | None) -> bool:
    """Whether the stored end is the one the explanation leads to; if not, somebody must look."""
    return explanation is None or explanation.due.at == row.due_at


def facts_of_case(case: Any) -> list[tuple[FactKind, Fact | None]]:
    """Each kind of fact with what is recorded, in the order they usually happen."""
    found = live_facts(case)
    return [(kind, found.get(kind)) for kind in FactKind if kind in found or kind in RECORDED_BY_HAND]


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


def overdue_count(user: Any) -> int:
    """How many of the clocks on the person's own list are late."""
    return work_list(user).filter(is_open=True, due_at__lt=product_clock.now()).count()


def due_between(user: Any, first: dt.date, last: dt.date) -> Sequence[Clock]:
    """The person's clocks that end from one day to another, both included."""
    return list(
        work_list(user).filter(is_open=True, due_at__gte=start_of_day(first), due_at__lte=end_of_day(last))
    )
