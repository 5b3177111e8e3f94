"""The shape of the form's wording: an edition holds sections, a section pages, a page questions.

Pure values. Nothing here knows who answers, where answers are kept or how a page looks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

BAD_KEY = "an edition's keys must be unique: {}"


class Kind(StrEnum):
    """What sort of answer a question takes."""

    TEXT = "text"
    NARRATIVE = "narrative"
    EMAIL = "email"
    RADIO = "radio"
    CHECKBOXES = "checkboxes"
    DATE = "date"
    DATE_TIME = "date_time"
    UNCERTAIN_DATE = "uncertain_date"


class Side(StrEnum):
    """On which side of today a date must lie."""

    ANY = "any"
    PAST = "past"
    FUTURE = "future"


class Repeats(StrEnum):
    """What a section is filled in once for."""

    NOT = ""
    CHILD = "child"
    FAMILY = "family"


@dataclass(frozen=True)
class Choice:
    """One answer to choose from; `reveals` names the questions asked when it is chosen.

    Several answers may reveal the same question: it is asked when any of them is chosen.
    """

    value: str
    label: str
    hint: str = ""
    reveals: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """One question as it was worded in an edition.

    `required_message` is the sentence for an answer left out; a question without one may stay empty.
    `choices_from` names choices that the partnership holds ("agencies"). `subject` starts error sentences
    where the label is a question ("Date of the incident"). `none_value` excludes the other answers.
    """

    key: str
    label: str
    kind: Kind = Kind.TEXT
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    choices_from: str = ""
    required_message: str = ""
    subject: str = ""
    side: Side = Side.ANY
    limit: int = 0
    width: str = ""
    rows: int = 6
    none_value: str = ""
    divider_before: str = ""

    @property
    def is_required(self) -> bool:
        """Whether the form is complete only with an answer."""
        return bool(self.required_message)

    @property
    def is_narrative(self) -> bool:
        """Whether the answer is several lines of somebody's own words."""
        return self.kind is Kind.NARRATIVE


@dataclass(frozen=True)
class Page:
    """One page of the form: one thing asked.

    Without a `title` the label of its only visible question is the heading. `definition` says what the words
    mean and `examples` give cases; `only_for` limits a page to kinds of people in a repeating section.
    """

    key: str
    questions: tuple[Question, ...]
    title: str = ""
    help: tuple[str, ...] = ()
    definition: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    only_for: tuple[str, ...] = ()
    asks_relations: bool = False

    @property
    def name(self) -> str:
        """What the page is called in its title and in error sentences."""
        return self.title or self.questions[0].label


@dataclass(frozen=True)
class Section:
    """One section of the form. `number` is its number on the paper form ("" for the first questions)."""

    key: str
    title: str
    pages: tuple[Page, ...]
    number: str = ""
    intro: tuple[str, ...] = ()
    repeats: Repeats = Repeats.NOT
    note: str = ""

    @property
    def is_repeating(self) -> bool:
        """Whether it is filled in once for each person."""
        return self.repeats is not Repeats.NOT

    def page(self, key: str) -> Page:
        """The page of this key. Raises `LookupError`."""
        return _find(self.pages, key)

    def pages_for(self, kind: str) -> tuple[Page, ...]:
        """The pages that are asked about a kind of person."""
        return tuple(page for page in self.pages if not page.only_for or kind in page.only_for)

    def questions(self) -> Iterator[tuple[Page, Question]]:
        """Every question with its page, in order."""
        for page in self.pages:
            for question in page.questions:
                yield page, question


@dataclass(frozen=True)
class Edition:
    """The whole wording as it was asked from one day on. Editions are added, never changed."""

    key: str
    title: str
    in_force_from: dt.date
    sections: tuple[Section, ...] = field(repr=False)

    def __post_init__(self) -> None:
        keys = [section.key for section in self.sections]
        for section in self.sections:
            keys += [f"{section.key}/{page.key}" for page in section.pages]
            keys += [f"{section.key}?{question.key}" for _page, question in section.questions()]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(BAD_KEY.format(", ".join(twice)))

    def section(self, key: str) -> Section:
        """The section of this key. Raises `LookupError`."""
        return _find(self.sections, key)

    def question(self, section: str, key: str) -> Question:
        """One question of a section. Raises `LookupError`."""
        return _find(tuple(question for _page, question in self.section(section).questions()), key)


K = TypeVar("K", "Section", "Page", "Question")


def _find(among: tuple[K, ...], key: str) -> K:
    for one in among:
        if one.key == key:
            return one
    raise LookupError(key)
