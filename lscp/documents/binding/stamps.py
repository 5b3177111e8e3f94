"""The strip at the foot of every page of a bundle: marking, whose copy it is and when it was made, page number.

The page is made that much longer, so that the strip never covers anything.
"""

from __future__ import annotations

import io
import re
from typing import Any

from django.utils.html import format_html
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
FORM, FONT = "/LscpStrip", "/LscpStripFont"
MARGIN, SIZE, BASELINE = 28, 8, 15
SAID, DIGITS = "Bundle page {} of {}", "0123456789"
STYLE = (
    "@page{size:595.28pt 26pt;margin:0}body{margin:0;font:8pt 'Liberation Sans','DejaVu Sans',Arial,sans-serif}"
    "p{margin:0;padding:4pt 28pt;break-after:page;height:18pt;line-height:9pt;position:relative}"
    "b{font-weight:bold}"
)


class Strips:
    """The strip of every page: drawn once, with the page's own number written in the same font."""

    def __init__(self, writer: PdfWriter, number: int, *, marking: str, words: str) -> None:
        page = format_html(
            "<!DOCTYPE html><title>Strips</title><style>{}</style><p><b>{}</b><br>{}</p><p>{}{}</p>",
            _Safe(STYLE), marking, words, SAID.format("", ""), DIGITS,
        )  # fmt: skip
        written = HTML(string=page, base_url=SCHEME, url_fetcher=StaticFilesOnly()).write_pdf()
        drawn, letters = PdfReader(io.BytesIO(written or b"")).pages[:2]
        self.writer, self.number = writer, number
        self.form = _form(writer, drawn)
        fonts: Any = letters["/Resources"]["/Font"].get_object()  # type: ignore[index]
        needed = set(SAID.format("", "") + DIGITS)
        key = next(one for one in fonts if needed <= _glyphs(fonts[one]).keys())
        self.font = fonts.raw_get(key).clone(writer)
        self.glyphs, self.widths = _glyphs(fonts[key]), _widths(fonts[key])

    def count(self, place: int) -> str:
        """What writes the number of one page, with its right end where the strip's margin begins."""
        glyphs = [self.glyphs[letter] for letter in SAID.format(place, self.number)]
        wide = sum(self.widths.get(one, 0) for one in glyphs) * SIZE / 1000
        text = "".join(f"{one:04x}" for one in glyphs)
        return f"BT {FONT} {SIZE} Tf 1 0 0 1 {WIDTH - MARGIN - wide:.3f} {BASELINE} Tm <{text}> Tj ET"


def _glyphs(font: Any) -> dict[str, int]:
    """The number of each letter's shape in a font, from the font's own table back to letters."""
    table = font["/ToUnicode"].get_data().decode("ascii", errors="replace")
    pairs = re.findall(r"<([0-9a-fA-F]{4})> <([0-9a-fA-F]{4})>\n", table)
    return {chr(int(letter, 16)): int(shape, 16) for shape, letter in pairs}


def _widths(font: Any) -> dict[int, float]:
    """How wide each shape is, in thousandths of the size."""
    found: dict[int, float] = {}
    entries = list(font["/DescendantFonts"][0].get_object()["/W"])
    for first, wide in zip(entries[::2], entries[1::2], strict=False):
        found |= {int(first) + place: float(one) for place, one in enumerate(wide)}
    return found


class _Safe(str):
    """Our own style sheet, which is no text of anybody's."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def stamp(strips: Strips, page: Any, place: int) -> None:
    """Make the page longer at its foot, as it is looked at, and draw the strip there with the page's number."""
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
    _draw(strips, page, matrix, strips.count(place))


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


def _draw(strips: Strips, page: Any, matrix: tuple[float, ...], count: str) -> None:
    writer = strips.writer
    given = page.get("/Resources")
    resources = DictionaryObject(given.get_object() if given is not None else {})
    for kind, key, thing in (("XObject", FORM, strips.form), ("Font", FONT, strips.font)):
        there = resources.get(f"/{kind}")
        things = DictionaryObject(there.get_object() if there is not None else {})
        things[NameObject(key)] = thing
        resources[name(kind)] = things
    page[name("Resources")] = resources
    mark = page.pop(OWN, None)
    numbers = " ".join(f"{one:.4f}" for one in matrix)
    before = f"{mark} <</MCID 0>> BDC q\n" if mark else "q\n"
    after = (
        f"\nQ {'EMC ' if mark else ''}/Artifact <</Type /Pagination>> BDC q {numbers} cm 1 g 0 0 {WIDTH} {HEIGHT} re f "
        f"0 g {FORM} Do {count} Q EMC\n"
    )
    found = page.raw_get("/Contents") if "/Contents" in page else None
    inside = found.get_object() if found is not None else None
    content = list(inside) if isinstance(inside, ArrayObject) else [found] if inside is not None else []
    page[name("Contents")] = ArrayObject([_stream(writer, before), *content, _stream(writer, after)])


def _stream(writer: PdfWriter, text: str) -> Any:
    made = DecodedStreamObject()
    made.set_data(text.encode("ascii"))
    return writer._add_object(made)
