"""Texts in files for a spreadsheet: shown, never run."""

from __future__ import annotations

from collections.abc import Iterable

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(cells: Iterable[str]) -> list[str]:
    """Cells of a CSV file that a spreadsheet shows and never runs: an apostrophe stands before what could be run."""
    return [f"'{cell}" if cell.startswith(BEGINS_A_FORMULA) else cell for cell in cells]
