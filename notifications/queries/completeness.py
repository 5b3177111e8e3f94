"""What is still missing in a form, what cannot be right, and the honest status of each section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from lscp.web.components import COMPLETED, IN_PROGRESS, NOT_STARTED, PROBLEM, Status
from notifications.models import Notification
from notifications.queries.answers import Form, PersonAnswers, load
from notifications.queries.impossible import impossible_dates
from notifications.queries.involved_leads import offered_on
from notifications.queries.relations import relations_page
from notifications.wording import Page, Section
from notifications.wording.asking import check
from notifications.wording.stored import NOBODY, SAVED, TYPED, Document, is_blank

LOOKED_AT: Final = Status("Looked at", "grey")
TO_FOLLOW: Final = Status("Still to be obtained", "yellow")
FEW_CHILDREN: Final = 4
"""The national form takes up to this many children; the others are sent as further information."""


@dataclass(frozen=True)
class Problem:
    """One thing to put right: where it is asked, and a sentence that says what to do."""

    section: str
    page: str
    sentence: str
    person_id: str = ""
    label: str = ""
    is_missing: bool = False

    @property
    def place(self) -> tuple[str, str, str]:
        """The page it is on."""
        return (self.section, self.page, self.person_id)


def problems(notification: Notification) -> list[Problem]:
    """Everything that has to be put right before the form can be sent, in reading order."""
    return problems_of(load(notification))


def is_complete(notification: Notification) -> bool:
    """Whether nothing is missing, not understood or impossible."""
    return not problems(notification)


def problems_of(form: Form) -> list[Problem]:
    """The same for a form already read."""
    found = [problem for section in form.edition.sections for problem in section_problems(form, section)]
    impossible = [
        Problem(one.section, one.page, one.sentence, one.person_id, one.label)
        for one in impossible_dates(form)
    ]
    order = {section.key: place for place, section in enumerate(form.edition.sections)}
    return sorted([*found, *impossible], key=lambda problem: order[problem.section])


def section_problems(form: Form, section: Section) -> Iterator[Problem]:
    """What is missing or not understood in one section."""
    if not section.is_repeating:
        yield from _page_problems(form, section, section.pages, form.content.get(section.key, {}))
        return
    people = form.people_of(section)
    if not people and not form.content.get(section.key, {}).get(NOBODY):
        yield _nobody(section)
    for one in people:
        pages = [with_relations(form, page, one) for page in section.pages_for(one.person.kind)]
        yield from _page_problems(form, section, pages, one.content, one)


def _nobody(section: Section) -> Problem:
    sentence = (
        "Add at least one child"
        if section.key == "children"
        else "Add the people in the family and household, or say that there is nobody to add"
    )
    return Problem(section.key, "", sentence, is_missing=True)


def _page_problems(
    form: Form, section: Section, pages: Any, content: Document, one: PersonAnswers | None = None
) -> Iterator[Problem]:
    label = one.person.label if one else ""
    for page in pages:
        typed = content.get(TYPED, {})
        checked = check(page, typed, offered=offered_on(form, page, typed))
        for key, errors in checked.errors.as_data().items():
            missing = is_blank(typed.get(key)) if key in typed or key in checked.fields else False
            for error in errors:
                sentence = " ".join(str(text) for text in error.messages)
                yield Problem(
                    section.key, page.key, sentence, one.id if one else "", label, is_missing=missing
                )


def with_relations(form: Form, page: Page, one: PersonAnswers) -> Page:
    """A page as it is asked about one person: the page of relations asks about each child."""
    return relations_page(page, form, one) if page.asks_relations else page


def statuses(notification: Notification) -> dict[str, Status]:
    """The status of each section, by key."""
    return statuses_of(load(notification))


def statuses_of(form: Form) -> dict[str, Status]:
    """The same for a form already read."""
    impossible = {one.section for one in impossible_dates(form)}
    return {section.key: _status(form, section, impossible) for section in form.edition.sections}


def _status(form: Form, section: Section, impossible: set[str]) -> Status:
    row = form.rows.get(section.key)
    if row is None or not row.revision:
        return LOOKED_AT if row is not None and row.seen_at else NOT_STARTED
    found = list(section_problems(form, section))
    if section.key in impossible or any(not problem.is_missing for problem in found):
        return PROBLEM
    if found or not _all_saved(form, section):
        return IN_PROGRESS
    if section.key == "voice" and form.content["voice"].get("voice") == "not_yet":
        return TO_FOLLOW
    return COMPLETED


def _all_saved(form: Form, section: Section) -> bool:
    """Whether every page was looked at and saved, so that "completed" also means its optional questions."""
    if not section.is_repeating:
        return _saved(form.content.get(section.key, {}), section.pages)
    return all(_saved(one.content, section.pages_for(one.person.kind)) for one in form.people_of(section))


def _saved(content: Mapping[str, Any], pages: tuple[Page, ...]) -> bool:
    return {page.key for page in pages} <= set(content.get(SAVED, {}))


def too_many_children(form: Form) -> bool:
    """Whether there are more children than the national form takes."""
    return len(form.children) > FEW_CHILDREN


def next_page(form: Form, section: Section, one: PersonAnswers | None, after: str) -> Page | None:
    """The page that follows within a section, or for one person of it."""
    pages = section.pages_for(one.person.kind) if one else section.pages
    keys = [page.key for page in pages]
    place = keys.index(after) + 1
    return pages[place] if place < len(pages) else None
