"""How the rows of the story's chronology are written down, and how their days move with the story. Values only.

A row stands as people would put it on a card:

    [pol-01] 2023-10-21 23:50 | boy | no/no | domestic_abuse offending | Incident log
    What happened.
    > What was done.
    ! Why it matters.

Its head says when, which children, whether they were seen and spoken to alone, the themes and the source. The day
is written as it was in the year in which the story was told, or as days after the birth (`B+3`) or around the
incident (`I-1`); "about", a month, a season, a year, "A to B" and "?" are days that nobody knows exactly.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lscp.kernel.dates import FIRST_MONTH, MONTHS, SEASON_STARTING, Season

TOLD: Final = dt.date(2026, 11, 3)
"""The day of the incident, a Tuesday, in the year in which the story was told."""
SEEN: Final = {"yes": "Yes", "no": "No", "nr": "Not recorded", "na": "Not relevant here"}
CHILDREN: Final = {"-": (), "girl": ("girl",), "boy": ("boy",), "both": ("girl", "boy")}
_HEAD = re.compile(
    r"\[(?P<key>[a-z]+-\d+)\] (?P<when>.+?)(?: (?P<at>\d\d:\d\d))? \| (?P<who>\S+) \| (?P<seen>\w+)/(?P<spoken>\w+)"
    r" \| (?P<themes>[a-z_ ]+) \| (?P<source>.+)"
)
_RELATIVE = re.compile(r"([BI])([+-]\d+)?")
_IN_TEXT = re.compile(rf"\b(?:(\d{{1,2}}) )?({'|'.join(MONTHS)})\b")


@dataclass(frozen=True)
class Row:
    """One row of one agency, known by its key."""

    key: str
    when: str
    at: str
    children: tuple[str, ...]
    seen: str
    spoken: str
    themes: tuple[str, ...]
    source: str
    event: str
    response: str
    significance: str


def rows(text: str) -> tuple[Row, ...]:
    """The rows that are written in a text, in their order. Raises `ValueError` for a head that cannot be read."""
    return tuple(_row(block.strip().splitlines()) for block in re.split(r"\n\s*\n", text.strip()))


def _row(lines: list[str]) -> Row:
    head = _HEAD.fullmatch(lines[0])
    if head is None:
        raise ValueError(f"the head of a row cannot be read: {lines[0]}")
    said: dict[str, list[str]] = {"": [], ">": [], "!": []}
    mark = ""
    for line in lines[1:]:
        begins = line[:2] in {"> ", "! "}
        mark = line[0] if begins else mark
        said[mark].append(line[2:] if begins else line)
    event, response, significance = (" ".join(said[one]) for one in said)
    return Row(
        head["key"], head["when"], head["at"] or "", CHILDREN[head["who"]], head["seen"], head["spoken"],
        tuple(head["themes"].split()), head["source"], event, response, significance,
    )  # fmt: skip


@dataclass(frozen=True)
class Days:
    """The story's days as they fall when it is played: whole weeks away from those on which it was told.

    So a school day stays a school day of the week, and what is counted in days keeps its number.
    """

    happened: dt.date
    born: dt.date

    @property
    def away(self) -> dt.timedelta:
        """How far the story has moved: whole weeks."""
        return dt.timedelta(weeks=(self.happened - TOLD).days // 7)

    def cell(self, when: str) -> str:
        """A day as an agency writes it in its file."""
        if when == "?":
            return "not known"
        if found := _RELATIVE.fullmatch(when):
            start = self.born if found[1] == "B" else self.happened
            return _written(start + dt.timedelta(days=int(found[2] or 0)))
        if when.startswith("about "):
            return f"around {_written(self._moved(when.removeprefix('about ')))}"
        if " to " in when:
            first, last = when.split(" to ")
            return f"{_written(self._moved(first))} to {_written(self._moved(last))}"
        return self._rough(when)

    def text(self, words: str, when: str) -> str:
        """A text in which days and months are named, as they are when it is played."""
        near = self._near(when)

        def moved(found: re.Match[str]) -> str:
            month, number = MONTHS.index(found[2]) + 1, int(found[1] or 15)
            years = (near.year - 1, near.year, near.year + 1)
            day = min((dt.date(year, month, number) for year in years), key=lambda one: abs(one - near))
            day += self.away
            return f"{day.day} {MONTHS[day.month - 1]}" if found[1] else MONTHS[day.month - 1]

        return _IN_TEXT.sub(moved, words)

    def _rough(self, when: str) -> str:
        season, _, year = when.rpartition(" ")
        if season:
            middle = dt.date(int(year), FIRST_MONTH[Season(season)] + 1, 15) + self.away
            first = (middle.month // 3 * 3) or 12
            began = middle.year - 1 if middle.month < 3 else middle.year
            return f"{SEASON_STARTING[first]} {began}"
        if len(when) == len("2021"):
            return str((dt.date(int(when), 7, 1) + self.away).year)
        if len(when) == len("2021-06"):
            middle = dt.date.fromisoformat(f"{when}-15") + self.away
            return f"{MONTHS[middle.month - 1]} {middle.year}"
        return _written(self._moved(when))

    def _moved(self, written: str) -> dt.date:
        return dt.date.fromisoformat(written) + self.away

    def _near(self, when: str) -> dt.date:
        found = re.search(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", when)
        if found is None:
            return TOLD
        return dt.date(int(found[1]), int(found[2] or 7), int(found[3] or 15))


def _written(day: dt.date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def in_full(row: Row, days: Days, names: Mapping[str, str]) -> dict[str, str]:
    """A row with its days and names as they are when the story is played."""
    texts = {"event": row.event, "response": row.response, "significance": row.significance}
    said = {key: days.text(text, row.when).format_map(names) for key, text in texts.items()}
    return said | {"source": row.source, "when": days.cell(row.when), "at": row.at}
