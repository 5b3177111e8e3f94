"""The editions of the form's wording. A notification keeps the edition it was begun with."""

from __future__ import annotations

import datetime as dt

from notifications.wording.edition_2026_1 import EDITION as EDITION_2026_1
from notifications.wording.shapes import (
    Choice,
    Edition,
    Kind,
    Page,
    Question,
    Repeats,
    Section,
    Side,
)

__all__ = [
    "Choice",
    "Edition",
    "Kind",
    "Page",
    "Question",
    "Repeats",
    "Section",
    "Side",
    "edition",
    "edition_on",
    "editions",
]

EDITIONS: dict[str, Edition] = {EDITION_2026_1.key: EDITION_2026_1}


def edition(key: str) -> Edition:
    """The edition of this key, however old. Raises `LookupError` for one that was never in force."""
    try:
        return EDITIONS[key]
    except KeyError:
        raise LookupError(f"There is no edition {key!r} of the form") from None


def editions() -> list[Edition]:
    """Every edition, oldest first."""
    return sorted(EDITIONS.values(), key=lambda one: (one.in_force_from, one.key))


def edition_on(day: dt.date) -> Edition:
    """The edition that a form begun on this day is asked in; the oldest for days before all of them."""
    known = editions()
    in_force = [one for one in known if one.in_force_from <= day]
    return in_force[-1] if in_force else known[0]
