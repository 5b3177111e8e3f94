"""What of a paper's links and notes comes along: nothing that runs, nothing that names another paper's places."""

from __future__ import annotations

from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, TextStringObject

from lscp.documents.binding.tags import name

LEFT_OUT = frozenset({"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D", "/Popup"})
"""Annotations that carry other files or play something."""
NOT_COPIED = ("/P", "/Parent", "/AA", "/A", "/Dest", "/Popup", "/IRT", "/OC")


def copy_annotations(writer: PdfWriter, reader: PdfReader, pages: list[Any]) -> None:
    """Copy each page's annotations: links to places of the paper and to web addresses, filled fields as drawn."""
    places = _Places(reader, pages)
    for source, page in zip(reader.pages, pages, strict=True):
        found = source.get("/Annots")
        kept = ArrayObject()
        for one in (found.get_object() if found is not None else None) or ():
            given = one.get_object()
            if not isinstance(given, DictionaryObject) or given.get("/Subtype") in LEFT_OUT:
                continue
            made: Any = one.clone(writer, ignore_fields=NOT_COPIED)
            made = made.get_object()
            _aim(given, made, places)
            made[name("P")] = page.indirect_reference
            kept.append(getattr(made, "indirect_reference", None) or writer._add_object(made))
        if kept:
            page[name("Annots")] = kept


def _aim(given: Any, made: Any, places: _Places) -> None:
    """Where a link leads: a place of the same paper, or a web address."""
    action = given.get("/A")
    action = action.get_object() if action is not None else {}
    wanted = (
        given.get("/Dest") if "/Dest" in given else action.get("/D") if action.get("/S") == "/GoTo" else None
    )
    target = places.place(wanted)
    if target is not None:
        made[name("Dest")] = target
    elif action.get("/S") == "/URI" and isinstance(action.get("/URI"), str):
        made[name("A")] = DictionaryObject(
            {name("S"): name("URI"), name("URI"): TextStringObject(action["/URI"])}
        )


class _Places:
    """Where a paper's named places and page references lead in the bundle."""

    def __init__(self, reader: PdfReader, pages: list[Any]) -> None:
        self.reader = reader
        self.page_of = {
            source.indirect_reference.idnum: page.indirect_reference
            for source, page in zip(reader.pages, pages, strict=True)
            if source.indirect_reference is not None
        }
        self._named: dict[str, Any] | None = None

    def place(self, wanted: Any) -> ArrayObject | None:
        """The same place in the bundle; None for none."""
        if wanted is None:
            return None
        found = wanted.get_object()
        if isinstance(found, str | bytes):
            destination = self.named.get(str(found))
            found = destination.dest_array if destination is not None else None
        if not isinstance(found, ArrayObject) or not found:
            return None
        page = found[0]
        reference = self.page_of.get(page.idnum) if isinstance(page, IndirectObject) else None
        if reference is None:
            return None
        rest = [one.get_object() for one in list(found)[1:]] or [NameObject("/Fit")]
        return ArrayObject([reference, *rest])

    @property
    def named(self) -> dict[str, Any]:
        """The paper's named places, read when the first link names one."""
        if self._named is None:
            self._named = dict(self.reader.named_destinations)
        return self._named
