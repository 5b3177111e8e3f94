"""A copy of the chronology as a file: Excel, CSV or accessible PDF (PDF/UA). Each is marked, and runs nothing."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from lscp.documents.kinds import SHEET
from lscp.web.context_processors import MARKING
from lscp.web.pdf import render_pdf
from lscp.web.spreadsheets import safe
from rapid_reviews.chronology_codes import CopyKind
from rapid_reviews.queries.chronology_export import HEADINGS, Document, Line

MOST_IN_CELL: Final = 32_000
"""Characters; a cell of Excel holds 32,767."""
CUT: Final = " … (cut here: the whole text is in the PDF)"
WIDE: Final = frozenset({"What happened", "What was done", "Why it matters", "Added"})
PER_TABLE: Final = 200
"""Rows in one table of a PDF: long tables are laid out slowly, and their headings are far away."""


def as_xlsx(copy: Document) -> bytes:
    """A workbook: texts are texts, also where they begin like a formula; days are days."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Chronology")
    for place, heading in enumerate(HEADINGS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = 50 if heading in WIDE else 18
    before = [MARKING, copy.title, *copy.facts]
    sheet.freeze_panes = f"B{len(before) + 2}"
    for said in before:
        sheet.append([_text_cell(sheet, said)])
    sheet.append([_text_cell(sheet, heading, font=Font(bold=True)) for heading in HEADINGS])
    wrapped = Alignment(wrap_text=True, vertical="top")
    for line in copy.lines:
        sheet.append([_cell(sheet, value, wrapped) for value in line.cells])
    sheet.append([_text_cell(sheet, MARKING)])
    sheet.oddHeader.center.text = sheet.oddFooter.center.text = MARKING
    sheet.page_setup.orientation = "landscape"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _cell(sheet: Any, value: Any, alignment: Alignment) -> Any:
    if isinstance(value, dt.date):
        cell = WriteOnlyCell(sheet, value=value)
        cell.number_format = "DD/MM/YYYY"
    else:
        cell = _text_cell(sheet, value or "")
    cell.alignment = alignment
    return cell


def _text_cell(sheet: Any, text: str, font: Font | None = None) -> Any:
    """A cell that holds a text whatever it looks like, and stays one when somebody edits it."""
    plain = ILLEGAL_CHARACTERS_RE.sub("", text)
    if len(plain) > MOST_IN_CELL:
        plain = plain[:MOST_IN_CELL] + CUT
    cell = WriteOnlyCell(sheet, value=plain)
    if plain and safe([plain]) != [plain]:
        cell.data_type = "s"
        cell.quotePrefix = True
    if font:
        cell.font = font
    return cell


def as_csv(copy: Document) -> bytes:
    """Commas, quotation marks, and the mark by which Excel knows the encoding; the marking stands first and last."""
    kept = io.StringIO()
    writer = csv.writer(kept, lineterminator="\r\n")
    for said in (MARKING, copy.title, *copy.facts):
        writer.writerow(safe([said]))
    writer.writerow(HEADINGS)
    for line in copy.lines:
        writer.writerow(safe(_plain(value) for value in line.cells))
    writer.writerow([MARKING])
    return kept.getvalue().encode("utf-8-sig")


def _plain(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value or "")


def as_pdf(copy: Document) -> bytes:
    """An accessible document: a heading for each year and one table for each year, or for each 200 rows of it."""
    context = {"copy": copy, "tables": list(_tables(copy.lines))}
    return render_pdf("pdf/rapid_review_chronology.html", context, title=copy.title, marking=MARKING)


def _tables(lines: Iterable[Line]) -> Iterator[tuple[str, list[Line]]]:
    for year, group in groupby(lines, key=lambda line: line.first.year if line.first else None):
        listed = list(group)
        title = str(year) if year else "Date not known"
        for start in range(0, len(listed), PER_TABLE):
            some = listed[start : start + PER_TABLE]
            place = f", rows {start + 1} to {start + len(some)} of {len(listed)}"
            yield title + (place if len(listed) > PER_TABLE else ""), some


MAKERS: Final[dict[str, Callable[[Document], bytes]]] = {
    CopyKind.XLSX: as_xlsx,
    CopyKind.CSV: as_csv,
    CopyKind.PDF: as_pdf,
}
MEDIA_TYPES: Final = {
    CopyKind.XLSX: SHEET,
    CopyKind.CSV: "text/csv; charset=utf-8",
    CopyKind.PDF: "application/pdf",
}
