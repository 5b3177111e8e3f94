"""Reading an agency's file into a plain table: Excel (.xlsx), CSV, or a table in a Word document.

Looks inside and trusts no name. Formulas are never worked out, macros and archives that unpack to too much are
refused. A cell is a text, or a small document `{"kind", "value"}` for a date, number, formula and the like.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Final

import docx
import openpyxl

from lscp.documents import kinds
from lscp.documents.kinds import Unsuitable

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 40
MOST_LETTERS: Final = 20_000
"""Of one cell. Longer ones are a problem of their row."""
MOST_UNPACKED: Final = 150 * 1024 * 1024
MOST_GAP: Final = 2_000
"""Empty lines in a row after which a sheet is taken to have ended."""
HEADING_WITHIN: Final = 20
LISTED: Final = "an Excel workbook (.xlsx), a CSV file or a Word document (.docx)"
DELIMITERS: Final = ",;\t|"
UNREADABLE: Final = (
    "The file cannot be read. Open it in the program that made it, save it again and choose it again"
)
NO_TABLE: Final = "No table with a row of headings was found in the file. Use the template, or add headings"
MOST_MERGED: Final = 2 * MOST_ROWS * MOST_COLUMNS
"""Cells of a sheet, counted once for each merged range they lie in."""
LONGEST_TAG: Final = 4_096
_MERGED: Final = re.compile(
    rb'<(?:\w{1,20}:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"'
)
Cell = str | dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One line of the file with its number there."""

    number: int
    cells: list[Cell]


