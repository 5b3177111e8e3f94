"""What may be a paper of a meeting: pages of this product that the stages offer, and files of the case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.urls import Resolver404, resolve

from lscp.documents.enums import READABLE
from lscp.documents.models import Attachment
from lscp.meetings.models import Meeting

OfferSource = Callable[[Any, Any], "list[tuple[str, str]]"]

_sources: dict[str, OfferSource] = {}


class Offer(NamedTuple):
    """What may become a paper. The title is kept and identifies nobody; `about` is sealed and only shown."""

    title: str
    path: str
    about: str = ""

    @property
    def words(self) -> str:
        """Title and description, as the person who chooses sees them."""
        return f"{self.title}: {self.about}" if self.about else self.title


class ShownPaper(NamedTuple):
    """A paper as one reader sees it."""

    number: int
    title: str
    path: str
    about: str = ""


def offers_papers(name: str, source: OfferSource) -> None:
    """Register `source(user, case)`: (title, path) of pages about a case that the person may open.

    A title identifies nobody: "Notification form, version 2".
    """
    _sources[name] = source


def papers_for(user: Any, case: Any) -> list[Offer]:
    """Every page that may become a paper of a meeting about this case, then the files attached to it.

    Only files the person may read, and that anybody may: checked for viruses and not taken back.
    """
    pages = [Offer(*offer) for _name, source in sorted(_sources.items()) for offer in source(user, case)]
    return pages + _files(user, case)


def may_offer(user: Any, case: Any, path: str) -> bool:
    """Whether the person may make this address a paper: a file must be one of this case that they may read."""
    return not _is_file(path) or path in {offer.path for offer in _files(user, case)}


def shown_to(user: Any, meeting: Meeting) -> list[ShownPaper]:
    """The papers of a meeting for one reader: a file that they may not read is left out."""
    papers = list(meeting.papers.filter(taken_out_at=None))
    if not any(_is_file(paper.path) for paper in papers):
        return [ShownPaper(paper.number, paper.title, paper.path) for paper in papers]
    about = {offer.path: offer.about for offer in _files(user, meeting.case)}
    return [
        ShownPaper(paper.number, paper.title, paper.path, about.get(paper.path, ""))
        for paper in papers
        if paper.path in about or not _is_file(paper.path)
    ]


def _files(user: Any, case: Any) -> list[Offer]:
    readable = Attachment.visible_to(user).filter(case=case, scan_state__in=READABLE, withdrawn_at=None)
    found = readable.select_related("case", "agency", "description__key").order_by("added_at", "number")
    return [
        Offer(_title(file), file.get_absolute_url(), str(file.description.open()) if file.description else "")
        for file in found
    ]


def _title(file: Attachment) -> str:
    kind = file.extension.lstrip(".").upper()
    return f"File {file.number} ({kind})" + (f", added by {file.agency}" if file.agency else "")


def _is_file(path: str) -> bool:
    try:
        return resolve(path).view_name == "documents:file"
    except Resolver404:
        return False
