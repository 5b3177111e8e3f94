"""Why a time limit ends when it does: one sentence and a day-by-day strip, computed from stored inputs."""

import datetime as dt
from dataclasses import dataclass

from lscp.deadlines.calendar import DayKind, WorkingCalendar, add_months
from lscp.deadlines.compute import Due, Length, Moment, Unit, london_date
from lscp.kernel.dates import british_date, british_time, in_london


@dataclass(frozen=True)
class StripDay:
    """One day of the strip.

    `number` is the count that day carries (0 for the starting day, None where the day is not counted);
    `note` is why it is not counted, or what it is.
    """

    day: dt.date
    number: int | None
    kind: DayKind
    note: str
    is_start: bool
    is_due: bool


@dataclass(frozen=True)
class Explanation:
    """The sentence and the strip, with the result they lead to."""

    sentence: str
    strip: tuple[StripDay, ...]
    due: Due


def long_date(day: dt.date) -> str:
    """ "Thursday 2 April 2026"."""
    return f"{day:%A} {british_date(day)}"


def clock_time(instant: dt.datetime) -> str:
    """ "10:30am" in Europe/London; "00:00" at the start of a day, since "midnight" can mean two."""
    return "00:00" if in_london(instant).time() == dt.time(0) else british_time(instant)


def spoken_list(parts: list[str]) -> str:
    """ "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def explain(
    length: Length, start: Moment, calendar: WorkingCalendar, result: Due, event: str = "the starting event"
) -> Explanation:
    """Say in one sentence why a limit of `length` from `start` ends at `result`, with the days in between.

    `event` completes "when …", for example "the local authority became aware".
    """
    strip = strip_for(length, start.on, result.on, calendar)
    if length.unit is Unit.HOURS:
        sentence = _hours_sentence(length, start, result, event)
    else:
        sentence = _days_sentence(length, start, result, event, calendar)
    return Explanation(sentence, strip, result)


def strip_for(
    length: Length, start: dt.date, due_on: dt.date, calendar: WorkingCalendar
) -> tuple[StripDay, ...]:
    """The days from the start to the due day in date order; for months, one entry a month."""
    if length.unit is Unit.CALENDAR_MONTHS:
        return _months_strip(length, start, calendar)
    first, last = min(start, due_on), max(start, due_on)
    days = (first + dt.timedelta(days=offset) for offset in range((last - first).days + 1))
    return tuple(_strip_day(day, length.unit, start, due_on, calendar) for day in days)


def _strip_day(
    day: dt.date, unit: Unit, start: dt.date, due_on: dt.date, calendar: WorkingCalendar
) -> StripDay:
    kind = calendar.kind_of(day)
    number = _number(day, unit, start, calendar)
    return StripDay(day, number, kind, calendar.name_of(day), day == start, day == due_on)


def _number(day: dt.date, unit: Unit, start: dt.date, calendar: WorkingCalendar) -> int | None:
    if day == start:
        return 0
    if unit is not Unit.WORKING_DAYS:
        return (day - start).days
    if not calendar.is_working_day(day):
        return None
    if day > start:
        return calendar.between(start, day)
    last_before_start = calendar.add(start, -1)
    return -calendar.between(day, last_before_start) - 1


def _months_strip(length: Length, start: dt.date, calendar: WorkingCalendar) -> tuple[StripDay, ...]:
    step = 1 if length.number >= 0 else -1
    numbers = range(0, length.number + step, step)
    entries = [
        StripDay(
            day := add_months(start, number),
            number,
            calendar.kind_of(day),
            calendar.name_of(day),
            number == 0,
            number == length.number,
        )
        for number in numbers
    ]
    return tuple(entries if step > 0 else reversed(entries))


def _days_sentence(length: Length, start: Moment, result: Due, event: str, calendar: WorkingCalendar) -> str:
    direction = "after" if length.number >= 0 else "before"
    sentence = (
        f"Due by the end of {long_date(result.on)}: {length} {direction} {long_date(start.on)} (day 0), "
        f"when {event}"
    )
    if length.unit is Unit.WORKING_DAYS:
        return f"{sentence}; {_not_counted(start.on, result.on, calendar)}."
    if length.unit is Unit.CALENDAR_MONTHS and result.on.day != start.on.day:
        return f"{sentence}; that month has no day {start.on.day}, so its last day is used."
    if calendar.is_working_day(result.on):
        return f"{sentence}; every day counts."
    named = calendar.name_of(result.on) or "a weekend"
    return f"{sentence}; every day counts, and the date stays although it falls on {named}."


def _not_counted(start: dt.date, due_on: dt.date, calendar: WorkingCalendar) -> str:
    first, last = min(start, due_on), max(start, due_on)
    days = [first + dt.timedelta(days=offset) for offset in range((last - first).days + 1)]
    named = [
        f"{calendar.name_of(day)} ({day.day} {day:%B})"
        for day in days
        if day != start and calendar.kind_of(day) in (DayKind.BANK_HOLIDAY, DayKind.CLOSURE)
    ]
    return f"{spoken_list(['Saturdays', 'Sundays', *named])} do not count"


def _hours_sentence(length: Length, start: Moment, result: Due, event: str) -> str:
    begun = f"{clock_time(start.earliest)} on {long_date(start.on)}"
    sentence = (
        f"Due by {clock_time(result.at)} on {long_date(result.on)}: {length} after {begun}, when {event}"
    )
    if not start.time_known:
        sentence += "; the time was not recorded, so the hours are counted from 00:00 that day"
    shift = _clock_change(start.earliest, result.at)
    return f"{sentence}{shift}."


def _clock_change(start: dt.datetime, end: dt.datetime) -> str:
    before, after = (in_london(moment).utcoffset() for moment in (start, end))
    if before == after or before is None or after is None:
        return ""
    return f"; the clocks go {'forward' if after > before else 'back'} in between"


def spoken_instant(instant: dt.datetime) -> str:
    """ "10:30am on Thursday 2 April 2026"."""
    return f"{clock_time(instant)} on {long_date(london_date(instant))}"
