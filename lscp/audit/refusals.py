"""Which case a refused page was about: apps above say how to find it, so that the case's chain holds it.

Whoever was refused learns nothing from this: it only decides where the entry stands.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import ResolverMatch

CaseFinder = Callable[[ResolverMatch], Any]

_finders: list[CaseFinder] = []


def finds_case(finder: CaseFinder) -> None:
    """Register a function that gives the case an address is about, or None. Repeating changes nothing."""
    if finder not in _finders:
        _finders.append(finder)


def case_of(match: ResolverMatch) -> Any:
    """The case that the refused address is about, when somebody can tell."""
    return next((case for finder in _finders if (case := finder(match)) is not None), None)
