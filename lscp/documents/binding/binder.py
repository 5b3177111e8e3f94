"""Binding: copies of pages, contents in front, bookmarks, strips. Nothing here knows who may read what."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, NameObject, TextStringObject

from lscp.documents.binding.links import copy_annotations
from lscp.documents.binding.pages import Apart, Paged, reader_of
from lscp.documents.binding.stamps import Strips, stamp
from lscp.documents.binding.tags import StructureTree, name
from lscp.kernel.collector import no_search_for_cycles
from lscp.web.pdf import render_pdf

AT = "https://bundle.invalid/"
"""Where the links of the contents lead until the pages are there."""
BROKEN = "This PDF could not be read. Open it on the meeting’s page"
DEEPEST, MOST_MARKS = 3, 400
"""How far a paper's own bookmarks are taken over."""


@dataclass(frozen=True)
class Sheet:
    """One paper: its pages, or why it is read separately."""

    number: int
    title: str
    paged: Paged | None = None
    why_apart: str = ""


@dataclass(frozen=True)
class Bound:
    """The bundle, how many pages it has, and which papers are read separately."""

    data: bytes
    pages: int
    apart: Sequence[Sheet]


class _Broken(Exception):
    """A paper that could not be copied."""


@dataclass(frozen=True)
class _Entry:
    """One line of the contents."""

    sheet: Sheet
    first: int = 0
    pages: int = 0
    is_tagged: bool = True
    href: str = ""


def bind(
    sheets: Sequence[Sheet],
    *,
    title: str,
    marking: str,
    words: str,
    not_theirs: int = 0,
    about: Sequence[str] = (),
) -> Bound:
    """The bundle of these papers. A paper that cannot be copied is listed as read separately.

    `words` say on every page whose copy it is and when it was made; `about` stands before the contents.
    """
    sheets = list(sheets)
    while True:
        try:
            with no_search_for_cycles():
                return _bind(
                    sheets, title=title, marking=marking, words=words, not_theirs=not_theirs, about=about
                )
        except _Broken as broken:
            place = int(str(broken))
            sheets[place] = replace(sheets[place], paged=None, why_apart=BROKEN)


def _bind(
    sheets: Sequence[Sheet], *, title: str, marking: str, words: str, not_theirs: int, about: Sequence[str]
) -> Bound:
    readers = [_opened(place, one) for place, one in enumerate(sheets)]
    context = {"about": [*about, words], "not_theirs": not_theirs}
    front, entries = _front(sheets, readers, context, title=title, marking=marking)
    writer = PdfWriter()
    tree = StructureTree(writer)
    contents = _copy(writer, tree, front, title="Contents")
    writer.add_outline_item(title="Contents", page_number=0)
    firsts = {}
    for place, (entry, reader) in enumerate(zip(entries, readers, strict=True)):
        if reader is None or entry.sheet.paged is None:
            continue
        sheet = entry.sheet
        label = f"{sheet.number}. {sheet.title}"
        try:
            pages = _copy(writer, tree, reader, title=label, picture=entry.sheet.paged.picture)
            _bookmarks(writer, reader, label, entry.first - 1)
        except Exception as problem:
            raise _Broken(str(place)) from problem
        firsts[sheet.number] = pages[0].indirect_reference
    _lead(contents, firsts)
    number = len(writer.pages)
    strips = Strips(writer, number, marking=marking, words=words)
    for place, page in enumerate(writer.pages, start=1):
        stamp(strips, page, place)
    tree.finish()
    _describe(writer, title)
    written = io.BytesIO()
    writer.write(written)
    return Bound(written.getvalue(), number, [one for one in sheets if one.paged is None])


def _opened(place: int, sheet: Sheet) -> PdfReader | None:
    try:
        return reader_of(sheet.paged.data) if sheet.paged is not None else None
    except Apart as problem:
        raise _Broken(str(place)) from problem


def _front(
    sheets: Sequence[Sheet],
    readers: Sequence[PdfReader | None],
    context: dict[str, Any],
    *,
    title: str,
    marking: str,
) -> tuple[PdfReader, list[_Entry]]:
    """The contents, drawn again when they turn out longer than thought, so that their page numbers are right."""
    length = 1
    while True:
        entries, first = [], length + 1
        for sheet, reader in zip(sheets, readers, strict=True):
            if reader is None:
                entries.append(_Entry(sheet))
                continue
            pages, is_tagged = len(reader.pages), "/StructTreeRoot" in reader.root_object
            entries.append(_Entry(sheet, first, pages, is_tagged, f"{AT}{sheet.number}"))
            first += pages
        data = render_pdf(
            "pdf/paper_bundle.html",
            {**context, "entries": entries, "pages": first - 1},
            title=title,
            marking=marking,
        )
        reader = PdfReader(io.BytesIO(data))
        if len(reader.pages) <= length:
            return reader, entries
        length = len(reader.pages)


def _copy(
    writer: PdfWriter, tree: StructureTree, reader: PdfReader, *, title: str, picture: str = ""
) -> list[Any]:
    pages = [
        writer.add_page(one, excluded_keys=("/B", "/Annots", "/AA", "/Metadata", "/Thumb"))
        for one in reader.pages
    ]
    copy_annotations(writer, reader, pages)
    tree.add(reader, pages, title=title, picture=picture)
    return pages


def _bookmarks(writer: PdfWriter, reader: PdfReader, title: str, first: int) -> None:
    """The paper's title, and below it the paper's own bookmarks."""
    parent = writer.add_outline_item(title=title, page_number=first)
    place = {
        one.indirect_reference.idnum: number
        for number, one in enumerate(reader.pages)
        if one.indirect_reference is not None
    }
    left = MOST_MARKS

    def add(marks: Any, above: Any, depth: int) -> None:
        nonlocal left
        last = above
        for one in marks:
            if isinstance(one, list):
                if depth < DEEPEST:
                    add(one, last, depth + 1)
                continue
            number = place.get(getattr(one.page, "idnum", -1))
            if number is not None and left:
                left -= 1
                last = writer.add_outline_item(title=str(one.title), page_number=first + number, parent=above)

    add(reader.outline, parent, 1)


def _lead(contents: list[Any], firsts: dict[int, Any]) -> None:
    """Turn the links of the contents into links to the papers' first pages."""
    for page in contents:
        for one in page.get("/Annots", ()):
            link = one.get_object()
            address = str(link.get("/A", {}).get("/URI", ""))
            number = address.removeprefix(AT)
            if address.startswith(AT) and number.isdecimal() and int(number) in firsts:
                del link["/A"]
                link[name("Dest")] = ArrayObject([firsts[int(number)], NameObject("/Fit")])


def _describe(writer: PdfWriter, title: str) -> None:
    """Title, language and that it is tagged: what a reader's program asks first."""
    writer.add_metadata({"/Title": title, "/Producer": "", "/Creator": ""})
    root: Any = writer.root_object
    root[name("Lang")] = TextStringObject("en-GB")
    root[name("MarkInfo")] = DictionaryObject({name("Marked"): BooleanObject(True)})
    root[name("ViewerPreferences")] = DictionaryObject({name("DisplayDocTitle"): BooleanObject(True)})
    root[name("PageMode")] = name("UseOutlines")
