"""What a page has read of a notification for its reader, kept with the record so that no rule asks again.

An action claims its record anew, so nothing is known there beforehand and every rule asks the database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Known:
    """The answers for one reader at the moment of reading.

    `there` names what the notification has at all (`queries.exits.KEPT`, and "meetings"), `views_open` is
    None where the partners were never asked, `decision` is the one that stands. `found` keeps what a rule
    looked up later.
    """

    reader_id: int
    has_entered: bool
    has_raised: bool
    has_stepped_aside: bool
    may_read_advice: bool
    was_asked_as_lead: bool
    local_authorities: frozenset[int]
    there: frozenset[str]
    takes_views: bool
    views_open: bool | None
    decision: Any
    found: dict[str, Any] = field(default_factory=dict)


def keep(notification: Any, known: Known) -> None:
    """Keep what was read with the record it was read of."""
    notification.__dict__["_known"] = known


def known_of(notification: Any) -> Known | None:
    """What does not depend on the reader."""
    found: Known | None = notification.__dict__.get("_known")
    return found


def known_to(user: Any, notification: Any) -> Known | None:
    """What was read for this reader, and nobody else."""
    found = known_of(notification)
    return found if found is not None and found.reader_id == user.pk else None
