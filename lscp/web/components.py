"""What the component tags are given: small values that views and queries build. No models, no rules."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

Colour = Literal[
    "grey", "green", "turquoise", "blue", "light-blue", "purple", "pink", "red", "orange", "yellow"
]


@dataclass(frozen=True)
class Status:
    """A word for a state, with a colour that only repeats what the word says."""

    word: str
    colour: Colour = "grey"


NOT_STARTED: Final = Status("Not yet started", "blue")
IN_PROGRESS: Final = Status("In progress", "light-blue")
COMPLETED: Final = Status("Completed", "green")
CANNOT_START: Final = Status("Cannot start yet", "grey")
PROBLEM: Final = Status("There is a problem", "red")


@dataclass(frozen=True)
class Action:
    """A link beside a fact; `about` completes it when heard alone ("Change" + "date of birth")."""

    text: str
    href: str
    about: str = ""


@dataclass(frozen=True)
class SummaryRow:
    """One question and its answer. A missing answer prints `missing`."""

    key: str
    value: Any = ""
    actions: Sequence[Action] = ()
    missing: str = "Not answered yet"
    is_narrative: bool = False


@dataclass(frozen=True)
class Task:
    """One line of a task list. Without `href` it cannot be started and the hint says why."""

    name: str
    status: Status
    href: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Cell:
    """One table cell; a link or a status where given."""

    text: Any = ""
    href: str = ""
    status: Status | None = None
    is_number: bool = False
    note: str = ""


@dataclass(frozen=True)
class Header:
    """One column; with `href` it sorts, and `sorted` says how it is sorted now."""

    text: str
    is_number: bool = False
    href: str = ""
    sorted: Literal["", "ascending", "descending"] = ""


@dataclass(frozen=True)
class TimelineEntry:
    """Something that happened: what, by whom, when, and in a sentence or two."""

    title: str
    by: str
    at: dt.datetime | dt.date
    text: str = ""
    href: str = ""
    href_text: str = "See what changed"


@dataclass(frozen=True)
class ActionButton:
    """A step somebody may take next. With `reason` it cannot be taken now, and the reason is printed."""

    text: str
    href: str
    style: Literal["", "secondary", "warning"] = ""
    reason: str = ""


@dataclass(frozen=True)
class Banner:
    """A notice on every page: `kind` is "information" or "problem"."""

    text: str
    kind: Literal["information", "problem"] = "information"
    href: str = ""
    href_text: str = ""


@dataclass(frozen=True)
class NavItem:
    """One link of the service navigation; `count` is said as well as shown."""

    text: str
    href: str
    is_current: bool = False
    count: int | None = None
    count_words: str = "waiting"


@dataclass(frozen=True)
class SettingsLink:
    """One entry of a partnership's settings: where it leads and what is set there."""

    text: str
    href: str
    hint: str


@dataclass(frozen=True)
class Rating:
    """A progress rating: the word says it, the shape and the colour repeat it."""

    key: Literal["blue", "green", "amber", "red"]
    word: str
    shape: Literal["circle", "square", "triangle", "diamond"]


RATINGS: Final[dict[str, Rating]] = {
    "blue": Rating("blue", "Complete", "circle"),
    "green": Rating("green", "On track", "square"),
    "amber": Rating("amber", "At risk", "triangle"),
    "red": Rating("red", "Off track", "diamond"),
}


@dataclass(frozen=True)
class TableData:
    """A table's caption, columns and rows, for views that hand it over whole."""

    caption: str
    headers: Sequence[Header | str]
    rows: Sequence[Sequence[Cell | str]]
    empty: str = "Nothing to show."
    is_caption_hidden: bool = field(default=False)
