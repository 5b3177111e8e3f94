"""What state a clock is in, computed whenever it is read: nothing here depends on a job having run."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from lscp.deadlines.calendar import OutsideCalendar, WorkingCalendar
from lscp.deadlines.compute import Unit, london_date

DUE_SOON_WORKING_DAYS = 3
HOURS_TOLD_AS_DAYS = 72


class State(StrEnum):
    """The states of a clock. "Overdue" begins the moment after the last one in time, never on the day."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    PAUSED = "paused"
    TO_ASK = "to_ask"
    OVERDUE = "overdue"
    OVERDUE_EXPLAINED = "overdue_explained"
    MET = "met"
    MET_LATE = "met_late"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class StateWords:
    """How a state is said and shown: the words carry the meaning, the colour only repeats it."""

    label: str
    colour: str
    meaning: str
    urgency: int


WORDS = {
    State.OVERDUE: StateWords("Overdue", "red", "The time limit has passed. A reason must be recorded.", 0),
    State.OVERDUE_EXPLAINED: StateWords(
        "Overdue, reason recorded", "red", "The time limit has passed. The reason is on record.", 1
    ),
    State.DUE_TODAY: StateWords("Due today", "orange", "In time until the end of today.", 2),
    State.DUE_SOON: StateWords("Due soon", "yellow", "The time limit ends in the next few days.", 3),
    State.TO_ASK: StateWords(
        "Time to ask", "yellow", "The usual time has passed. Nothing is late: ask how it stands.", 3
    ),
    State.RUNNING: StateWords("On time", "green", "The clock is running and nothing is late.", 4),
    State.PAUSED: StateWords("Paused", "grey", "A local clock that has been stopped for a reason.", 5),
    State.NOT_STARTED: StateWords("Not started", "grey", "What starts this clock is not recorded yet.", 6),
    State.MET_LATE: StateWords("Met late", "pink", "Done after the time limit.", 7),
    State.MET: StateWords("Met", "blue", "Done in time.", 8),
    State.CANCELLED: StateWords("Cancelled", "grey", "This time limit no longer applies.", 9),
}


@dataclass(frozen=True)
class ClockFacts:
    """What the ledger says about one clock; instants are aware, `due_at` is the last instant in time."""

    unit: Unit
    due_at: dt.datetime | None
    due_on: dt.date | None
    met_at: dt.datetime | None = None
    is_cancelled: bool = False
    is_paused: bool = False
    breach_explained: bool = False
    is_soft: bool = False


def state_of(facts: ClockFacts, now: dt.datetime, calendar: WorkingCalendar) -> State:
    """The state at `now`. Met clocks are judged by when the thing was done, never by when it was typed.

    A clock that only reminds is never overdue and never met late.
    """
    if facts.is_cancelled:
        return State.CANCELLED
    if facts.due_at is None or facts.due_on is None:
        return State.NOT_STARTED
    if facts.met_at is not None:
        return State.MET if facts.is_soft or facts.met_at <= facts.due_at else State.MET_LATE
    if facts.is_paused:
        return State.PAUSED
    if now > facts.due_at:
        return _after_the_end(facts)
    today = london_date(now)
    if facts.due_on == today:
        return State.DUE_TODAY
    if facts.due_on <= last_day_soon(today, calendar):
        return State.DUE_SOON
    return State.RUNNING


def _after_the_end(facts: ClockFacts) -> State:
    if facts.is_soft:
        return State.TO_ASK
    return State.OVERDUE_EXPLAINED if facts.breach_explained else State.OVERDUE


def last_day_soon(today: dt.date, calendar: WorkingCalendar) -> dt.date:
    """The last day that is said to be soon: three working days from today."""
    try:
        return calendar.add(today, DUE_SOON_WORKING_DAYS)
    except OutsideCalendar:
        return today + dt.timedelta(days=DUE_SOON_WORKING_DAYS)


def time_left(facts: ClockFacts, now: dt.datetime, calendar: WorkingCalendar) -> str:
    """ "3 working days left", "Due today", "2 working days late": counted in the clock's own unit.

    Hours are told as days from 72 hours on, each day being 24 hours.
    """
    if facts.due_at is None or facts.due_on is None or facts.met_at is not None or facts.is_cancelled:
        return ""
    if facts.unit is Unit.HOURS:
        return _hours_left(facts.due_at, now)
    today = london_date(now)
    if today == facts.due_on:
        return "Due today"
    working = facts.unit is Unit.WORKING_DAYS
    count = calendar.between(today, facts.due_on) if working else (facts.due_on - today).days
    late = today > facts.due_on
    if late and facts.is_soft:
        return f"{abs(count)} working day{'' if abs(count) == 1 else 's'} since the usual time"
    if count == 0:
        return "Late since the last working day" if late else "Due before the next working day"
    noun = ("working day" if working else "day") + ("" if abs(count) == 1 else "s")
    return f"{abs(count)} {noun} {'late' if late else 'left'}"


def _hours_left(due_at: dt.datetime, now: dt.datetime) -> str:
    seconds = int(abs((due_at - now).total_seconds()))
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    if hours >= HOURS_TOLD_AS_DAYS:
        amount = f"{hours // 24} days"
    elif hours:
        amount = f"{hours} hour{'' if hours == 1 else 's'}"
    elif minutes:
        amount = f"{minutes} minute{'' if minutes == 1 else 's'}"
    else:
        return "Due now"
    return f"{amount} {'late' if now > due_at else 'left'}"
