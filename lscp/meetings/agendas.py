"""The agenda that a meeting starts with: suggested by the stage that the case is in, and free to change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Suggests = Callable[[Any, Any], Sequence[str]]

_sources: list[Suggests] = []


def suggests_agenda(source: Suggests) -> None:
    """Register `source(case, group)`: the items of an agenda, or nothing where the stage has none to suggest."""
    if source not in _sources:
        _sources.append(source)


def suggested(case: Any, group: Any) -> str:
    """The first agenda that a stage suggests, one item a line; empty for none."""
    return next(("\n".join(items) for source in _sources if (items := source(case, group))), "")
