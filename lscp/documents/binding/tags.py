"""One structure tree out of several, so that a screen reader reads the bundle as it read each paper.

What is kept: every element of a tagged paper, in its order, below a part that bears the paper's title. What is not:
a paper's own claim to follow PDF/UA, and roles and classes of the same name with another meaning (the first counts).
A paper without tags is read in the order in which it was drawn; a picture by its description.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

ROOT = "/StructTreeRoot"
OWN = "/LscpMarked"


def name(word: str) -> NameObject:
    """A name of PDF."""
    return NameObject(f"/{word}")


class StructureTree:
    """The tree of the whole bundle, grown paper by paper."""

    def __init__(self, writer: PdfWriter) -> None:
        self.writer = writer
        self.root = DictionaryObject({name("Type"): name("StructTreeRoot")})
        self.root_reference = writer._add_object(self.root)
        self.document, self.parts = self._element("Document", self.root_reference)
        self.root[name("K")] = ArrayObject([self.document])
        self.numbers: list[tuple[int, Any]] = []
        self.ids: list[tuple[bytes, IndirectObject]] = []
        self.next_key = 0

    def is_tagged(self, reader: PdfReader) -> bool:
        """Whether a paper has a structure of its own."""
        return ROOT in reader.root_object and isinstance(reader.root_object[ROOT], DictionaryObject)

    def add(self, reader: PdfReader, pages: list[Any], *, title: str, picture: str = "") -> None:
        """Take in the structure of a paper whose pages and annotations were copied already."""
        part, kids = self._element("Part", self.document, title=title)
        self.parts.append(part)
        if self.is_tagged(reader):
            self._graft(reader, pages, part, kids)
        else:
            self._cover(pages, part, kids, picture=picture)

    def finish(self) -> None:
        """Write the tree into the document."""
        numbers = ArrayObject(
            thing
            for key, value in sorted(self.numbers, key=lambda one: one[0])
            for thing in (NumberObject(key), value)
        )
        tree = DictionaryObject({name("Nums"): numbers})
        self.root[name("ParentTree")] = self.writer._add_object(tree)
        self.root[name("ParentTreeNextKey")] = NumberObject(self.next_key)
        if self.ids:
            named = ArrayObject(
                thing
                for key, value in sorted(self.ids, key=lambda one: one[0])
                for thing in (ByteStringObject(key), value)
            )
            self.root[name("IDTree")] = self.writer._add_object(DictionaryObject({name("Names"): named}))
        self.writer.root_object[NameObject(ROOT)] = self.root_reference

    def _element(
        self, role: str, parent: IndirectObject, *, title: str = ""
    ) -> tuple[IndirectObject, ArrayObject]:
        kids = ArrayObject()
        made = DictionaryObject(
            {name("Type"): name("StructElem"), name("S"): name(role), name("P"): parent, name("K"): kids}
        )
        if title:
            made[name("T")] = TextStringObject(title)
        return self.writer._add_object(made), kids

    def _graft(self, reader: PdfReader, pages: list[Any], part: IndirectObject, kids: ArrayObject) -> None:
        """Copy a paper's tree below its part; page and annotation keys and identifiers are made unlike the others'."""
        cloned: Any = reader.root_object[ROOT].clone(self.writer)
        cloned = cloned.get_object()
        base, first = self.next_key, len(self.ids)
        for kid in _listed(cloned.get("/K")):
            if isinstance(kid, IndirectObject) and isinstance(kid.get_object(), DictionaryObject):
                kid.get_object()[name("P")] = part  # type: ignore[index]
                kids.append(kid)
        for key, value in _number_pairs(cloned.get("/ParentTree")):
            self.numbers.append((base + key, value))
            self.next_key = max(self.next_key, base + key + 1)
        for source, page in zip(reader.pages, pages, strict=True):
            self._key(source, page, "/StructParents", base)
            for annotation in _listed(page.get("/Annots")):
                self._key(annotation.get_object(), annotation.get_object(), "/StructParent", base)
        for reference in kids:
            self._name_apart(reference, f"{first}-{base}-".encode())
        for kind in ("/RoleMap", "/ClassMap"):
            self._merge(kind, cloned.get(kind))

    def _key(self, source: Any, target: Any, kind: str, base: int) -> None:
        if isinstance(source.get(kind), int):
            target[NameObject(kind)] = NumberObject(base + source[kind])

    def _name_apart(self, reference: Any, prefix: bytes) -> None:
        """Give every identifier below an element, and every mention of one, the paper's own prefix."""
        waiting = [reference]
        while waiting:
            one = waiting.pop()
            element = one.get_object()
            if not isinstance(element, DictionaryObject):
                continue
            if "/ID" in element and isinstance(one, IndirectObject):
                key = prefix + _bytes(element["/ID"])
                element[name("ID")] = ByteStringObject(key)
                self.ids.append((key, one))
            for attributes in _listed(element.get("/A")):
                found = attributes.get_object()
                if isinstance(found, DictionaryObject) and "/Headers" in found:
                    found[name("Headers")] = ArrayObject(
                        ByteStringObject(prefix + _bytes(key)) for key in _listed(found["/Headers"])
                    )
            waiting += [kid for kid in _listed(element.get("/K")) if not isinstance(kid, int)]

    def _merge(self, kind: str, theirs: Any) -> None:
        theirs = theirs.get_object() if theirs is not None else None
        if not isinstance(theirs, DictionaryObject):
            return
        ours: Any = self.root.setdefault(NameObject(kind), DictionaryObject())
        for key, value in theirs.items():
            ours.setdefault(NameObject(key), value)

    def _cover(self, pages: list[Any], part: IndirectObject, kids: ArrayObject, *, picture: str) -> None:
        """One element for each page of a paper without tags; `stamps` puts the marks around the page's content."""
        for page in pages:
            element, own = self._element("Figure" if picture else "P", part)
            made: Any = element.get_object()
            made[name("Pg")] = page.indirect_reference
            if picture:
                made[name("Alt")] = TextStringObject(picture)
            own.append(NumberObject(0))
            kids.append(element)
            page[name("StructParents")] = NumberObject(self.next_key)
            page[NameObject(OWN)] = name("Figure" if picture else "P")
            self.numbers.append((self.next_key, ArrayObject([element])))
            self.next_key += 1


def _listed(thing: Any) -> list[Any]:
    """What may stand alone or in a list, as a list."""
    if thing is None:
        return []
    found = thing.get_object() if isinstance(thing, IndirectObject) else thing
    return list(found) if isinstance(found, ArrayObject) else [thing]


def _bytes(key: Any) -> bytes:
    raw = getattr(key, "original_bytes", key)
    return raw if isinstance(raw, bytes) else str(raw).encode()


def _number_pairs(tree: Any) -> Iterator[tuple[int, Any]]:
    """The entries of a number tree, flat or branched."""
    waiting = [tree] if tree is not None else []
    while waiting:
        node = waiting.pop().get_object()
        if not isinstance(node, DictionaryObject):
            continue
        waiting += _listed(node.get("/Kids"))
        entries = _listed(node.get("/Nums"))
        for place in range(0, len(entries) - 1, 2):
            yield int(entries[place]), entries[place + 1]
