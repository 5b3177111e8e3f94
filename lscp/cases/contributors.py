"""Which agencies gave what a case holds, so that each can see who read it.

The apps above this one say so, by calling `names_contributors` from `AppConfig.ready`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Contributors = Callable[[Any], Iterable[Any]]

_sources: dict[str, Contributors] = {}


def names_contributors(name: str, source: Contributors) -> None:
    """Register a source: `source(case)` gives the agencies whose information the case's records hold."""
    _sources[name] = source


def contributors_of(case: Any) -> list[Any]:
    """The agencies that gave what stands in the case's records, for a page that shows all of it."""
    return [agency for source in _sources.values() for agency in source(case)]
