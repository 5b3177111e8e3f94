"""The form in words: for check-answers, PDF copies, the case page, the lead's page and the difference.

Everything is drawn from one document (`answers.snapshot`, or a frozen version's content) and the edition that
the document names, so an old case shows the questions it was asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lscp.people.models import PersonKind
from notifications import wording
from notifications.models import Notification
from notifications.queries.answers import KINDS_OF, name_of, snapshot
from notifications.queries.relations import LABELS
from notifications.wording import Edition, Page, Question, Section
from notifications.wording.stored import in_words, revealed

LABEL_OF = {
    PersonKind.CHILD: "Child",
    PersonKind.SIBLING: "Brother or sister",
    PersonKind.HOUSEHOLD: "Adult",
    PersonKind.OTHER: "Person",
    PersonKind.FAMILY: "Family member",
}


@dataclass(frozen=True)
class AnswerRow:
    """One question that was asked, and its answer in words (empty for none)."""

    key: str
    label: str
    words: str
    is_narrative: bool
    section: str
    page: str
    person_id: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer."""
        return bool(self.words)


@dataclass(frozen=True)
class Group:
    """Rows that belong together: one person, or a whole section without a title."""

    title: str
    rows: tuple[AnswerRow, ...]
    person_id: str = ""
    name: str = ""


@dataclass(frozen=True)
class SectionRows:
    """A section with its rows."""

    key: str
    number: str
    title: str
    note: str
    groups: tuple[Group, ...] = field(default=())

    @property
    def heading(self) -> str:
        """The title with its number on the form."""
        return f"{self.number}. {self.title}" if self.number else self.title


def current(notification: Notification) -> list[SectionRows]:
    """The form as it stands now."""
    return rows_of(snapshot(notification))


def flat(document: Mapping[str, Any]) -> dict[str, AnswerRow]:
    """Every row by its key, in reading order: compare two documents for a readable difference."""
    return {row.key: row for section in rows_of(document) for group in section.groups for row in group.rows}


def rows_of(document: Mapping[str, Any]) -> list[SectionRows]:
    """The sections of a document with their questions and answers."""
    return rows_in(wording.edition(document["edition"]), document)


def rows_in(edition: Edition, document: Mapping[str, Any]) -> list[SectionRows]:
    """The same for a document of another form, whose edition the caller has found."""
    return [_section(section, document) for section in edition.sections]


def _section(section: Section, document: Mapping[str, Any]) -> SectionRows:
    if section.is_repeating:
        groups = tuple(_people_groups(section, document))
    else:
        content = document["sections"].get(section.key, {})
        groups = (Group("", tuple(_rows(section, section.pages, content, document["labels"]))),)
    return SectionRows(section.key, section.number, section.title, section.note, groups)


def _people_groups(section: Section, document: Mapping[str, Any]) -> Iterable[Group]:
    for person in document["people"]:
        if person["kind"] not in KINDS_OF[section.repeats]:
            continue
        pages = section.pages_for(person["kind"])
        found = _rows(section, pages, person["identity"], document["labels"], person["id"])
        rows = [*_relations(section, document, person), *found]
        title = f"{LABEL_OF[person['kind']]} {person['number']}"
        yield Group(title, tuple(rows), person["id"], name_of(person["identity"]))


def _relations(section: Section, document: Mapping[str, Any], person: Mapping[str, Any]) -> list[AnswerRow]:
    """What a person is to each child, from the relationships."""
    page = next((page.key for page in section.pages if page.asks_relations), None)
    if page is None:
        return []
    kinds = {row["relative"]: row for row in document["relationships"] if row["person"] == person["id"]}
    children = [one for one in document["people"] if one["kind"] == PersonKind.CHILD]
    made = []
    for child in children:
        row = kinds.get(child["id"])
        words = LABELS.get(row["kind"], row["kind"]) if row else ""
        if row and row["parental_responsibility"]:
            words += ", with parental responsibility"
        key = f"{section.key}/{person['id']}/relation_{child['number']}"
        label = f"Relation to Child {child['number']}"
        made.append(AnswerRow(key, label, words, False, section.key, page, person["id"]))
    return made


def _rows(
    section: Section,
    pages: Iterable[Page],
    content: Mapping[str, Any],
    labels: Mapping[str, str],
    person_id: str = "",
) -> Iterable[AnswerRow]:
    asked: dict[str, Question] = {q.key: q for page in pages for q in page.questions}
    shown = revealed(asked, content)
    for page in pages:
        for question in page.questions:
            if question.key in shown:
                yield AnswerRow(
                    key=f"{section.key}/{person_id}/{question.key}",
                    label=question.label,
                    words=in_words(question, content, labels),
                    is_narrative=question.is_narrative,
                    section=section.key,
                    page=page.key,
                    person_id=person_id,
                )
