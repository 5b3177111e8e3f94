"""States are computed when read; "due today" is never overdue."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from lscp.deadlines.calendar import england_and_wales
from lscp.deadlines.compute import Unit, end_of_day
from lscp.deadlines.states import WORDS, ClockFacts, State, state_of, time_left

CALENDAR = england_and_wales()
LONDON = ZoneInfo("Europe/London")
DUE = dt.date(2026, 4, 2)  # the Thursday before Easter


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


def facts(**changes: object) -> ClockFacts:
    values: dict[str, object] = {"unit": Unit.WORKING_DAYS, "due_at": end_of_day(DUE), "due_on": DUE}
    return ClockFacts(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "state", "left"),
    [
        ("2026-03-26T10:00", State.RUNNING, "5 working days left"),
        ("2026-03-27T23:59:59", State.RUNNING, "4 working days left"),
        ("2026-03-30T00:00", State.DUE_SOON, "3 working days left"),
        ("2026-04-01T12:00", State.DUE_SOON, "1 working day left"),
        ("2026-04-02T00:00", State.DUE_TODAY, "Due today"),
        ("2026-04-02T23:59:59.999999", State.DUE_TODAY, "Due today"),
        ("2026-04-03T00:00", State.OVERDUE, "Late since the last working day"),
        ("2026-04-07T09:00", State.OVERDUE, "1 working day late"),
        ("2026-04-09T09:00", State.OVERDUE, "3 working days late"),
    ],
)
def test_open_clock_by_the_day(now: str, state: State, left: str) -> None:
    assert (state_of(facts(), at(now), CALENDAR), time_left(facts(), at(now), CALENDAR)) == (state, left)


def test_met_is_judged_by_the_evidence_not_by_the_typing() -> None:
    met = facts(met_at=at("2026-04-02T23:59:59"))
    assert state_of(met, at("2026-05-01T10:00"), CALENDAR) is State.MET


def test_met_a_moment_after_the_end_is_late() -> None:
    late = facts(met_at=at("2026-04-03T00:00"))
    assert state_of(late, at("2026-05-01T10:00"), CALENDAR) is State.MET_LATE


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"due_at": None, "due_on": None}, State.NOT_STARTED),
        ({"is_cancelled": True}, State.CANCELLED),
        ({"is_paused": True}, State.PAUSED),
        ({"breach_explained": True}, State.OVERDUE_EXPLAINED),
    ],
)
def test_other_states(changes: dict[str, object], state: State) -> None:
    assert state_of(facts(**changes), at("2026-05-01T10:00"), CALENDAR) is state


@pytest.mark.parametrize(
    ("now", "state", "left"),
    [
        ("2026-04-02T09:00", State.DUE_TODAY, "5 hours left"),
        ("2026-04-02T13:30", State.DUE_TODAY, "30 minutes left"),
        ("2026-04-02T14:00", State.DUE_TODAY, "Due now"),
        ("2026-04-02T14:00:01", State.OVERDUE, "Due now"),
        ("2026-04-02T16:30", State.OVERDUE, "2 hours late"),
        ("2026-04-05T13:59", State.OVERDUE, "71 hours late"),
        ("2026-04-05T14:00", State.OVERDUE, "3 days late"),
        ("2026-03-30T14:00", State.DUE_SOON, "3 days left"),
    ],
)
def test_hours_clock_runs_to_its_instant(now: str, state: State, left: str) -> None:
    hours = facts(unit=Unit.HOURS, due_at=at("2026-04-02T14:00"))
    assert (state_of(hours, at(now), CALENDAR), time_left(hours, at(now), CALENDAR)) == (state, left)


@pytest.mark.parametrize(
    ("now", "left"), [("2026-04-01T09:00", "1 day left"), ("2026-04-04T09:00", "2 days late")]
)
def test_calendar_days_are_counted_as_days(now: str, left: str) -> None:
    assert time_left(facts(unit=Unit.CALENDAR_DAYS), at(now), CALENDAR) == left


def test_far_away_clock_is_running_even_beyond_the_calendar() -> None:
    far = facts(due_on=dt.date(2035, 1, 1), due_at=end_of_day(dt.date(2035, 1, 1)))
    assert state_of(far, at("2026-04-02T09:00"), CALENDAR) is State.RUNNING


def test_every_state_has_words_and_the_words_differ() -> None:
    assert set(WORDS) == set(State)
    assert len({words.label for words in WORDS.values()}) == len(State)


def test_clock_that_only_reminds_is_never_late() -> None:
    soft, after = facts(is_soft=True), at("2026-04-09T09:00")
    assert state_of(soft, after, CALENDAR) is State.TO_ASK
    assert time_left(soft, after, CALENDAR) == "3 working days since the usual time"
    assert state_of(facts(is_soft=True, met_at=after), after, CALENDAR) is State.MET
