"""The return as it is asked from 2026 on: eleven sections, one thing on a page.

Source: what partnerships publish that they ask agencies for (docs/sources.md). The wording is the
product's own. What is asked about concerns follows the way of reviewing that the national guidance asks for:
why it made sense to people at the time, and what in the system made it likely.
"""

import datetime as dt

from notifications.wording.shapes import Edition
from rapid_reviews.wording.edition_2026_1 import child, known, learning, practice

EDITION = Edition(
    key="2026-1",
    title="Agency return to a rapid review, first edition of 2026",
    in_force_from=dt.date(2026, 1, 1),
    sections=(
        known.MATCH,
        known.KNOWN,
        known.EVENTS,
        child.CHILD,
        child.FAMILY,
        child.EQUALITY,
        practice.GOOD,
        practice.CONCERNS,
        learning.DONE,
        learning.ACTIONS,
        learning.OTHERS,
    ),
)
