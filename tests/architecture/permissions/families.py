"""The family's diagram: read by everybody inside the review, written by the Business Unit."""

from __future__ import annotations

from tests.architecture.permissions.people import UNIT, Row
from tests.architecture.permissions.reviewing import INSIDE, inside


def lines(name: str) -> Row:
    """What the Business Unit does with one line of the diagram."""
    return Row(f"rapid_reviews:{name}", 404, {403: INSIDE, 200: UNIT}, args=("family_tie",))


FAMILIES = [
    inside("family"),
    inside("family_pdf"),
    inside("family_add_person", *UNIT),
    inside("family_person", *UNIT, args=("family_person",)),
    inside("family_add_tie", *UNIT),
    inside("family_add_work", *UNIT),
    lines("family_tie"),
    lines("family_take_out"),
]
