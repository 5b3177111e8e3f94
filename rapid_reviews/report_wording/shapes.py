"""The shape of a report's outline: parts in their order, criteria, and the items of the self-check. Pure values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rapid_reviews.report_codes import About, SectionKind


@dataclass(frozen=True)
class Part:
    """One part of the report.

    `sources` names what is shown beside its text: "return:<section>" of what agencies signed, or a part of the
    case such as "chronology". `help` says what belongs here.
    """

    key: str
    title: str
    kind: SectionKind = SectionKind.TEXT
    help: str = ""
    sources: tuple[str, ...] = ()
    about: About | None = None

    @property
    def is_written(self) -> bool:
        """Whether somebody writes its text: it then has an owner, versions and readiness."""
        return self.kind in (SectionKind.TEXT, SectionKind.SCRUTINEER)


@dataclass(frozen=True)
class Item:
    """One question to be answered with reasons; `source` is the rule it comes from."""

    key: str
    question: str
    source: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Outline:
    """One dated edition of the outline."""

    key: str
    title: str
    in_force_from: dt.date
    parts: tuple[Part, ...]
    criteria: tuple[Item, ...]
    national: tuple[Item, ...]
    readiness: tuple[Item, ...]

    def part(self, key: str) -> Part:
        """The part of this key. Raises `LookupError` where there is none."""
        for one in self.parts:
            if one.key == key:
                return one
        raise LookupError(f"The outline {self.key} has no part {key!r}")

    @property
    def written(self) -> list[Part]:
        """The parts that somebody writes, in their order."""
        return [one for one in self.parts if one.is_written]

    def items(self, about: str) -> tuple[Item, ...]:
        """The items of one list of questions."""
        lists = {About.LOCAL: self.criteria, About.NATIONAL: self.national, About.READINESS: self.readiness}
        return lists[About(about)]
