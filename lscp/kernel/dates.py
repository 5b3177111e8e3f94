"""Dates as people know and write them: British wording, dates that are uncertain, days whose time is unknown.

Pure values: no clock, no models, no forms. Europe/London throughout.
"""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from lscp.kernel.clock import LONDON, start_of

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

AROUND_DAYS = 7
"""How many calendar days either side "around" a date reaches (local rule)."""


def british_date(day: dt.date) -> str:
    """The date as the product writes it: "3 April 2026"; an instant gives its Europe/London date."""
    if isinstance(day, dt.datetime):
        day = in_london(day).date()
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def british_time(moment: dt.datetime | dt.time) -> str:
    """The time as the product writes it: "2:05pm", "midday", "midnight"; an instant in Europe/London."""
    clock = in_london(moment).time() if isinstance(moment, dt.datetime) else moment
    if (clock.hour, clock.minute) == (0, 0):
        return "midnight"
    if (clock.hour, clock.minute) == (12, 0):
        return "midday"
    return f"{clock.hour % 12 or 12}:{clock.minute:02d}{'am' if clock.hour < 12 else 'pm'}"


def british_datetime(instant: dt.datetime) -> str:
    """The instant in Europe/London: "3 April 2026 at 2:05pm"."""
    return f"{british_date(instant)} at {british_time(instant)}"


def in_london(instant: dt.datetime) -> dt.datetime:
    """An aware instant on the Europe/London clock.

    Raises:
        ValueError: the instant has no time zone, so nobody can say which moment it is.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(LONDON)


@dataclass(frozen=True)
class DayAndTime:
    """A day, and the time of day in Europe/London where somebody knows it.

    A clock in hours that starts on a day without a time starts at 00:00 and says so (issue 2, section 5).
    """

    day: dt.date
    time: dt.time | None = None

    @property
    def instant(self) -> dt.datetime:
        """The aware instant; 00:00 in Europe/London when the time is not known.

        When the clocks go back, an hour happens twice: the first of the two is meant.
        """
        if self.time is None:
            return start_of(self.day)
        return dt.datetime.combine(self.day, self.time, tzinfo=LONDON)

    @property
    def time_is_known(self) -> bool:
        """Whether the time of day was given."""
        return self.time is not None

    @property
    def exists(self) -> bool:
        """False for the hour that is skipped when the clocks go forward."""
        there = self.instant.astimezone(dt.UTC).astimezone(LONDON)
        return there.replace(tzinfo=None) == self.instant.replace(tzinfo=None)

    def __str__(self) -> str:
        if self.time is None:
            return f"{british_date(self.day)}, time not known"
        return f"{british_date(self.day)} at {british_time(self.time)}"


class Precision(StrEnum):
    """How exactly a date is known."""

    EXACT = "exact"
    AROUND = "around"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    RANGE = "range"
    UNKNOWN = "unknown"


class Season(StrEnum):
    """The four seasons by whole months; winter 2024 is December 2024 to February 2025."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


FIRST_MONTH = {Season.SPRING: 3, Season.SUMMER: 6, Season.AUTUMN: 9, Season.WINTER: 12}
SEASON_STARTING = {month: season for season, month in FIRST_MONTH.items()}
EARLIEST_YEAR = 1900
LATEST_YEAR = 2150


