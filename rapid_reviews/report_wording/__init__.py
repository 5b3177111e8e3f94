"""The editions of the report's outline. A section keeps the edition in which its round was begun."""

from __future__ import annotations

import datetime as dt

from rapid_reviews.report_wording.edition_2026_1 import OUTLINE as OUTLINE_2026_1
from rapid_reviews.report_wording.shapes import Outline

OUTLINES: dict[str, Outline] = {OUTLINE_2026_1.key: OUTLINE_2026_1}


def outline(key: str) -> Outline:
    """The outline of this key, however old. Raises `LookupError` for one that was never in force."""
    try:
        return OUTLINES[key]
    except KeyError:
        raise LookupError(f"There is no outline {key!r} of the report") from None


def outline_on(day: dt.date) -> Outline:
    """The outline in which a report begun on this day is written; the oldest for days before all of them."""
    known = sorted(OUTLINES.values(), key=lambda one: (one.in_force_from, one.key))
    in_force = [one for one in known if one.in_force_from <= day]
    return in_force[-1] if in_force else known[0]
