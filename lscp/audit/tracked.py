"""Which field-level histories readers of a case may look at. Nothing is shown unless its app says so.

django-pghistory keeps every state of a tracked row. An app lists its own tracked models in
`<app>/field_history.py`, loaded at start-up: with a title and, where rows may lie in a compartment, how
to tell; or it says why a history is never shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

CompartmentOf = Callable[[Any], str]


@dataclass(frozen=True)
class Tracked:
    """One model whose history may be read: `case` is the path from a row to its case."""

    model: type[models.Model]
    title: str
    case: str = "case"
    compartment_of: CompartmentOf | None = None


_shown: dict[type[models.Model], Tracked] = {}
_kept_back: dict[type[models.Model], str] = {}


def shows(
    model: type[models.Model], *, title: str, case: str = "case", compartment_of: CompartmentOf | None = None
) -> None:
    """Let readers of a case see these rows' history. `compartment_of(row)` names a compartment or ""."""
    _shown[model] = Tracked(model, title, case, compartment_of)


def keeps_back(model: type[models.Model], why: str) -> None:
    """Say that the history of these rows is never shown on a case, and why."""
    _kept_back[model] = why


def shown() -> list[Tracked]:
    """Every history that may be shown, by title."""
    return sorted(_shown.values(), key=lambda tracked: tracked.title)


def decided() -> set[type[models.Model]]:
    """Every model about whose history somebody has decided."""
    return {*_shown, *_kept_back}
