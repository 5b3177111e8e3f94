"""When a time limit ends: pure arithmetic from a starting moment, a length and a calendar.

No database, no reading of the clock. Source of the counting rule: day of the trigger is day 0, weekends
and bank holidays do not count (local rule, no guidance defines "working day").
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from lscp.deadlines.calendar import WorkingCalendar, add_months
from lscp.kernel.clock import LONDON

LAST_MOMENT = dt.time(23, 59, 59, 999999)


class Unit(StrEnum):
    """What a length is counted in."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    CALENDAR_MONTHS = "calendar_months"
    HOURS = "hours"


UNIT_WORDS = {
    Unit.WORKING_DAYS: ("working day", "working days"),
    Unit.CALENDAR_DAYS: ("calendar day", "calendar days"),
    Unit.CALENDAR_MONTHS: ("calendar month", "calendar months"),
    Unit.HOURS: ("hour", "hours"),
}


def words_for(length: int, unit: Unit) -> str:
    """ "5 working days", "1 calendar month"; the sign is dropped."""
    number = abs(length)
    singular, plural = UNIT_WORDS[unit]
    return f"{number} {singular if number == 1 else plural}"


def london_date(instant: dt.datetime) -> dt.date:
    """The date in Europe/London at an instant. Raises ValueError for a naive time."""
    if instant.tzinfo is None:
        raise ValueError("A time without a time zone cannot be placed on a date")
    return instant.astimezone(LONDON).date()


def start_of_day(day: dt.date) -> dt.datetime:
    """00:00 in Europe/London on that day, as UTC."""
    return dt.datetime.combine(day, dt.time(0), LONDON).astimezone(dt.UTC)


def end_of_day(day: dt.date) -> dt.datetime:
    """The last instant that still belongs to that day in Europe/London, as UTC; the next one is midnight.

    Kept inclusive, so that one comparison (`later than the end`) is right for day and hours clocks alike.
    """
    return dt.datetime.combine(day, LAST_MOMENT, LONDON).astimezone(dt.UTC)


def london_instant(day: dt.date, time: dt.time) -> dt.datetime:
    """A wall-clock time in Europe/London as UTC; of a time that happens twice, the earlier."""
    return dt.datetime.combine(day, time.replace(fold=0), LONDON).astimezone(dt.UTC)


@dataclass(frozen=True)
class Moment:
    """When something happened: a Europe/London date, and the instant if the time is known."""

    on: dt.date
    at: dt.datetime | None = None

    @classmethod
    def of(cls, instant: dt.datetime) -> "Moment":
        """The moment of a known instant."""
        return cls(london_date(instant), instant)

    @property
    def time_known(self) -> bool:
        """Whether more than the date is known."""
        return self.at is not None

    @property
    def earliest(self) -> dt.datetime:
        """The instant, or 00:00 in Europe/London when only the date is known."""
        return self.at if self.at is not None else start_of_day(self.on)

    @property
    def latest(self) -> dt.datetime:
        """The instant, or the end of the day in Europe/London when only the date is known."""
        return self.at if self.at is not None else end_of_day(self.on)


@dataclass(frozen=True)
class Length:
    """How long a time limit is; negative lengths count back."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        return words_for(self.number, self.unit)


@dataclass(frozen=True)
class Due:
    """The end of a time limit: the date in Europe/London and the last instant that is still in time."""

    on: dt.date
    at: dt.datetime


def due(length: Length, start: Moment, calendar: WorkingCalendar) -> Due:
    """The end of a time limit of `length` that starts at `start`.

    Day and month clocks run to the end of their day in Europe/London; hours clocks run to their instant,
    counted from 00:00 when only the starting date is known. A due day on a weekend or holiday stays.
    Raises `OutsideCalendar` when working days leave the calendar's years.
    """
    if length.unit is Unit.HOURS:
        instant = start.earliest.astimezone(dt.UTC) + dt.timedelta(hours=length.number)
        return Due(london_date(instant), instant)
    day = due_day(length, start.on, calendar)
    return Due(day, end_of_day(day))


def due_day(length: Length, start: dt.date, calendar: WorkingCalendar) -> dt.date:
    """The due date of a length counted in days or months. Raises ValueError for hours."""
    match length.unit:
        case Unit.WORKING_DAYS:
            return calendar.add(start, length.number)
        case Unit.CALENDAR_DAYS:
            return start + dt.timedelta(days=length.number)
        case Unit.CALENDAR_MONTHS:
            return add_months(start, length.number)
    raise ValueError("Hours are counted from an instant, not from a day")


def extended(original: Due, by: Length, calendar: WorkingCalendar) -> Due:
    """The new end when a time limit is extended: counted on from its old end."""
    if by.unit is Unit.HOURS:
        instant = original.at + dt.timedelta(hours=by.number)
        return Due(london_date(instant), instant)
    day = due_day(by, original.on, calendar)
    old_time = original.at.astimezone(LONDON).timetz().replace(tzinfo=None)
    return Due(day, dt.datetime.combine(day, old_time, LONDON).astimezone(dt.UTC))
