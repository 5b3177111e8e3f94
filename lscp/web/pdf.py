"""Accessible PDF copies (PDF/UA-1) from templates in `templates/pdf/`.

Nothing is fetched from anywhere: only files under the product's own static folders, by `static:` addresses.
What WeasyPrint leaves open is settled here: running heads and feet become artifacts, so that a screen
reader does not read the marking and page number in the middle of a sentence.
Templates use tables with fixed layout and no `dl`, `figure` or `overflow: hidden` (see `pdf/base.html`).
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pydyf  # type: ignore[import-untyped]
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.template.loader import render_to_string
from weasyprint import HTML, Document
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

SCHEME = "static:"
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}
STYLESHEET = "static:css/pdf.css"
# Tags are left alone; what counts as one letter is a character or an entity.
LONG_RUN = re.compile(r"<[^<>]*>|(?:&\w+;|&#\w+;|[^\s<>&]){81,}")
PIECE = re.compile(r"(?:&\w+;|&#\w+;|[^\s<>&]){1,40}")
BREAK = "&#8203;"  # a zero-width space


class ForbiddenAddress(Exception):
    """A template asked for something that is not one of our static files; no PDF is made."""


class StaticFilesOnly(URLFetcher):
    """Reads `static:<path>` from the static folders and refuses every other address."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The static file at `url`.

        Raises:
            FatalURLFetchingError: the address is not `static:`, or there is no such file of an allowed type.
        """
        name = unquote(url.removeprefix(SCHEME))
        kind = TYPES.get(Path(name).suffix.lower())
        if not url.startswith(SCHEME) or kind is None:
            raise FatalURLFetchingError("A PDF may use only our own static files.")
        try:
            found = finders.find(name)
        except SuspiciousFileOperation:
            found = None
        if not isinstance(found, str):
            raise FatalURLFetchingError("A PDF asked for a static file that does not exist.")
        return URLFetcherResponse(url, Path(found).read_bytes(), {"Content-Type": kind})


def render_pdf(template: str, context: dict[str, Any], *, title: str, marking: str) -> bytes:
    """The PDF/UA-1 document of one template that extends `pdf/base.html`.

    `title` is the document's title and stands in its properties and head: never a name or anything else
    that identifies a child. `marking` stands at head and foot of every page.

    Raises:
        ForbiddenAddress: the template refers to anything but our static files.
    """
    html = render_to_string(
        template,
        {**context, "title": title, "marking": marking, "terms_seen": set(), "stylesheet": STYLESHEET},
    )
    page = HTML(string=breakable(html), base_url=SCHEME, url_fetcher=StaticFilesOnly(), media_type="print")
    try:
        written: bytes | None = page.write_pdf(pdf_variant="pdf/ua-1", finisher=finish_structure)
    except FatalURLFetchingError as refusal:
        raise ForbiddenAddress(str(refusal)) from refusal
    if written is None:
        raise RuntimeError("the PDF was written nowhere")
    return written


def breakable(html: str) -> str:
    """The same page where runs of more than 80 letters without a space may break after every 40.

    The layout of text that cannot break takes time with the square of its length: 20,000 letters took
    13 seconds, now 1. The breaks are not seen and not read out.
    """

    def broken(run: re.Match[str]) -> str:
        text = run.group()
        return text if text.startswith("<") else BREAK.join(PIECE.findall(text))

    return LONG_RUN.sub(broken, html)


def finish_structure(_document: Document, pdf: pydyf.PDF) -> None:
    """Complete what WeasyPrint leaves open in the structure tree.

    Running heads and feet hang on no branch of the tree: their marked content becomes an artifact and the
    stray elements are forgotten. Header cells get their scope, and cells' references to headers an index.
    """
    things: dict[bytes, Any] = {
        thing.reference: thing for thing in pdf.objects if isinstance(thing, pydyf.Dictionary)
    }
    root = things[pdf.catalog["StructTreeRoot"]]
    in_tree = dict(_walk(root["K"], things, ()))
    _settle_headers(root, in_tree, things, pdf)
    numbers = things[root["ParentTree"]]["Nums"]
    parents = {numbers[i]: numbers[i + 1] for i in range(0, len(numbers), 2)}
    streams = {thing.reference: thing for thing in pdf.objects if isinstance(thing, pydyf.Stream)}
    for page in (thing for thing in things.values() if thing.get("Type") == "/Page"):
        stray = _strays(parents.get(page.get("StructParents")), in_tree)
        _to_artifacts(streams[page["Contents"]], stray)
    for reference, thing in things.items():
        if thing.get("Type") == "/StructElem" and reference not in in_tree:
            thing.clear()


def _walk(
    kids: Any, things: dict[bytes, Any], above: tuple[str, ...]
) -> Iterator[tuple[bytes, tuple[str, ...]]]:
    """Every element under `kids`, with the tags from the top down to it."""
    for reference in kids:
        element = things.get(reference) if isinstance(reference, bytes) else None
        if element is not None and element.get("Type") == "/StructElem":
            path = (*above, str(element["S"]))
            yield reference, path
            yield from _walk(element["K"], things, path)


def _settle_headers(
    root: Any, in_tree: dict[bytes, tuple[str, ...]], things: dict[bytes, Any], pdf: pydyf.PDF
) -> None:
    named: list[tuple[bytes, Any, bytes]] = []
    for reference, path in in_tree.items():
        element = things[reference]
        if path[-1] == "/TH":
            element["A"]["Scope"] = "/Column" if "/THead" in path[-3:] else "/Row"
        if "ID" in element:
            named.append((element["ID"].data, element["ID"], reference))
    if named:
        names = [
            part
            for _data, id_, reference in sorted(named, key=lambda one: one[0])
            for part in (id_, reference)
        ]
        tree = pydyf.Dictionary({"Names": pydyf.Array(names)})
        pdf.add_object(tree)
        root["IDTree"] = tree.reference


def _strays(references: Any, in_tree: dict[bytes, tuple[str, ...]]) -> set[int]:
    """Numbers of a page's marked content whose elements are not in the tree; the entries become null."""
    stray = {number for number, reference in enumerate(references or ()) if reference not in in_tree}
    for number in stray:
        references[number] = "null"
    return stray


def _to_artifacts(stream: pydyf.Stream, stray: set[int]) -> None:
    """Turn `/Span <</MCID 3>> BDC` into an artifact for each stray number."""
    parts = stream.stream
    for position in range(2, len(parts)):
        properties = parts[position - 1]
        if parts[position] == b"BDC" and isinstance(properties, dict) and properties.get("MCID") in stray:
            parts[position - 2] = "/Artifact"
            parts[position - 1] = pydyf.Dictionary({"Type": "/Pagination"})
