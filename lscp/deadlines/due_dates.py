"""The end of one clock: its length from its start, then every pause and extension in turn."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from lscp.deadlines.calendar import WorkingCalendar
from lscp.deadlines.compute import Due, Length, Moment, Unit, due, extended, london_date
from lscp.deadlines.explain import Explanation, explain, long_date, spoken_list, strip_for


@dataclass(frozen=True)
class Running:
    """Everything that settles when a clock ends: stored inputs only, so that it can be worked out again."""

    start: Moment
    terms: Length
    extensions: list[list[Any]] = field(default_factory=list)
    pauses: list[list[str]] = field(default_factory=list)


def end_of(running: Running, calendar: WorkingCalendar) -> Due:
    """The end with pauses and extensions. Raises `OutsideCalendar` beyond the calendar's years."""
    end = due(running.terms, running.start, calendar)
    for pause in running.pauses:
        end = extended(end, pause_length(pause, running.terms.unit, calendar), calendar)
    for number, unit in running.extensions:
        end = extended(end, Length(number, Unit(unit)), calendar)
    return end


def pause_length(pause: list[str], unit: Unit, calendar: WorkingCalendar) -> Length:
    """How much a pause gives back, in the clock's own unit (calendar days for months)."""
    begun, ended = (dt.datetime.fromisoformat(text) for text in pause)
    if unit is Unit.HOURS:
        return Length(int((ended - begun).total_seconds() // 3600), Unit.HOURS)
    first, last = london_date(begun), london_date(ended)
    if unit is Unit.WORKING_DAYS:
        return Length(calendar.between(first, last), Unit.WORKING_DAYS)
    return Length((last - first).days, Unit.CALENDAR_DAYS)


def running_of(clock: Any) -> Running | None:
    """The stored inputs of a row of the ledger, or None when it has not started."""
    if clock.start is None:
        return None
    return Running(clock.start, clock.terms, clock.extensions, clock.pauses)


def explain_clock(clock: Any, calendar: WorkingCalendar, event: str) -> Explanation | None:
    """Why a clock ends when it does, from its stored inputs; None when it has not started."""
    running = running_of(clock)
    if running is None:
        return None
    base = due(running.terms, running.start, calendar)
    told = explain(running.terms, running.start, calendar, base, event)
    changes = [
        f"{pause_length(pause, running.terms.unit, calendar)} for a pause" for pause in running.pauses
    ] + [f"{Length(number, Unit(unit))} by extension" for number, unit in running.extensions]
    end = end_of(running, calendar)
    if not changes:
        return told
    strip = strip_for(running.terms, running.start.on, end.on, calendar)
    if running.terms.unit is Unit.CALENDAR_MONTHS:
        strip = told.strip
    sentence = f"{told.sentence} Then {spoken_list(changes)}: due by the end of {long_date(end.on)}."
    return Explanation(sentence, strip, end)
