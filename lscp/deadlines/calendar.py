"""Working days in England and Wales: pure counting over a shipped list of bank holidays.

No database, no network and no reading of the clock belong here. The shipped list is a dated
snapshot (`bank_holidays.json`, written by `manage.py make_bank_holidays`); days added for one
partnership are handed in with `with_days`.
"""

import datetime as dt
import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from importlib import resources

SATURDAY = 5
FRESH_MONTHS = 18
SNAPSHOT_FILE = "bank_holidays.json"


class DayKind(StrEnum):
    """Why a day counts or does not count."""

    WORKING = "working day"
    WEEKEND = "weekend"
    BANK_HOLIDAY = "bank holiday"
    CLOSURE = "closure"


class OutsideCalendar(ValueError):
    """A day was asked for that lies outside the years the calendar covers."""

    def __init__(self, year: int, first_year: int, last_year: int) -> None:
        self.year = year
        super().__init__(
            f"The calendar of bank holidays covers {first_year} to {last_year}; it has no year {year}. "
            "Load a newer list of bank holidays before counting working days there."
        )


@dataclass(frozen=True)
class LocalDay:
    """A day that differs from the shipped list: an extra holiday, a closure, or a day worked after all."""

    day: dt.date
    name: str
    kind: str  # "bank_holiday", "closure" or "worked"


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are working days: Monday to Friday, less bank holidays and closures.

    Covers whole years from `first_year` to `last_year`; every question about a day outside them raises
    `OutsideCalendar`, which names the year.
    """

    first_year: int
    last_year: int
    holidays: Mapping[dt.date, str] = field(repr=False)
    closures: Mapping[dt.date, str] = field(default_factory=dict, repr=False)
    made_on: dt.date | None = None
    package: str = ""

    @property
    def first_day(self) -> dt.date:
        """The first day the calendar knows."""
        return dt.date(self.first_year, 1, 1)

    @property
    def last_day(self) -> dt.date:
        """The last day the calendar knows."""
        return dt.date(self.last_year, 12, 31)

    def add(self, start: dt.date, working_days: int) -> dt.date:
        """The working day that lies `working_days` after (or, if negative, before) `start`.

        `start` is day 0, so `add(d, 0)` is `d` whatever kind of day it is. Day 1 is the first working day
        after `start`, also when `start` is not a working day; day -1 is the last working day before it.
        Raises `OutsideCalendar` when the count leaves the years covered.
        """
        self._require_covered(start)
        if working_days == 0:
            return start
        days = self._working_days
        if working_days > 0:
            index = bisect_right(days, start) + working_days - 1
        else:
            index = bisect_left(days, start) + working_days
        if index < 0:
            raise self._outside(self.first_year - 1)
        if index >= len(days):
            raise self._outside(self.last_year + 1)
        return days[index]

    def between(self, start: dt.date, end: dt.date) -> int:
        """The number of working days after `start`, up to and including `end`.

        Negative when `end` is earlier: `between(a, b) == -between(b, a)`. `between(d, add(d, n)) == n` for
        every working day `d`, and for every day when `n` is not negative. (Counting back from a day that is
        not worked, `add` names the n-th working day before it, and only n-1 lie after that day.)
        """
        self._require_covered(start)
        self._require_covered(end)
        return bisect_right(self._working_days, end) - bisect_right(self._working_days, start)

    def is_working_day(self, day: dt.date) -> bool:
        """Whether `day` counts as a working day."""
        return self.kind_of(day) is DayKind.WORKING

    def kind_of(self, day: dt.date) -> DayKind:
        """What sort of day it is; a closure on a bank holiday or weekend stays a bank holiday or weekend."""
        self._require_covered(day)
        if day.weekday() >= SATURDAY:
            return DayKind.WEEKEND
        if day in self.holidays:
            return DayKind.BANK_HOLIDAY
        if day in self.closures:
            return DayKind.CLOSURE
        return DayKind.WORKING

    def name_of(self, day: dt.date) -> str:
        """The name of the bank holiday or closure on that day, or an empty string."""
        self._require_covered(day)
        return self.holidays.get(day) or self.closures.get(day, "")

    def on_or_before(self, day: dt.date) -> dt.date:
        """`day` itself if it is worked, else the last working day before it."""
        return day if self.is_working_day(day) else self.add(day, -1)

    def on_or_after(self, day: dt.date) -> dt.date:
        """`day` itself if it is worked, else the next working day."""
        return day if self.is_working_day(day) else self.add(day, 1)

    def with_days(self, days: Iterable[LocalDay]) -> "WorkingCalendar":
        """This calendar with local days: extra holidays, closures, and holidays worked after all."""
        holidays, closures = dict(self.holidays), dict(self.closures)
        for local in days:
            self._require_covered(local.day)
            if local.kind == "worked":
                holidays.pop(local.day, None)
                closures.pop(local.day, None)
            elif local.kind == "bank_holiday":
                holidays[local.day] = local.name
            elif local.kind == "closure":
                closures[local.day] = local.name
            else:
                raise ValueError(f"Unknown kind of local day: {local.kind}")
        return replace(self, holidays=holidays, closures=closures)

    def freshness_warning(self, today: dt.date) -> str:
        """A sentence when fewer than 18 months lie ahead of `today`, else an empty string."""
        if add_months(today, FRESH_MONTHS) <= self.last_day:
            return ""
        return (
            f"The list of bank holidays ends on 31 December {self.last_year}, less than "
            f"{FRESH_MONTHS} months from today. Load a newer list so that time limits can still be counted."
        )

    @cached_property
    def _working_days(self) -> tuple[dt.date, ...]:
        off = self.holidays.keys() | self.closures.keys()
        span = range(self.first_day.toordinal(), self.last_day.toordinal() + 1)
        days = (dt.date.fromordinal(number) for number in span)
        return tuple(day for day in days if day.weekday() < SATURDAY and day not in off)

    def _require_covered(self, day: dt.date) -> None:
        if not self.first_year <= day.year <= self.last_year:
            raise self._outside(day.year)

    def _outside(self, year: int) -> OutsideCalendar:
        return OutsideCalendar(year, self.first_year, self.last_year)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day number `months` later (earlier if negative), or that month's last day if it is shorter."""
    month_index = day.year * 12 + day.month - 1 + months
    year, month = divmod(month_index, 12)
    first_of_next = dt.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (first_of_next - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, last))


@lru_cache(maxsize=1)
def england_and_wales() -> WorkingCalendar:
    """The shipped calendar: the dated snapshot of bank holidays in England and Wales."""
    text = resources.files(__package__).joinpath(SNAPSHOT_FILE).read_text(encoding="utf-8")
    snapshot = json.loads(text)
    return WorkingCalendar(
        first_year=snapshot["first_year"],
        last_year=snapshot["last_year"],
        holidays={dt.date.fromisoformat(day): name for day, name in snapshot["days"].items()},
        made_on=dt.date.fromisoformat(snapshot["made_on"]),
        package=snapshot["package"],
    )
