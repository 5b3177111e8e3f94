"""What the checks read and what they find: plain values."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lscp.kernel.dates import Precision, UncertainDate, british_time
from rapid_reviews.checks.codes import Check

WIDE = frozenset({Precision.SEASON, Precision.YEAR})
"""A date so wide that it says hardly when: it neither fills a gap nor makes one, and the finding names it."""
NO = "no"
YES = "yes"
NOT_RELEVANT = "not_relevant"


@dataclass(frozen=True)
class Row:
    """One row of the chronology. `source` is the key of who wrote it; `text` is what happened and what was done."""

    key: str
    source: str
    when: UncertainDate
    text: str = ""
    at: dt.time | None = None
    seen: str = "not_recorded"
    spoken: str = "not_recorded"
    children: frozenset[str] = frozenset()

    @property
    def is_placed(self) -> bool:
        """Whether its date says enough to measure from."""
        return self.when.is_known and self.when.precision not in WIDE

    @property
    def first(self) -> dt.date:
        """The earliest day on which it may have been; only of a row whose date is known."""
        return self.when.earliest or dt.date.max

    @property
    def last(self) -> dt.date:
        """The latest day on which it may have been."""
        return self.when.latest or dt.date.max

    @property
    def when_words(self) -> str:
        """Date and time in words."""
        at = f", {british_time(self.at)}" if self.at else ""
        return f"{self.when.words}{at}"

    def is_about(self, child: str) -> bool:
        """Whether it is about a child: a row that names none may be about any."""
        return not self.children or child in self.children


@dataclass(frozen=True)
class Source:
    """Who wrote rows: the name that pages show, and the words by which others call it."""

    key: str
    name: str
    called: tuple[str, ...] = ()


@dataclass(frozen=True)
class Child:
    """A child of the case. The label is a role ("Child 1"), never a name; `born` is the latest day it may have been."""

    key: str
    label: str
    born: dt.date | None = None


@dataclass(frozen=True)
class Thresholds:
    """How long is long, in calendar days. Local rules, configurable: no guidance sets them."""

    same_event_days: int = 7
    told_days: int = 14
    knew_days: int = 28
    not_seen_days: int = 28
    unseen_days: int = 90
    not_spoken_days: int = 180
    silent_days: int = 90
    silent_rows: int = 5
    gap_days: int = 42


@dataclass(frozen=True)
class Quote:
    """Words out of a row. They are shown as the reader may see them: with roles where names are hidden."""

    text: str


Sentence = tuple[str | Quote, ...]


def plain(text: str) -> Sentence:
    """A sentence without words out of a row."""
    return (text,)


@dataclass(frozen=True)
class Finding:
    """Something to look at: the rows that make it, and why they are shown.

    `subject` is whom it is about (a source or a child) where it is about one. `facts` are what would make it
    another finding if they changed; `said` says the same in sentences. `beside` are rows that help to read it.
    """

    check: Check
    rows: tuple[str, ...]
    said: tuple[Sentence, ...]
    facts: tuple[str, ...]
    subject: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    beside: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The same for the same rows, however the chronology is read: it is made of their identifiers alone."""
        return _digest([self.check.value, self.subject, *sorted(self.rows)])

    @property
    def state(self) -> str:
        """What it says of those rows; another one when a date or a fact changed."""
        return _digest([self.key, *self.facts])

    def sentences(self, hide: Callable[[str], str] | None = None) -> list[str]:
        """Why it is shown, as a reader may see it."""
        return ["".join(_shown(part, hide) for part in sentence) for sentence in self.said]


def _shown(part: str | Quote, hide: Callable[[str], str] | None) -> str:
    if isinstance(part, str):
        return part
    return f"“{hide(part.text) if hide else part.text}”"


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256(json.dumps(list(parts)).encode()).hexdigest()


@dataclass
class Chronology:
    """The rows of one review in order, with those who wrote them and the children they are about.

    `ends_on` is the day of the incident where it is known: nobody is said not to have been seen after it.
    """

    rows: list[Row]
    sources: Mapping[str, Source] = field(default_factory=dict)
    children: tuple[Child, ...] = ()
    ends_on: dt.date | None = None

    def __post_init__(self) -> None:
        self.rows = sorted(self.rows, key=lambda one: (one.first, one.last, one.at or dt.time(0), one.key))

    @cached_property
    def placed(self) -> list[Row]:
        """The rows whose date says enough to measure from, in order."""
        return [one for one in self.rows if one.is_placed]

    @cached_property
    def loose(self) -> list[Row]:
        """The others: their date is not known, or is a season or a year."""
        return [one for one in self.rows if not one.is_placed]

    @cached_property
    def by_source(self) -> dict[str, list[Row]]:
        """The placed rows of each source."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.placed:
            found[row.source].append(row)
        return dict(found)

    def name_of(self, source: str) -> str:
        """What pages call a source."""
        known = self.sources.get(source)
        return known.name if known else "An agency"


def apart(one: Row, other: Row) -> int:
    """The least number of days between two rows, whatever their dates may be: 0 where they may be the same day."""
    return max(0, (other.first - one.last).days, (one.first - other.last).days)


def days(number: int) -> str:
    """ "1 day", "28 days"."""
    return "1 day" if number == 1 else f"{number} days"
