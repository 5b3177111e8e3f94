"""The papers of a meeting as pages, for one reader: what may be bound, what is read separately, what is not theirs.

The apps above say how a page of theirs becomes pages of a PDF (`makes_pages`, called at start-up); this module never
imports them. A page that nobody registered is read separately.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import Resolver404, resolve

from lscp.audit import service as audit
from lscp.documents import storage
from lscp.documents.binding import Apart, Paged, Sheet, pages_of
from lscp.documents.models import Attachment
from lscp.meetings.models import Meeting, Paper
from lscp.people.sealing import Disposed
from lscp.web.context_processors import MARKING

ON_SCREEN = "This page is read on the screen. Open it on the meeting’s page"
GONE = "The file was destroyed"


@dataclass(frozen=True)
class PaperPages:
    """One paper for one reader. `state` changes whenever the pages would; `note` writes down that they are read."""

    state: str
    make: Callable[[], Paged]
    note: Callable[[], None]


PageSource = Callable[..., "PaperPages | None"]

_sources: dict[str, PageSource] = {}


def makes_pages(view_name: str, source: PageSource) -> None:
    """Register `source(user, case, **arguments of the address)`: the pages, or None when they are not the reader's."""
    _sources[view_name] = source


@dataclass(frozen=True)
class ReadersPaper:
    """One paper of the meeting that is for this reader; `pages` is None where it is read separately."""

    number: int
    title: str
    pages: PaperPages | None

    def sheet(self) -> Sheet:
        """Its pages, made now."""
        if self.pages is None:
            return Sheet(self.number, self.title, why_apart=ON_SCREEN)
        try:
            return Sheet(self.number, self.title, self.pages.make())
        except Apart as why:
            return Sheet(self.number, self.title, why_apart=str(why))


@dataclass(frozen=True)
class ReadersPapers:
    """A meeting's papers for one reader."""

    papers: list[ReadersPaper]
    not_theirs: int

    @property
    def state(self) -> str:
        """A digest that changes when a paper does, when one comes or goes, and when the reader's rights change."""
        rows = [[one.number, one.title, one.pages.state if one.pages else ""] for one in self.papers]
        return hashlib.sha256(json.dumps([rows, self.not_theirs]).encode()).hexdigest()


def papers_of(user: Any, meeting: Meeting) -> ReadersPapers:
    """What this reader may read of the meeting's papers today."""
    kept, left_out = [], 0
    for paper in meeting.papers.filter(taken_out_at=None):
        source, arguments = _source_of(paper)
        pages = source(user, meeting.case, **arguments) if source else None
        if source is not None and pages is None:
            left_out += 1
            continue
        kept.append(ReadersPaper(paper.number, paper.title, pages))
    return ReadersPapers(kept, left_out)


def _source_of(paper: Paper) -> tuple[PageSource | None, dict[str, Any]]:
    try:
        found = resolve(paper.path.partition("?")[0])
    except Resolver404:
        return None, {}
    return _sources.get(found.view_name), found.kwargs


def _file_pages(user: Any, case: Any, *, public_id: Any) -> PaperPages | None:
    """A file of the case that the reader may read; it never changes."""
    rows = Attachment.visible_to(user).filter(case=case, public_id=public_id, withdrawn_at=None)
    file = rows.select_related("case", "agency", "key").first()
    if file is None or not file.is_readable:
        return None

    def make() -> Paged:
        data = storage.contents(file)
        if isinstance(data, Disposed):
            raise Apart(GONE)
        return pages_of(file.extension, data, title=f"File {file.number}", marking=MARKING)

    def note() -> None:
        audit.record_reading(
            "documents.file_read", subject=file, by=user, case=file.case, contributed_by=file.agency,
            number=file.number,
        )  # fmt: skip

    return PaperPages(f"file {file.public_id}", make, note)


makes_pages("documents:file", _file_pages)