@dataclass(frozen=True)
class Table:
    """The headings, and the lines under them that are not empty."""

    columns: list[str]
    lines: list[Line]

    def to_json(self) -> dict[str, Any]:
        """A plain value to keep; `from_json` reads it back."""
        return {"columns": self.columns, "lines": [[one.number, one.cells] for one in self.lines]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Table:
        """What `to_json` wrote."""
        return cls(data["columns"], [Line(number, cells) for number, cells in data["lines"]])


def read(name: str, data: bytes, *, is_heading: Callable[[Iterable[str]], bool]) -> Table:
    """The table in a file. `is_heading` says whether texts look like the headings of a chronology.

    Raises:
        Unsuitable: the file is not taken; the message says what to do.
    """
    extension = PurePath(name).suffix.lower()
    if not data:
        raise Unsuitable("The file is empty. Choose another")
    if extension in {".xlsm", ".xltm", ".docm", ".dotm", ".xlsb"} or _has_macros(data):
        raise Unsuitable(
            "The file holds macros, which are not taken. Save it as .xlsx or .docx without macros"
        )
    if extension == ".csv":
        lines: Iterable[Line] = _of_csv(data)
    elif extension in {".xlsx", ".docx"}:
        _check_archive(data)
        kinds.kind_of(name, data)
        lines = _of_workbook(data) if extension == ".xlsx" else _of_document(data, is_heading)
    else:
        raise Unsuitable(f"The file must be {LISTED}")
    return _headed(lines, is_heading)


def _headed(lines: Iterable[Line], is_heading: Callable[[Iterable[str]], bool]) -> Table:
    """Find the headings among the first lines; what follows is the table."""
    columns: list[str] | None = None
    kept: list[Line] = []
    for line in lines:
        texts = [one.strip() if isinstance(one, str) else "" for one in line.cells]
        if columns is None:
            if is_heading(texts):
                columns = texts
            elif line.number > HEADING_WITHIN:
                break
            continue
        kept.append(line)
        if len(kept) > MOST_ROWS:
            raise Unsuitable(
                f"The file has more than {MOST_ROWS:,} rows. Split it and import the parts one by one"
            )
    if columns is None:
        raise Unsuitable(NO_TABLE)
    if not kept:
        raise Unsuitable("The table in the file has headings but no rows")
    return Table(columns, kept)


# Excel


def _of_workbook(data: bytes) -> Iterator[Line]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheet = next((one for one in book.worksheets if one.sheet_state == "visible"), None)
        if sheet is None:
            raise Unsuitable(NO_TABLE)
        merged = _merged_cells(data, sheet)
        sheet.reset_dimensions()
        yield from _lines_of_sheet(sheet, merged)
    except Unsuitable:
        raise
    except Exception as problem:  # a broken workbook breaks openpyxl in many ways
        raise Unsuitable(UNREADABLE) from problem


def _lines_of_sheet(sheet: Any, merged: dict[int, dict[int, str]]) -> Iterator[Line]:
    gap = 0
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        cells = [_cell(one) for one in row]
        for place, where in merged.get(number, {}).items():
            cells += [""] * (place + 1 - len(cells))
            cells[place] = {"kind": "merged", "value": where}
        if any(cells):
            gap = 0
            yield Line(number, _trimmed(cells))
        else:
            gap += 1
            if gap > MOST_GAP:
                return


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        if cell.data_type == "f":
            return {"kind": "formula", "value": ""}
        return _text({"kind": "error", "value": value} if cell.data_type == "e" else value)
    return _other(value, cell.data_type)


def _other(value: Any, data_type: str) -> Cell:
    if isinstance(value, dt.datetime):
        kind = "datetime" if value.time() != dt.time(0) else "date"
        return {"kind": kind, "value": value.replace(microsecond=0).isoformat()}
    if isinstance(value, dt.date):
        return {"kind": "date", "value": value.isoformat()}
    if isinstance(value, dt.time):
        return {"kind": "time", "value": value.replace(microsecond=0).isoformat()}
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return {"kind": "number", "value": value}
    return {"kind": "formula", "value": ""} if data_type == "f" else {"kind": "error", "value": ""}


def _text(value: Cell) -> Cell:
    if isinstance(value, str) and len(value) > MOST_LETTERS:
        return {"kind": "long", "value": len(value)}
    return value


def _trimmed(cells: list[Cell]) -> list[Cell]:
    while cells and cells[-1] == "":
        cells.pop()
    return cells


def _merged_cells(data: bytes, sheet: Any) -> dict[int, dict[int, str]]:
    """The merged cells of a sheet by line and column. Read beside openpyxl, which streams past them."""
    found: dict[int, dict[int, str]] = {}
    number = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(sheet._worksheet_path) as part:
        kept = b""
        while chunk := part.read(1 << 20):
            kept += chunk
            for one in _MERGED.finditer(kept):
                number += _note_merged(found, one[1].decode(), one[2].decode())
                if number > MOST_MERGED:
                    raise Unsuitable("Too many cells are merged. Part the cells and fill in each row")
            kept = kept[max(kept.rfind(b"<"), len(kept) - LONGEST_TAG, 0) :]
    return found


def _note_merged(found: dict[int, dict[int, str]], first: str, last: str) -> int:
    """Note the cells of one range; says how many they are."""
    left, top = openpyxl.utils.cell.coordinate_from_string(first)
    right, bottom = openpyxl.utils.cell.coordinate_from_string(last)
    columns = range(
        openpyxl.utils.column_index_from_string(left) - 1,
        min(openpyxl.utils.column_index_from_string(right), MOST_COLUMNS),
    )
    lines = range(top, min(bottom, top + MOST_ROWS) + 1)
    for line in lines:
        found.setdefault(line, {}).update(dict.fromkeys(columns, f"{first} to {last}"))
    return len(lines) * max(len(columns), 1)


# CSV


def _of_csv(data: bytes) -> Iterator[Line]:
    text = _decoded(data)
    delimiter = _delimiter_of(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, row in enumerate(reader, start=1):
            if any(one.strip() for one in row):
                yield Line(number, _trimmed([_text(one) for one in row[:MOST_COLUMNS]]))
    except csv.Error:
        raise Unsuitable("A cell of the file is too long, or a quotation mark is not closed") from None


def _decoded(data: bytes) -> str:
    """The text, by the byte order mark, as UTF-8, or as Windows writes it in western Europe."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encodings = ["utf-16"]
    elif b"\x00" in data[:200]:
        encodings = ["utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Unsuitable("The file is not plain text, though its name says so. Save it again as “CSV UTF-8”")


def _delimiter_of(text: str) -> str:
    """The sign that parts the first lines into the most columns."""
    sample = text[:20_000].splitlines()[:HEADING_WITHIN]

    def columns(sign: str) -> int:
        return max((len(row) for row in csv.reader(sample, delimiter=sign)), default=0)

    try:
        return max(DELIMITERS, key=columns)
    except csv.Error:
        return ","


# Word


def _of_document(data: bytes, is_heading: Callable[[Iterable[str]], bool]) -> Iterable[Line]:
    try:
        tables = [list(_lines_of_table(one)) for one in docx.Document(io.BytesIO(data)).tables]
    except Exception as problem:  # a broken document breaks its reader in many ways
        raise Unsuitable(UNREADABLE) from problem
    for lines in tables:
        head = lines[:HEADING_WITHIN]
        if any(is_heading([one for one in line.cells if isinstance(one, str)]) for line in head):
            return lines
    raise Unsuitable(NO_TABLE)


def _lines_of_table(table: Any) -> Iterator[Line]:
    for number, row in enumerate(table._tbl.tr_lst, start=1):
        cells: list[Cell] = []
        for cell in row.tc_lst:
            text = "\n".join("".join(t.text or "" for t in p.iter("{*}t")) for p in cell.p_lst)
            span = min(cell.grid_span, MOST_COLUMNS)
            if span > 1 or cell.vMerge is not None:
                cells += [{"kind": "merged", "value": f"row {number} of the table"}] * span
            else:
                cells.append(_text(text.strip()))
        if any(cells):
            yield Line(number, _trimmed(cells[:MOST_COLUMNS]))


# Archives


def _has_macros(data: bytes) -> bool:
    return any(one.filename.lower().endswith(kinds.MACROS) for one in _parts(data))


def _check_archive(data: bytes) -> None:
    """An Office file is an archive: what it would unpack to is known before anything is unpacked."""
    if sum(one.file_size for one in _parts(data)) > MOST_UNPACKED:
        raise Unsuitable("The file would unpack to far too much. Copy only the table into a new file")


def _parts(data: bytes) -> list[zipfile.ZipInfo]:
    if not data.startswith(b"PK"):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except zipfile.BadZipFile:
        raise Unsuitable(UNREADABLE) from None
