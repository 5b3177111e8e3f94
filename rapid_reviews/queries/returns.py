"""An agency's return as it stands, as a document to freeze, in words, and what is still missing in it.

Whoever calls these has fetched the request from what the reader may see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from lscp.web.components import COMPLETED, IN_PROGRESS, NOT_STARTED, PROBLEM, Status
from notifications.queries.answers import offered_agencies
from notifications.queries.completeness import Problem
from notifications.queries.summary import SectionRows, rows_in
from notifications.wording import Edition, Page, Section
from notifications.wording.asking import check
from notifications.wording.stored import SAVED, TYPED, Document, frozen, is_blank
from rapid_reviews import wording
from rapid_reviews.models import AgencyRequest, ReturnSection
from rapid_reviews.queries.opened import document_of

MATCH: Final = "match"
"""The section, page and question about whom the agency found; with the answer "nobody" a nil return follows."""
NOBODY: Final = "nobody"
OTHERS: Final = "others"
"""The section in which the agency says whom else to ask."""
NIL_INSTEAD: Final = (
    "You found nobody in your records. Sign that your agency knows nothing, on the page of the request"
)


@dataclass
class ReturnForm:
    """A return as it stands: the wording it is asked in, and each section's document."""

    request: AgencyRequest
    edition: Edition
    rows: dict[str, ReturnSection]
    content: dict[str, Document]
    agencies: list[tuple[str, str]] = field(default_factory=list)

    @property
    def offered(self) -> dict[str, list[tuple[str, str]]]:
        """What there is to choose from."""
        return {"agencies": self.agencies}

    @property
    def found_nobody(self) -> bool:
        """Whether it says that nobody was found in the agency's records."""
        return self.content.get(MATCH, {}).get(MATCH) == NOBODY

    @property
    def seen_revision(self) -> int:
        """How often it was saved altogether: what a page shows when it asks to go on with the return."""
        return sum(row.revision for row in self.rows.values())

    def revision(self, section: str) -> int:
        """How often a section was saved."""
        row = self.rows.get(section)
        return row.revision if row else 0


def load(request: AgencyRequest) -> ReturnForm:
    """Everything written so far; two queries."""
    rows = ReturnSection.all_records.filter(request=request).select_related("content__key", "saved_by")
    found = {row.section: row for row in rows}
    own = str(request.agency.public_id)
    return ReturnForm(
        request=request,
        edition=wording.edition(request.form_edition),
        rows=found,
        content={key: document_of(row.content) for key, row in found.items()},
        agencies=[pair for pair in offered_agencies(request) if pair[0] != own],
    )


def snapshot_of(form: ReturnForm) -> Document:
    """The whole return as one document, for a version that never changes."""
    chosen = form.content.get(OTHERS, {}).get(OTHERS, [])
    names = dict(form.agencies)
    return {
        "edition": form.edition.key,
        "sections": {
            section.key: frozen(form.content.get(section.key, {})) for section in form.edition.sections
        },
        "labels": {key: names[key] for key in chosen if key in names},
    }


def rows_of(document: Mapping[str, Any]) -> list[SectionRows]:
    """The sections of a return in words; none where the case was disposed of."""
    return rows_in(wording.edition(document["edition"]), document) if document else []


def says_more_than_nobody(request: AgencyRequest) -> bool:
    """Whether the return holds an answer other than that nobody was found, and where was searched."""
    form = load(request)
    for key, document in form.content.items():
        typed = any(not is_blank(raw) for raw in document.get(TYPED, {}).values())
        if typed and not (key == MATCH and form.found_nobody):
            return True
    return False


def problems_of(form: ReturnForm) -> list[Problem]:
    """Everything that has to be put right before its author can say that it is ready, in reading order."""
    if form.found_nobody:
        return [Problem(MATCH, MATCH, NIL_INSTEAD)]
    return [problem for section in form.edition.sections for problem in section_problems(form, section)]


def section_problems(form: ReturnForm, section: Section) -> Iterator[Problem]:
    """What is missing or not understood in one section."""
    typed = form.content.get(section.key, {}).get(TYPED, {})
    for page in section.pages:
        checked = check(page, typed, offered=form.offered)
        for key, errors in checked.errors.as_data().items():
            missing = is_blank(typed.get(key))
            for error in errors:
                sentence = " ".join(str(text) for text in error.messages)
                yield Problem(section.key, page.key, sentence, is_missing=missing)


def statuses_of(form: ReturnForm) -> dict[str, Status]:
    """The honest status of each section, by key."""
    return {section.key: _status(form, section) for section in form.edition.sections}


def _status(form: ReturnForm, section: Section) -> Status:
    if not form.revision(section.key):
        return NOT_STARTED
    found = list(section_problems(form, section))
    if any(not problem.is_missing for problem in found):
        return PROBLEM
    saved = set(form.content.get(section.key, {}).get(SAVED, {}))
    return IN_PROGRESS if found or {page.key for page in section.pages} - saved else COMPLETED


def page_beside(section: Section, page: Page, step: int) -> Page | None:
    """The page so many places on from this one in its section; None past either end."""
    place = section.pages.index(page) + step
    return section.pages[place] if 0 <= place < len(section.pages) else None