@dataclass(frozen=True)
class UncertainDate:
    """A date as well as somebody knows it: an honest window, how exact it is, and their own words.

    `earliest` and `latest` are both in the window; both are None only when the date is not known.
    Make one with the class methods. Two are equal when window, precision and words are equal.
    """

    precision: Precision
    earliest: dt.date | None = None
    latest: dt.date | None = None
    as_written: str = ""

    def __post_init__(self) -> None:
        if self.precision is Precision.UNKNOWN:
            if self.earliest or self.latest:
                raise ValueError("a date that is not known has no earliest or latest day")
            return
        if self.earliest is None or self.latest is None:
            raise ValueError("a known date needs an earliest and a latest day")
        if self.earliest > self.latest:
            raise ValueError("the earliest day must not be after the latest day")
        if self.precision is Precision.EXACT and self.earliest != self.latest:
            raise ValueError("an exact date is one day")
        if self.precision is Precision.SEASON and self.earliest.month not in SEASON_STARTING:
            raise ValueError("a season starts in March, June, September or December")

    @classmethod
    def exact(cls, day: dt.date, as_written: str = "") -> Self:
        """One day, known."""
        return cls(Precision.EXACT, day, day, as_written)

    @classmethod
    def around(cls, day: dt.date, as_written: str = "", *, days: int = AROUND_DAYS) -> Self:
        """Near one day: `days` calendar days either side of it."""
        reach = dt.timedelta(days=days)
        return cls(Precision.AROUND, day - reach, day + reach, as_written)

    @classmethod
    def month(cls, year: int, month: int, as_written: str = "") -> Self:
        """Some day of one month.

        Raises:
            ValueError: there is no such month.
        """
        return cls(Precision.MONTH, dt.date(year, month, 1), _last_day(year, month), as_written)

    @classmethod
    def season(cls, season: Season, year: int, as_written: str = "") -> Self:
        """Some day of one season; the year is the year the season starts in."""
        first = FIRST_MONTH[season]
        last_year, last_month = (year + 1, 2) if season is Season.WINTER else (year, first + 2)
        return cls(Precision.SEASON, dt.date(year, first, 1), _last_day(last_year, last_month), as_written)

    @classmethod
    def year(cls, year: int, as_written: str = "") -> Self:
        """Some day of one calendar year."""
        return cls(Precision.YEAR, dt.date(year, 1, 1), dt.date(year, 12, 31), as_written)

    @classmethod
    def between(cls, earliest: dt.date, latest: dt.date, as_written: str = "") -> Self:
        """Some day from `earliest` to `latest`, both included.

        Raises:
            ValueError: the earliest day is after the latest.
        """
        return cls(Precision.RANGE, earliest, latest, as_written)

    @classmethod
    def unknown(cls, as_written: str = "") -> Self:
        """Not known; the words may still say something ("when he was small")."""
        return cls(Precision.UNKNOWN, None, None, as_written)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """The value that `to_json` wrote.

        Raises:
            ValueError: the data are not such a value.
        """
        try:
            return cls(
                Precision(data["precision"]),
                _day_or_none(data["earliest"]),
                _day_or_none(data["latest"]),
                str(data.get("as_written", "")),
            )
        except (KeyError, TypeError) as error:
            raise ValueError("not an uncertain date") from error

    def to_json(self) -> dict[str, Any]:
        """A plain value for a JSON column; `from_json` reads it back unchanged."""
        return {
            "precision": self.precision.value,
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
            "as_written": self.as_written,
        }

    @property
    def is_known(self) -> bool:
        """Whether anything at all is known about the day."""
        return self.precision is not Precision.UNKNOWN

    @property
    def is_exact(self) -> bool:
        """Whether the day is known exactly."""
        return self.precision is Precision.EXACT

    @property
    def middle(self) -> dt.date | None:
        """The day in the middle of the window: for "around" a day, that day."""
        if self.earliest is None or self.latest is None:
            return None
        return self.earliest + (self.latest - self.earliest) // 2

    def may_be(self, day: dt.date) -> bool:
        """Whether the event may have been on `day`; always when the date is not known."""
        if self.earliest is None or self.latest is None:
            return True
        return self.earliest <= day <= self.latest

    def is_surely_before(self, day: dt.date) -> bool:
        """Whether every possible day is before `day`."""
        return self.latest is not None and self.latest < day

    def is_surely_after(self, day: dt.date) -> bool:
        """Whether every possible day is after `day`."""
        return self.earliest is not None and self.earliest > day

    @property
    def words(self) -> str:
        """The date in plain words: "22 May 2016", "around 22 May 2016", "spring 2024", "not known"."""
        first, last, middle = self.earliest, self.latest, self.middle
        if first is None or last is None or middle is None:
            return "not known"
        match self.precision:
            case Precision.EXACT:
                return british_date(first)
            case Precision.AROUND:
                return f"around {british_date(middle)}"
            case Precision.MONTH:
                return f"{MONTHS[first.month - 1]} {first.year}"
            case Precision.SEASON:
                return f"{SEASON_STARTING[first.month]} {first.year}"
            case Precision.YEAR:
                return str(first.year)
            case _:
                return f"between {british_date(first)} and {british_date(last)}"

    def __str__(self) -> str:
        return self.words


_TIME = re.compile(r"^(\d{1,2})(?:[:.h ]?(\d{2}))?(am|pm)?$")


def parse_time(written: str) -> dt.time | None:
    """A time of day from what people write: "2:30pm", "14:30", "0930", "2.30 pm", "2pm", "midday".

    None when it cannot be read, or when it may mean two things ("9" without am or pm).
    """
    text = re.sub(r"\s+", "", written.strip().lower().replace("a.m.", "am").replace("p.m.", "pm"))
    if text in {"midday", "noon", "12noon", "12midday"}:
        return dt.time(12)
    if text in {"midnight", "12midnight"}:
        return dt.time(0)
    match = _TIME.match(text)
    if not match:
        return None
    hour, minute, half = int(match[1]), match[2], match[3]
    if half is None:
        return _time_or_none(hour, int(minute)) if minute else None
    if not 1 <= hour <= 12:
        return None
    return _time_or_none(hour % 12 + (12 if half == "pm" else 0), int(minute or 0))


def parse_month(written: str) -> int | None:
    """A month number from "5", "05", "May" or the first three letters or more of its name; else None."""
    text = written.strip().lower()
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 2 and 1 <= int(text) <= 12 else None
    if len(text) < 3:
        return None
    found = [number for number, name in enumerate(MONTHS, start=1) if name.lower().startswith(text)]
    return found[0] if found else None


def _time_or_none(hour: int, minute: int) -> dt.time | None:
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def _last_day(year: int, month: int) -> dt.date:
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def _day_or_none(written: str | None) -> dt.date | None:
    return dt.date.fromisoformat(written) if written is not None else None
