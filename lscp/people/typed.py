"""What people type into a row, sealed when the row is written: one query for many rows, and frozen at once.

An action says what was typed with `type_into`, and seals all its rows together with `seal_typed` before it
writes them; a page reads with `text_of`. A list that shows no typed words opens none: whether something was
typed is told by the key alone (`row.reason_id`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lscp.people import sealing
from lscp.people.models import SealedValue

_WAITING = "_typed_and_not_sealed"


def text_of(value: SealedValue | None) -> str:
    """The text inside: "" where nothing was typed, "disposed of" where the case's key was destroyed."""
    return "" if value is None else str(value.open())


def type_into(row: Any, **texts: str) -> None:
    """Keep what was typed for these sealed fields of a row until `seal_typed`; an empty text empties the field."""
    waiting = row.__dict__.setdefault(_WAITING, {})
    for name, text in texts.items():
        setattr(row, name, None)
        waiting[name] = text


def seal_typed(rows: Iterable[Any]) -> None:
    """Seal what was typed into these rows, each under the key of its `case`; equal texts of a case once.

    The rows themselves are not written. Raises `ValueError` for a case that was disposed of.
    """
    waiting = [
        (row, name, text) for row in rows for name, text in row.__dict__.pop(_WAITING, {}).items() if text
    ]
    cases = {row.case_id: row.case for row, _name, _text in waiting}
    sealed = sealing.seal_texts(
        (cases[case_id], text) for case_id, text in {(row.case_id, text) for row, _, text in waiting}
    )
    for row, name, text in waiting:
        setattr(row, name, sealed[row.case_id, text])
