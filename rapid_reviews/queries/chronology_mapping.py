"""Which column of an agency's file is what, and what is wrong with each row. Nothing here writes anything."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from lscp.kernel import clock
from lscp.kernel.dates import UncertainDate
from lscp.people.names import normal
from lscp.web.text import clean
from rapid_reviews.chronology_codes import TEXTS, Seen, Theme
from rapid_reviews.queries.chronology_dates import Order, Unreadable, between, order_of, read_time, read_when
from rapid_reviews.queries.chronology_files import Line, Table


@dataclass(frozen=True)
class Column:
    """Something a row can say: how pages call it, and the words by which its column is recognised."""

    key: str
    label: str
    words: tuple[str, ...]
    is_needed: bool = False


COLUMNS: Final = (
    Column("date", "Date", ("date", "date of event", "when", "start date", "date from", "event date"), True),
    Column("until", "Last date", ("last date", "end date", "date to", "until", "date until", "to")),
    Column("time", "Time", ("time", "time of event", "start time")),
    Column("source", "Source", ("source", "source of information", "record", "recorded in", "evidence", "file")),
    Column(
        "event", "Event",
        ("event", "what happened", "description", "details", "key event", "significant event", "detail",
         "event details", "description of event", "contact"), True,
    ),
    Column("children", "Children", ("child", "children", "which child", "subject", "who", "child name")),
    Column("child_seen", "Child seen", ("child seen", "seen", "was the child seen", "child seen y n")),
    Column(
        "spoken_to", "Child spoken to alone",
        ("child spoken to", "child spoken to alone", "spoken to", "seen alone", "child seen alone"),
    ),
    Column(
        "response", "Response",
        ("response", "action", "action taken", "what was done", "outcome", "response action", "actions"),
    ),
    Column(
        "significance", "Significance",
        ("significance", "why it matters", "analysis", "impact", "impact on child", "importance"),
    ),
    Column("comment", "Comment", ("comment", "comments", "notes", "author s comment", "remarks")),
    Column("themes", "Themes", ("theme", "themes", "category", "categories", "type")),
)  # fmt: skip
NEEDED: Final = tuple(column.key for column in COLUMNS if column.is_needed)
SEEN: Final = {
    "": Seen.NOT_RECORDED, "not recorded": Seen.NOT_RECORDED, "unknown": Seen.NOT_RECORDED, "nk": Seen.NOT_RECORDED,
    "not known": Seen.NOT_RECORDED, "yes": Seen.YES, "y": Seen.YES, "seen": Seen.YES, "true": Seen.YES,
    "no": Seen.NO, "n": Seen.NO, "not seen": Seen.NO, "false": Seen.NO, "na": Seen.NOT_RELEVANT,
    "n a": Seen.NOT_RELEVANT, "not relevant": Seen.NOT_RELEVANT, "not relevant here": Seen.NOT_RELEVANT,
    "not applicable": Seen.NOT_RELEVANT,
}  # fmt: skip
SPECIAL: Final = {
    "formula": "holds a formula, which is not worked out. Put the value in its place",
    "merged": "is merged ({where}). Part the cells and fill in each row",
    "long": "is too long. Shorten it to 20,000 characters",
    "error": "holds an error instead of a value",
}
_APART = re.compile(r"\s*(?:[;,/\n]| and | & )\s*")
_MOJIBAKE = re.compile(r"[ÃÂ][^\w\s]|â€|\ufffd")


def plain(heading: str) -> str:
    """A heading without capitals and signs, as it is compared."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", heading.casefold().replace("?", "")).split())


THEMES: Final = {plain(str(one.label)): one.value for one in Theme} | {one.value: one.value for one in Theme}


def guess(columns: Sequence[str]) -> dict[str, int]:
    """Which column is what, by its heading: exact words first, then headings that hold them."""
    found: dict[str, int] = {}
    taken: set[int] = set()
    texts = [plain(one) for one in columns]
    for is_exact in (True, False):
        for column in COLUMNS:
            if column.key in found:
                continue
            for place, text in enumerate(texts):
                if place not in taken and text and _is_called(text, column, is_exact=is_exact):
                    found[column.key] = place
                    taken.add(place)
                    break
    return found


def _is_called(text: str, column: Column, *, is_exact: bool) -> bool:
    if is_exact:
        return text in column.words
    return any(len(word) > 3 and f" {word} " in f" {text} " for word in column.words)


def is_heading(texts: Iterable[str]) -> bool:
    """Whether a line looks like the headings of a chronology: a date, and one thing more, in short words."""
    listed = [one for one in texts if one.strip()]
    if len(listed) < 2 or any(len(one) > 80 for one in listed):
        return False
    found = guess(listed)
    return "date" in found and len(found) >= 2


@dataclass(frozen=True)
class Known:
    """What a file is compared with: the children by every way of naming them, the rows already there."""

    children: Mapping[str, str] = field(default_factory=dict)
    rows: frozenset[tuple[str, str]] = frozenset()


@dataclass
class Checked:
    """One line of the file as it would be imported, and what is wrong with it."""

    number: int
    problems: list[str] = field(default_factory=list)
    when: UncertainDate = field(default_factory=UncertainDate.unknown)
    at: dt.time | None = None
    child_seen: str = Seen.NOT_RECORDED
    spoken_to: str = Seen.NOT_RECORDED
    themes: list[str] = field(default_factory=list)
    children: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def mark(self) -> tuple[str, str]:
        """By what the same row is recognised again."""
        when = f"{self.when.precision.value} {self.when.earliest} {self.when.latest}"
        return when, " ".join(self.texts.get("event", "").casefold().split())


