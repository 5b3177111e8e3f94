"""Who may read a file: whoever may know the people in the record it is attached to.

The apps above say which records those are; this module never imports them. With nothing registered
nobody reads anything.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

RecordScope = Callable[[Any], Any]

_scopes: dict[str, RecordScope] = {}


def holds_files(kind: str, scope: RecordScope) -> None:
    """Register a root record: `scope(user)` gives those whose files the person may read (by `public_id`)."""
    _scopes[kind] = scope


def scopes() -> dict[str, RecordScope]:
    """Every registered kind of record and its scope."""
    return dict(_scopes)
