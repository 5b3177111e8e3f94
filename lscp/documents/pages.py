"""A file as a row of a table, the same on every page that lists files."""

from __future__ import annotations

from typing import Final

from lscp.documents.models import Attachment
from lscp.web.components import Cell

HEADERS: Final = ("File", "What it is", "Name it came with", "Size", "Virus check", "Added")


def file_row(file: Attachment) -> list[Cell | str]:
    """Its number with the way to it, what it is, its own name, its size, its check, and who added it."""
    return [
        Cell(f"File {file.number}", href=file.get_absolute_url() if file.is_readable else ""),
        str(file.description.open()) if file.description else "Not said",
        str(file.original_name.open()) if file.original_name else "",
        f"{max(1, round(file.size / 1024)):,} KB",
        file.get_scan_state_display(),
        Cell(str(file.added_by), note=str(file.agency or "")),
    ]
