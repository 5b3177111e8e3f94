"""Writing down that somebody read a page about a notification, before the page is sent."""

from __future__ import annotations

from typing import Any

from lscp.audit import service as audit
from notifications.models import Notification


def note_reading(notification: Notification, verb: str, *, by: Any, **data: Any) -> None:
    """Record a reading in its own short transaction; the agency that raised it may see who read it."""
    audit.record_reading(
        verb, subject=notification, by=by, case=notification.case, contributed_by=notification.agency, **data
    )
