"""The table beside the picture of a chronology, cut into periods: on a phone one is opened at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lscp.kernel.dates import MONTHS
from lscp.web.components import Cell

MOST_ROWS = 30
"""Rows that stand in one table; a longer one is cut into years, and a long year into quarters (local rule)."""
UNDATED = "Days that are not known"

Row = tuple[dt.date | None, Sequence[Cell]]


@dataclass(frozen=True)
class Period:
    """Some rows of the table, and what they are called."""

    name: str
    rows: Sequence[Sequence[Cell]]

    @property
    def words(self) -> str:
        """Its name with the number of its rows."""
        return f"{self.name}: {len(self.rows)} {'line' if len(self.rows) == 1 else 'lines'}"


def periods_of(rows: Sequence[Row]) -> list[Period]:
    """The rows in their order, by year or quarter of the day on which each begins; no period for a short table."""
    if len(rows) <= MOST_ROWS:
        return []
    found = []
    for year, inside in _by(rows, _year).items():
        if year == UNDATED or len(inside) <= MOST_ROWS:
            found.append(Period(year, [cells for _day, cells in inside]))
            continue
        found += [
            Period(name, [cells for _day, cells in part]) for name, part in _by(inside, _quarter).items()
        ]
    return found


def _by(rows: Sequence[Row], name: Callable[[dt.date], str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for day, cells in rows:
        found.setdefault(name(day) if day else UNDATED, []).append((day, cells))
    return found


def _year(day: dt.date) -> str:
    return str(day.year)


def _quarter(day: dt.date) -> str:
    first = (day.month - 1) // 3 * 3 + 1
    return f"{MONTHS[first - 1]} to {MONTHS[first + 1]} {day.year}"
