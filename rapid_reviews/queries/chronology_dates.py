"""Reading dates and times as agencies write them in their files. Pure: no models, no queries.

Nothing is guessed: what may mean two days is a problem with a sentence that says how to write it.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any, Final

from lscp.kernel.dates import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    MONTHS,
    Season,
    UncertainDate,
    british_date,
    parse_month,
    parse_time,
)

DAY_FIRST: Final = "day"
MONTH_FIRST: Final = "month"
HOW: Final = "Write it like 27/3/2026 or 27 March 2026"
EXCEL_DAY_ZERO: Final = dt.date(1899, 12, 30)
_ABOUT = re.compile(
    r"^(?:around|about|approx(?:imately)?\.?|circa|c\.|ca\.|~|\?)\s*|\s*(?:approx\.?|\(approx\.?\)|\?)$", re.I
)
_UNKNOWN = re.compile(r"^(?:(?:date )?(?:not known|unknown|not recorded|n/?k)|\?+)$", re.I)
_NUMBERS = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2})?)?$")
_WORDS = re.compile(r"^(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]{3,9})\.?,? (\d{4})$", re.I)
_MONTH = re.compile(r"^([a-z]{3,9})\.?,? (\d{4})$", re.I)
_MONTH_NUMBERS = re.compile(r"^(\d{1,2})/(\d{4})$")
_YEAR = re.compile(r"^(?:in )?(\d{4})$", re.I)
_BETWEEN = re.compile(r"^(?:between |from )?(.+?)\s+(?:and|to|until|-|–|—)\s+(.+)$", re.I)


class Unreadable(ValueError):
    """What was written is no date, or may be two; the message is a sentence for the person who wrote it."""


@dataclass(frozen=True)
class Order:
    """Whether days or months come first in numbers, and whether the column mixes both."""

    first: str = DAY_FIRST
    is_mixed: bool = False


def order_of(written: list[Any], chosen: str) -> Order:
    """Look over a whole column: a date that only works the other way makes the ambiguous ones doubtful."""
    pairs = [
        (int(found[1]), int(found[2]))
        for one in written
        if isinstance(one, str) and (found := _NUMBERS.match(one.strip()))
    ]
    other = [pair for pair in pairs if (pair[1] if chosen == DAY_FIRST else pair[0]) > 12]
    return Order(chosen, bool(other))


def read_when(written: Any, order: Order) -> UncertainDate:
    """The date in a cell: a real date, or text in one of the ways people write dates.

    Raises:
        Unreadable: with what to do about it.
    """
    if isinstance(written, dict):
        return _of_cell(written)
    text = " ".join(str(written).split())
    if _UNKNOWN.match(text):
        return UncertainDate.unknown(text)
    plain = _ABOUT.sub("", text)
    if plain != text:
        found = _one(plain, order, text)
        return UncertainDate.around(found.earliest, text) if found.is_exact and found.earliest else found
    apart = _BETWEEN.match(text)
    if apart and not _ISO.match(text):
        return between(_one(apart[1], order, text), _one(apart[2], order, text), text)
    return _one(text, order, text)


def between(first: UncertainDate, last: UncertainDate, text: str = "") -> UncertainDate:
    """From the first day of one to the last day of the other.

    Raises:
        Unreadable: the second is before the first.
    """
    if first.earliest is None or last.latest is None:
        return first
    if last.latest < first.earliest:
        raise Unreadable("The second date is before the first")
    if first.is_exact and first == last:
        return first
    return UncertainDate.between(first.earliest, last.latest, text)


def read_time(written: Any) -> dt.time | None:
    """The time in a cell; None for an empty one.

    Raises:
        Unreadable: it is none.
    """
    if isinstance(written, dict):
        if written["kind"] in {"time", "datetime"}:
            return dt.time.fromisoformat(written["value"][-8:])
        raise Unreadable("The time cannot be read. Write it like 14:30 or 2:30pm")
    if not str(written).strip():
        return None
    found = parse_time(str(written).removesuffix(":00") if str(written).count(":") == 2 else str(written))
    if found is None:
        raise Unreadable(f"The time “{str(written)[:30]}” cannot be read. Write it like 14:30 or 2:30pm")
    return found


def _of_cell(cell: dict[str, Any]) -> UncertainDate:
    if cell["kind"] in {"date", "datetime"}:
        return UncertainDate.exact(_checked(dt.date.fromisoformat(cell["value"][:10])))
    if cell["kind"] == "number":
        number = cell["value"]
        if float(number).is_integer() and EARLIEST_YEAR <= number <= LATEST_YEAR:
            return UncertainDate.year(int(number))
        if 10_000 < number < 80_000:
            day = EXCEL_DAY_ZERO + dt.timedelta(days=int(number))
            raise Unreadable(
                f"The date is the number {number:g}. If it means {british_date(day)}, set the column to show dates"
            )
    raise Unreadable(f"The date cannot be read. {HOW}")


def _one(text: str, order: Order, whole: str) -> UncertainDate:
    for pattern, made in (
        (_NUMBERS, _numbers), (_ISO, _iso), (_WORDS, _words), (_MONTH_NUMBERS, _month_numbers),
        (_MONTH, _month_or_season), (_YEAR, _year),
    ):  # fmt: skip
        found = pattern.match(text.strip())
        if found:
            return made(found, order, whole)
    raise Unreadable(f"The date “{whole[:40]}” cannot be read. {HOW}")


def _numbers(found: re.Match[str], order: Order, whole: str) -> UncertainDate:
    if len(found[3]) == 2:
        raise Unreadable(f"The date “{whole[:40]}” must have a year with 4 numbers")
    one, two, year = int(found[1]), int(found[2]), int(found[3])
    day, month = (one, two) if order.first == DAY_FIRST else (two, one)
    if month > 12:
        other = "month" if order.first == DAY_FIRST else "day"
        raise Unreadable(f"The date “{whole[:40]}” seems to have the {other} first. {HOW}")
    if order.is_mixed and one != two and max(one, two) <= 12:
        may_be = " or ".join(f"{d} {MONTHS[m - 1]}" for d, m in ((one, two), (two, one)))
        raise Unreadable(f"The date “{whole[:40]}” may be {may_be}: other dates have the month first. {HOW}")
    return UncertainDate.exact(_made(year, month, day, whole))


def _iso(found: re.Match[str], _order: Order, whole: str) -> UncertainDate:
    return UncertainDate.exact(_made(int(found[1]), int(found[2]), int(found[3]), whole))


def _words(found: re.Match[str], _order: Order, whole: str) -> UncertainDate:
    month = parse_month(found[2])
    if month is None:
        raise Unreadable(f"The date “{whole[:40]}” cannot be read. {HOW}")
    return UncertainDate.exact(_made(int(found[3]), month, int(found[1]), whole))


def _month_numbers(found: re.Match[str], _order: Order, whole: str) -> UncertainDate:
    first = _made(int(found[2]), int(found[1]), 1, whole)
    return UncertainDate.month(first.year, first.month, whole)


def _month_or_season(found: re.Match[str], _order: Order, whole: str) -> UncertainDate:
    year = _made(int(found[2]), 1, 1, whole).year
    word = found[1].lower()
    if word in set(Season):
        return UncertainDate.season(Season(word), year, whole)
    month = parse_month(word)
    if month is None:
        raise Unreadable(f"The date “{whole[:40]}” cannot be read. {HOW}")
    return UncertainDate.month(year, month, whole)


def _year(found: re.Match[str], _order: Order, whole: str) -> UncertainDate:
    return UncertainDate.year(_made(int(found[1]), 1, 1, whole).year, whole)


def _made(year: int, month: int, day: int, whole: str) -> dt.date:
    try:
        return _checked(dt.date(year, month, day))
    except ValueError as problem:
        if isinstance(problem, Unreadable):
            raise
        raise Unreadable(f"There is no such day as “{whole[:40]}”") from None


def _checked(day: dt.date) -> dt.date:
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise Unreadable(f"The year {day.year} cannot be right")
    return day