class Checker:
    """Checks the lines of one file, with the columns and the order of dates that a person confirmed."""

    def __init__(self, table: Table, columns: Mapping[str, int], first: str, known: Known) -> None:
        self.table, self.columns, self.known = table, dict(columns), known
        dates = [self._value(line, "date") for line in table.lines]
        dates += [self._value(line, "until") for line in table.lines]
        self.order: Order = order_of(dates, first)
        self.today = clock.today()
        self.seen: dict[tuple[str, str], int] = {}
        self.plain: dict[str, str] = {}

    def check_all(self) -> list[Checked]:
        """Every line in order."""
        return [self.check(line) for line in self.table.lines]

    def check(self, line: Line) -> Checked:
        """One line. What can be read is read, and everything that is wrong is said at once."""
        found = Checked(line.number)
        self._special_cells(line, found)
        self._dates(line, found)
        self._texts(line, found)
        for key in ("child_seen", "spoken_to"):
            self._seen(line, found, key)
        self._children(line, found)
        self._themes(line, found)
        if not found.problems:
            self._same(found)
        return found

    def _value(self, line: Line, key: str) -> Any:
        place = self.columns.get(key)
        return line.cells[place] if place is not None and place < len(line.cells) else ""

    def _plain(self, text: str) -> str:
        """As `plain`; the words of some columns come again and again."""
        if text not in self.plain:
            self.plain[text] = plain(text)
        return self.plain[text]

    def _special_cells(self, line: Line, found: Checked) -> None:
        """What cannot be taken whatever its column is for."""
        for column in COLUMNS:
            cell = self._value(line, column.key)
            if not isinstance(cell, dict):
                if not cell.isascii() and _MOJIBAKE.search(cell):
                    found.problems.append(f"{column.label}: letters look wrong. Save the file again as UTF-8")
            elif cell["kind"] in SPECIAL:
                words = SPECIAL[cell["kind"]].format(where=cell.get("value"))
                found.problems.append(f"{column.label} {words}")

    def _dates(self, line: Line, found: Checked) -> None:
        written = self._value(line, "date")
        if _is_special(written):
            return
        if written == "" or (isinstance(written, str) and not written.strip()):
            found.problems.append("There is no date. Write “not known” if nobody knows it")
            return
        try:
            found.when = read_when(written, self.order)
            last = self._value(line, "until")
            if last not in ("", None) and not _is_special(last):
                found.when = between(found.when, read_when(last, self.order))
            found.at = self._time(line, written)
        except Unreadable as problem:
            found.problems.append(str(problem))
            return
        if found.when.earliest is not None and found.when.earliest > self.today:
            found.problems.append("The date is in the future")

    def _time(self, line: Line, date: Any) -> dt.time | None:
        written = self._value(line, "time")
        if _is_special(written):
            return None
        if written == "" and isinstance(date, dict) and date["kind"] == "datetime":
            return read_time(date)
        return read_time(written)

    def _texts(self, line: Line, found: Checked) -> None:
        for key in TEXTS:
            found.texts[key] = _said(self._value(line, key))
        if not found.texts["event"] and not _is_special(self._value(line, "event")):
            found.problems.append("It does not say what happened")

    def _seen(self, line: Line, found: Checked, key: str) -> None:
        cell = self._value(line, key)
        word = self._plain(_said(cell))
        if word in SEEN:
            setattr(found, key, SEEN[word].value)
        elif not _is_special(cell):
            label = "Child seen" if key == "child_seen" else "Spoken to alone"
            found.problems.append(f"{label}: write yes, no, not recorded or not relevant")

    def _children(self, line: Line, found: Checked) -> None:
        for one in _parts(_said(self._value(line, "children"))):
            word = normal(one)
            if word in {"all", "both", "all children", "both children"}:
                found.children = sorted(set(self.known.children.values()))
            elif word in self.known.children:
                found.children.append(self.known.children[word])
            else:
                found.problems.append(
                    f"Children: “{one[:40]}” is not known. Write Child 1, Child 2 and so on"
                )
        found.children = list(dict.fromkeys(found.children))

    def _themes(self, line: Line, found: Checked) -> None:
        text = _said(self._value(line, "themes"))
        if self._plain(text) in THEMES:
            found.themes = [THEMES[self._plain(text)]]
            return
        for part in re.split(r"[;\n]", text):
            for one in [part] if self._plain(part) in THEMES else part.split(","):  # a name may hold a comma
                if self._plain(one) in THEMES:
                    found.themes.append(THEMES[self._plain(one)])
                elif one.strip():
                    found.problems.append(f"Themes: “{one.strip()[:40]}” is not one of the list")

    def _same(self, found: Checked) -> None:
        if found.mark in self.known.rows:
            found.problems.append("The same row is in your chronology already")
        elif found.mark in self.seen:
            found.problems.append(f"The same as row {self.seen[found.mark]}")
        else:
            self.seen[found.mark] = found.number


def _is_special(cell: Any) -> bool:
    return isinstance(cell, dict) and cell["kind"] in SPECIAL


def _said(cell: Any) -> str:
    if isinstance(cell, dict):
        if _is_special(cell):
            return ""
        value = cell["value"]
        return f"{value:g}" if isinstance(value, (int, float)) else str(value)
    if not cell:
        return ""
    return clean(cell, lines=True).text.strip()


def _parts(text: str) -> list[str]:
    return [one.strip() for one in _APART.split(text) if one.strip()]
