"""The file that agencies may fill in: the headings, and how each is written. Nothing in it is anybody's."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from lscp.documents.kinds import SHEET
from rapid_reviews.chronology_codes import Theme
from rapid_reviews.queries.chronology_mapping import COLUMNS

HELP = {
    "date": "27/3/2026, March 2026, 2026, around 27/3/2026, 1/3/2026 to 5/3/2026, or not known",
    "until": "The last day, for something that went on. Leave it empty for one day",
    "time": "14:30 or 2:30pm. Leave it empty if nobody knows",
    "source": "Where your records hold it",
    "event": "What happened, in short. One event to a row",
    "children": "Child 1, Child 2. Write all for all children",
    "child_seen": "yes, no, not recorded or not relevant",
    "spoken_to": "yes, no, not recorded or not relevant",
    "response": "What was done",
    "significance": "Why it matters",
    "comment": "Anything to add",
    "themes": "; ".join(str(one.label) for one in Theme),
}
HEADINGS = [column.label for column in COLUMNS]


def as_workbook() -> bytes:
    """The workbook: one sheet to fill in, one that explains."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Chronology"
    sheet.append(HEADINGS)
    for place, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(row=1, column=place)
        cell.font = Font(bold=True)
        wide = column.key in {"event", "response", "significance", "comment"}
        sheet.column_dimensions[get_column_letter(place)].width = 50 if wide else 18
    sheet.freeze_panes = "A2"
    help_sheet = book.create_sheet("How to fill in")
    help_sheet.append(["Column", "How to fill it in"])
    for column in COLUMNS:
        needed = " (needed)" if column.is_needed else ""
        help_sheet.append([f"{column.label}{needed}", HELP[column.key]])
    help_sheet.column_dimensions["A"].width, help_sheet.column_dimensions["B"].width = 28, 90
    for cell in help_sheet[1]:
        cell.font = Font(bold=True)
    for row in help_sheet.iter_rows(min_row=2):
        row[1].alignment = Alignment(wrap_text=True, vertical="top")
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def as_csv() -> bytes:
    """The headings alone, with the mark by which Excel knows the encoding."""
    kept = io.StringIO()
    csv.writer(kept).writerow(HEADINGS)
    return kept.getvalue().encode("utf-8-sig")


TEMPLATES: dict[str, tuple[Callable[[], bytes], str]] = {
    "xlsx": (as_workbook, SHEET),
    "csv": (as_csv, "text/csv; charset=utf-8"),
}
