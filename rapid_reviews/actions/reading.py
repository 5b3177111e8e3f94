"""Writing down that somebody reads a page of a review, before it is shown."""

from __future__ import annotations

from typing import Any

from rapid_reviews.actions.recording import record_reading


def note_reading(verb: str, record: Any, *, by: Any, contributed_by: Any = (), **data: Any) -> None:
    """One entry; `contributed_by` is the agency whose information the page shows, or several."""
    record_reading(verb, subject=record, by=by, contributed_by=contributed_by, **data)
