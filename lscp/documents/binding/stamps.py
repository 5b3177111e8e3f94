"""The strip at the foot of every page of a bundle: marking, whose copy it is and when it was made, page number.

The page is made that much longer, so that the strip never covers anything.
"""

from __future__ import annotations

import io
from typing import Any

from django.utils.html import format_html, format_html_join
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    RectangleObject,
)
from weasyprint import HTML

from lscp.documents.binding.tags import OWN, name
from lscp.web.pdf import SCHEME, StaticFilesOnly

WIDTH, HEIGHT = 595.28, 26.0
"""Of the strip, in points; on a wider or narrower page it is drawn larger or smaller."""
FORM = "/LscpStrip"
STYLE = (
    "@page{size:595.28pt 26pt;margin:0}body{margin:0;font:8pt 'Liberation Sans','DejaVu Sans',Arial,sans-serif}"
    "p{margin:0;padding:4pt 28pt;break-after:page;height:18pt;line-height:9pt;position:relative}"
    "b{font-weight:bold}i{font-style:normal;position:absolute;right:28pt;top:4pt}"
)


def strips(number: int, *, marking: str, words: str) -> PdfReader:
    """A strip for each page, as pages of a PDF."""
    lines = format_html_join(
        "", "<p><b>{}</b><br>{}<i>Bundle page {} of {}</i></p>",
        ((marking, words, place, number) for place in range(1, number + 1)),
    )  # fmt: skip
    page = format_html("<!DOCTYPE html><title>Strips</title><style>{}</style>{}", _Safe(STYLE), lines)
    written = HTML(string=page, base_url=SCHEME, url_fetcher=StaticFilesOnly()).write_pdf()
    return PdfReader(io.BytesIO(written or b""))


class _Safe(str):
    """Our own style sheet, which is no text of anybody's."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def stamp(writer: PdfWriter, page: Any, strip: Any) -> None:
    """Make the page longer at its foot, as it is looked at, and draw the strip there."""
    box, turned = page.cropbox, page.rotation % 360
    left, bottom, right, top = (float(one) for one in (*box.lower_left, *box.upper_right))
    across = (top - bottom) if turned in (90, 270) else (right - left)
    scale = across / WIDTH
    deep = HEIGHT * scale
    matrix, grown = {
        0: ((scale, 0, 0, scale, left, bottom - deep), (left, bottom - deep, right, top)),
        90: ((0, scale, -scale, 0, right + deep, bottom), (left, bottom, right + deep, top)),
        180: ((-scale, 0, 0, -scale, right, top + deep), (left, bottom, right, top + deep)),
        270: ((0, -scale, scale, 0, left - deep, top), (left - deep, bottom, right, top)),
    }[turned if turned in (0, 90, 180, 270) else 0]
    for kind in ("/MediaBox", "/CropBox"):
        page[NameObject(kind)] = RectangleObject(grown)
    for kind in ("/TrimBox", "/BleedBox", "/ArtBox"):
        page.pop(kind, None)
    _draw(writer, page, _form(writer, strip), matrix)


def _form(writer: PdfWriter, strip: Any) -> Any:
    """A strip as something that a page can draw."""
    form = DecodedStreamObject()
    form.set_data(strip.get_contents().get_data())
    form.update(
        {
            name("Type"): name("XObject"), name("Subtype"): name("Form"),
            name("BBox"): ArrayObject(FloatObject(one) for one in (0, 0, WIDTH, HEIGHT)),
            name("Resources"): strip["/Resources"].clone(writer),
        }
    )  # fmt: skip
    return writer._add_object(form.flate_encode())


def _draw(writer: PdfWriter, page: Any, form: Any, matrix: tuple[float, ...]) -> None:
    given = page.get("/Resources")
    resources = DictionaryObject(given.get_object() if given is not None else {})
    drawn = resources.get("/XObject")
    forms = DictionaryObject(drawn.get_object() if drawn is not None else {})
    forms[NameObject(FORM)] = form
    resources[name("XObject")] = forms
    page[name("Resources")] = resources
    mark = page.pop(OWN, None)
    numbers = " ".join(f"{one:.4f}" for one in matrix)
    before = f"{mark} <</MCID 0>> BDC q\n" if mark else "q\n"
    after = (
        f"\nQ {'EMC ' if mark else ''}/Artifact <</Type /Pagination>> BDC q {numbers} cm 1 g 0 0 {WIDTH} {HEIGHT} re f "
        f"0 g {FORM} Do Q EMC\n"
    )
    found = page.raw_get("/Contents") if "/Contents" in page else None
    inside = found.get_object() if found is not None else None
    content = list(inside) if isinstance(inside, ArrayObject) else [found] if inside is not None else []
    page[name("Contents")] = ArrayObject([_stream(writer, before), *content, _stream(writer, after)])


def _stream(writer: PdfWriter, text: str) -> Any:
    made = DecodedStreamObject()
    made.set_data(text.encode("ascii"))
    return writer._add_object(made)
