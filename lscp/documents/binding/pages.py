"""A file as pages of a PDF, where that can be done without changing what it says.

PDF files are taken as they are, pictures and plain text become pages. Word, Excel and mail are not drawn again: a
copy that looks different from the file would be worse than the file itself, so they are read separately.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageOps
from pypdf import PdfReader

from lscp.web.pdf import render_pdf

PICTURES = frozenset({".png", ".jpg", ".jpeg"})
TEXTS = frozenset({".txt"})
MOST_PAGES = 1_500
"""Pages of one file that are taken into a bundle; a longer one is read separately."""
MOST_DOTS = 60_000_000
A4 = (1240, 1754)
"""Dots of an A4 page at 150 to the inch: pictures are never made larger than that."""


class Apart(Exception):
    """The file cannot become pages; the message says why, as the reader is told."""


@dataclass(frozen=True)
class Paged:
    """A file as a PDF. `picture` is its description where every page is one picture without text."""

    data: bytes
    picture: str = ""


def pages_of(extension: str, data: bytes, *, title: str, marking: str) -> Paged:
    """The pages of a file. Raises `Apart` for one that is read separately."""
    if extension == ".pdf":
        reader_of(data)
        return Paged(data)
    if extension in PICTURES:
        return Paged(_picture(data), picture=title)
    if extension in TEXTS:
        return Paged(_text(data, title=title, marking=marking))
    raise Apart("This kind of file is not turned into pages. Open it on the meeting’s page")


def reader_of(data: bytes) -> PdfReader:
    """A PDF opened for reading. Raises `Apart` for one that is locked, broken or too long."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Apart("This PDF is locked with a password. Open it on the meeting’s page")
        number = len(reader.pages)
    except Apart:
        raise
    except Exception as problem:
        raise Apart("This PDF could not be read. Open it on the meeting’s page") from problem
    if not number:
        raise Apart("This PDF has no pages")
    if number > MOST_PAGES:
        raise Apart(f"This PDF has {number:,} pages, more than a bundle takes. Open it on the meeting’s page")
    return reader


def _picture(data: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > MOST_DOTS:
                raise Apart("This picture is too large for a bundle. Open it on the meeting’s page")
            picture: Any = ImageOps.exif_transpose(opened).convert("RGB")
    except Apart:
        raise
    except Exception as problem:
        raise Apart("This picture could not be read. Open it on the meeting’s page") from problem
    page = Image.new("RGB", A4 if picture.height >= picture.width else A4[::-1], "white")
    picture.thumbnail((page.width - 120, page.height - 120))
    page.paste(picture, ((page.width - picture.width) // 2, (page.height - picture.height) // 2))
    written = io.BytesIO()
    page.save(written, format="PDF", resolution=150)
    return written.getvalue()


def _text(data: bytes, *, title: str, marking: str) -> bytes:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return render_pdf("pdf/plain_text.html", {"text": text}, title=title, marking=marking)
