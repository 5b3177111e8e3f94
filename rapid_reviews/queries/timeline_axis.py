"""The time axis of the picture of a chronology: its scale, its ticks and the calendar's own spans.

Pure: lengths in the picture's own units, days inclusive at both ends.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from lscp.kernel.dates import MONTHS, british_date

DAY = dt.timedelta(days=1)
MOST_AS_DAYS, MOST_AS_WEEKS, MOST_AS_MONTHS = 31, 200, 2200
"""Calendar days up to which the axis counts days, weeks and months; beyond it counts years (local rule)."""


class Unit(StrEnum):
    """A span of the calendar."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"

    def floor(self, day: dt.date) -> dt.date:
        """The first day of the span in which a day lies; weeks begin on Monday."""
        match self:
            case Unit.DAY:
                return day
            case Unit.WEEK:
                return day - DAY * day.weekday()
            case Unit.MONTH:
                return day.replace(day=1)
            case Unit.QUARTER:
                return dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
            case Unit.YEAR:
                return dt.date(day.year, 1, 1)
        return dt.date(day.year // 10 * 10, 1, 1)

    def after(self, first: dt.date) -> dt.date:
        """The first day of the next span, given the first day of one."""
        match self:
            case Unit.DAY:
                return first + DAY
            case Unit.WEEK:
                return first + 7 * DAY
            case Unit.MONTH | Unit.QUARTER:
                month = first.month - 1 + (1 if self is Unit.MONTH else 3)
                return dt.date(first.year + month // 12, month % 12 + 1, 1)
        return dt.date(first.year + (1 if self is Unit.YEAR else 10), 1, 1)


LENGTH = {
    Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 28, Unit.QUARTER: 90, Unit.YEAR: 365, Unit.DECADE: 3652,
}  # fmt: skip
ROOM = {Unit.DAY: 24, Unit.WEEK: 54, Unit.MONTH: 36, Unit.YEAR: 44}
"""How wide the words under a tick are."""


@dataclass(frozen=True)
class Tick:
    """One line of the axis; `above` is said where it changes: the month and year, or the year."""

    x: float
    label: str
    above: str


@dataclass(frozen=True)
class Axis:
    """From the first to the last day, across so many units from the left."""

    first: dt.date
    last: dt.date
    left: float
    width: float

    @property
    def days(self) -> int:
        """Calendar days, both ends counted."""
        return (self.last - self.first).days + 1

    @property
    def unit(self) -> Unit:
        """What the axis counts."""
        if self.days <= MOST_AS_DAYS:
            return Unit.DAY
        if self.days <= MOST_AS_WEEKS:
            return Unit.WEEK
        return Unit.MONTH if self.days <= MOST_AS_MONTHS else Unit.YEAR

    @property
    def words(self) -> str:
        """The period in words."""
        return f"{british_date(self.first)} to {british_date(self.last)}"

    def x(self, day: dt.date, part: float = 0.5) -> float:
        """Where a day stands: its middle, its beginning (0) or its end (1); never outside the axis."""
        at = (day - self.first).days + part
        return round(self.left + self.width * min(max(at, 0.0), float(self.days)) / self.days, 1)

    def bucket(self, least: float) -> Unit:
        """The shortest span of the calendar that is at least so wide."""
        per_day = self.width / self.days
        return next((one for one in Unit if LENGTH[one] * per_day >= least), Unit.DECADE)

    def spans(self, unit: Unit) -> Iterator[dt.date]:
        """The first days of all spans that the axis touches."""
        day = unit.floor(self.first)
        while day <= self.last:
            yield day
            day = unit.after(day)

    def ticks(self) -> list[Tick]:
        """The lines of the axis, as many as there is room for with their words."""
        unit = self.unit
        starts = [day for day in self.spans(unit) if day >= self.first]
        every = _every(unit, max(1, ceil(ROOM[unit] * len(starts) / self.width)))
        found, said = [], ""
        for number, day in enumerate(starts):
            place = day.month - 1 if unit is Unit.MONTH else day.year if unit is Unit.YEAR else number
            x = self.x(day, 0)
            if place % every or x > self.left + self.width - ROOM[unit] * 0.7:
                continue
            label, above = _words(unit, day)
            found.append(Tick(x, label, above if above != said else ""))
            said = above
        return found

    def parts(self, number: int) -> list[Axis]:
        """The same period in so many parts of about the same length, each as wide as the whole."""
        length = ceil(self.days / max(1, number))
        found, first = [], self.first
        while first <= self.last:
            last = min(first + DAY * (length - 1), self.last)
            found.append(Axis(first, last, self.left, self.width))
            first = last + DAY
        return found


def _every(unit: Unit, least: int) -> int:
    """Every how many spans there is a line: of months, so that each year has the same."""
    if unit is not Unit.MONTH:
        return least
    return next(one for one in (1, 2, 3, 4, 6, 12) if one >= least or one == 12)


def _words(unit: Unit, day: dt.date) -> tuple[str, str]:
    month = MONTHS[day.month - 1]
    match unit:
        case Unit.DAY:
            return str(day.day), f"{month} {day.year}"
        case Unit.WEEK:
            return f"{day.day} {month[:3]}", str(day.year)
        case Unit.MONTH:
            return month[:3], str(day.year)
    return str(day.year), ""
