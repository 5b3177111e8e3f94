"""The editions of the return's wording. A request keeps the edition it was asked in."""

from __future__ import annotations

import datetime as dt

from notifications.wording.shapes import Edition
from rapid_reviews.wording.edition_2026_1 import EDITION as EDITION_2026_1

EDITIONS: dict[str, Edition] = {EDITION_2026_1.key: EDITION_2026_1}


def edition(key: str) -> Edition:
    """The edition of this key, however old. Raises `LookupError` for one that was never in force."""
    try:
        return EDITIONS[key]
    except KeyError:
        raise LookupError(f"There is no edition {key!r} of the return") from None


def edition_on(day: dt.date) -> Edition:
    """The edition in which a return asked for on this day is worded; the oldest for days before all of them."""
    known = sorted(EDITIONS.values(), key=lambda one: (one.in_force_from, one.key))
    in_force = [one for one in known if one.in_force_from <= day]
    return in_force[-1] if in_force else known[0]
