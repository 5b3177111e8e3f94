"""Who may read a file: whoever works on the record it is attached to and may know the people in it.

Whoever knows the record from outside (they raised it, or were asked about it) reads only what they or their
own agency added to it, and no file that was kept for a purpose, such as a receipt.

The apps above say which records those are; this module never imports them. With nothing registered
nobody reads anything.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

RecordScope = Callable[[Any], Any]

_scopes: dict[str, tuple[RecordScope, RecordScope]] = {}


def holds_files(kind: str, *, known: RecordScope, inside: RecordScope) -> None:
    """Register a root record, by `public_id`.

    `known(user)` gives those whose people the person may know: they read what they or their agency added.
    `inside(user)` gives those on which the person works: they read every file.
    """
    _scopes[kind] = (known, inside)


def scopes() -> dict[str, tuple[RecordScope, RecordScope]]:
    """Every registered kind of record: whose people may be known, and which are read from inside."""
    return dict(_scopes)
