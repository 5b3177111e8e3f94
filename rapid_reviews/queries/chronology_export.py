"""What a copy of the merged chronology says: its heading, which rows it holds, and each row as it leaves.

Callers have asked whether the reader may have it with names; without them everything goes through `Roles.hide`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lscp.kernel import clock
from lscp.kernel.dates import british_date, british_datetime, british_time
from rapid_reviews.chronology_codes import Seen, Theme
from rapid_reviews.models import ChronologyCopy, RapidReview
from rapid_reviews.queries.chronology import (
    Narrowing,
    RowView,
    children_of,
    opened,
    rows_of,
    sources_of,
)
from rapid_reviews.queries.chronology_names import counted, known_words
from rapid_reviews.queries.chronology_roles import Roles, roles_of

CHUNK = 500
HEADINGS = (
    "When", "First day", "Last day", "Time", "Agency", "Recorded in", "What happened", "Children", "Child seen",
    "Spoken to alone", "What was done", "Why it matters", "Added", "About",
)  # fmt: skip
NAMED = "This copy holds names. Give it only to people who may know who these people are."
NOT_NAMED = "People are called by their roles, such as “mother” or “Child 2”."
MAY_REMAIN = "Other names may remain. Read it before you pass it on."
LISTED = 200
"""Of the words that may be names, so many are kept to be looked through, those that stand there most often first."""


@dataclass(frozen=True)
class Line:
    """One row as it leaves. Days are empty where the date is not known."""

    when: str
    first: dt.date | None
    last: dt.date | None
    time: str
    agency: str
    source: str
    event: str
    children: str
    seen: str
    spoken: str
    response: str
    significance: str
    comment: str
    themes: str

    @property
    def cells(self) -> tuple[Any, ...]:
        """In the order of `HEADINGS`."""
        return (
            self.when, self.first, self.last, self.time, self.agency, self.source, self.event, self.children,
            self.seen, self.spoken, self.response, self.significance, self.comment, self.themes,
        )  # fmt: skip

    @property
    def seen_is_said(self) -> bool:
        """Whether it says something of the child being seen."""
        return self.seen != Seen.NOT_RECORDED.label

    @property
    def spoken_is_said(self) -> bool:
        """Whether it says something of the child being spoken to."""
        return self.spoken != Seen.NOT_RECORDED.label

    @property
    def texts(self) -> tuple[str, ...]:
        """What people wrote freely."""
        return self.when, self.source, self.event, self.response, self.significance, self.comment


@dataclass
class Document:
    """A whole copy. Its title and file name hold the case's reference only."""

    reference: str
    is_named: bool
    facts: list[str]
    lines: list[Line]
    possible: Counter[str] = field(default_factory=Counter)

    @property
    def title(self) -> str:
        """What the document is called."""
        return f"Chronology {self.reference}"


def file_name(copy: ChronologyCopy) -> str:
    """What its file is called: the reference and what it is, and nobody."""
    names = "-with-names" if copy.shows_names else ""
    return f"{copy.case.reference}-chronology{names}.{copy.kind}"


def narrowing_of(stored: dict[str, str]) -> Narrowing:
    """Which rows, as a copy keeps it."""
    days = {key: dt.date.fromisoformat(stored[key]) for key in ("since", "until") if stored.get(key)}
    return Narrowing(stored.get("source", ""), stored.get("child", ""), stored.get("theme", ""), **days)


def stored(how: Narrowing) -> dict[str, str]:
    """What `narrowing_of` reads back: codes and days."""
    found = {key: getattr(how, key) for key in Narrowing.__dataclass_fields__}
    return {
        key: value.isoformat() if isinstance(value, dt.date) else value
        for key, value in found.items()
        if value
    }


def narrowing_words(review: RapidReview, how: Narrowing, roles: Roles | None) -> str:
    """Which rows a copy holds, in words that name nobody where `roles` are given."""
    hide = roles.hide if roles else str
    agency = dict(sources_of(review)).get(how.source, "")
    child = dict(children_of(review, named=roles is None)).get(how.child, "") if how.child else ""
    parts = [
        f"from {hide(agency)}" if agency else "",
        f"about {child}" if child else "",
        f"on the theme “{Theme(how.theme).label}”" if how.theme in Theme.values else "",
        f"from {british_date(how.since)}" if how.since else "",
        f"until {british_date(how.until)}" if how.until else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f"Only rows {said}." if said else "All rows that agencies wrote, in date order."


class Reader:
    """Reads the rows of one copy in chunks, with names or with roles, and notes whose they are."""

    def __init__(self, copy: ChronologyCopy) -> None:
        self.copy, self.review = copy, copy.review
        self.how = narrowing_of(copy.narrowing)
        self.roles = None if copy.shows_names else roles_of(copy.review)
        self.children = dict(children_of(copy.review, named=copy.shows_names))
        self.known = known_words(copy.review)
        self.agencies: dict[Any, None] = {}
        self.lines: list[Line] = []
        self.possible: Counter[str] = Counter()

    def chunks(self) -> Iterator[int]:
        """Read on; after each chunk, how many rows have been read."""
        waiting = []
        for row in rows_of(self.review, self.how).iterator(chunk_size=CHUNK):
            waiting.append(row)
            if len(waiting) == CHUNK:
                yield self._take(waiting)
                waiting = []
        yield self._take(waiting)

    def document(self) -> Document:
        """The copy, once every chunk was read."""
        number = len(self.lines)
        facts = [
            f"Made on {british_datetime(clock.now())}. It holds {number:,} {'row' if number == 1 else 'rows'}.",
            narrowing_words(self.review, self.how, self.roles),
            "Comments on the rows are not in it.",
        ]
        if self.roles is None:
            facts.append(NAMED)
        else:
            left = self.possible.total()
            facts.append(f"{NOT_NAMED} {MAY_REMAIN} Words in it that look like names: {left:,}.")
        return Document(self.copy.case.reference, self.copy.shows_names, facts, self.lines, self.possible)

    def _take(self, rows: list[Any]) -> int:
        for view in opened(rows, counts=False):
            if self.roles:
                view.hide = self.roles.hide
            line = self._line(view)
            self.lines.append(line)
            self.agencies[view.row.agency.public_id] = None
            if self.roles:
                self.possible += counted(line.texts, self.known)
        return len(self.lines)

    def _line(self, view: RowView) -> Line:
        row = view.row
        said = view.as_written
        when = view.when.words if view.when.is_known else "Date not known"
        return Line(
            when=f"{when} ({said})" if said and not view.when.is_exact else when,
            first=row.from_on, last=row.until_on, time=british_time(row.at_time) if row.at_time else "",
            agency=view.source, source=view.text("source"), event=view.text("event"),
            children=", ".join(self.children.get(str(one), "") for one in row.children),
            seen=row.get_child_seen_display(), spoken=row.get_spoken_to_display(), response=view.text("response"),
            significance=view.text("significance"), comment=view.text("comment"),
            themes=", ".join(str(Theme(one).label) for one in row.themes),
        )  # fmt: skip
