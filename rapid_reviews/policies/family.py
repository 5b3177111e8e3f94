"""Who may add to the family's diagram, and who reads it with names."""

from __future__ import annotations

from typing import Any

from lscp.kernel.access import Verdict
from rapid_reviews.policies.chronology import reads_names
from rapid_reviews.policies.review import in_hand

NOT_NAMED = Verdict("role", "Only people who may know the names can do this")


def can_write_family(user: Any, review: Any) -> Verdict:
    """Add people, facts and lines: the Business Unit's people who may know the family, while the review goes on."""
    found = in_hand(user, review)
    if found and not reads_names(user, review):
        return NOT_NAMED
    return found


def can_change_tie(user: Any, tie: Any) -> Verdict:
    """Change a line or take it out."""
    found = can_write_family(user, tie.review)
    if found and tie.taken_out_at:
        return Verdict("state", "This line was taken out")
    return found
