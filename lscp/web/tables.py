"""The rows of a table as HTML, written here: a template's tests and loops for each cell cost most of a long page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from lscp.web.components import Cell, Header

REFERENCE = " app-table__reference"
"""A link of one word (a case reference) stays on one line."""


def safe(text: Any) -> str:
    """What Django's `conditional_escape` gives, in a third of its time: a table calls it for every cell."""
    given = str(text) if isinstance(text, Promise) else text
    return given.__html__() if hasattr(given, "__html__") else escape(str(given))


def rows_html(columns: Sequence[Header], rows: Iterable[Sequence[Cell | str]]) -> list[SafeString]:
    """The cells of each row, the first as its heading. Raises `ValueError` for a row of another length.

    Every text, address and word of a cell passes through `safe` here, and nowhere else is HTML
    put together by hand.
    """
    labels = [
        f'<span class="app-table__label" aria-hidden="true">{safe(one.text)}</span>'
        '<span class="app-table__value">'
        for one in columns
    ]
    found = []
    for row in rows:
        cells = []
        for place, (column, label, given) in enumerate(zip(columns, labels, row, strict=True)):
            is_number = column.is_number or (isinstance(given, Cell) and given.is_number)
            before, after = _around(place, is_number=is_number)
            cells.append(f"{before}{label}{_inside(given)}</span>{after}")
        found.append(SafeString("".join(cells)))
    return found


def _around(place: int, *, is_number: bool) -> tuple[str, str]:
    if place == 0:
        return '<th scope="row" role="rowheader" class="govuk-table__header">', "</th>"
    numeric = " govuk-table__cell--numeric" if is_number else ""
    return f'<td role="cell" class="govuk-table__cell{numeric}">', "</td>"


def _inside(given: Cell | str) -> str:
    return f"{_value(given)}{_note(given)}" if isinstance(given, Cell) else safe(given)


def _value(cell: Cell) -> str:
    text = safe(cell.text)
    if cell.href:
        kind = "" if " " in text else REFERENCE
        return f'<a class="govuk-link{kind}" href="{safe(cell.href)}">{text}</a>'
    if cell.status:
        colour, word = safe(cell.status.colour), safe(cell.status.word)
        return f'<strong class="govuk-tag govuk-tag--{colour}">{word}</strong>{" " if text else ""}{text}'
    return text


def _note(cell: Cell) -> str:
    return f'<span class="app-table__note">{safe(cell.note)}</span>' if cell.note else ""
