"""What the pages say of one safety action: by when, and how it stands."""

from __future__ import annotations

from lscp.deadlines.queries import view_of
from lscp.kernel.dates import british_datetime
from lscp.tasks import queries
from lscp.tasks.models import SafetyAction
from lscp.web.components import COMPLETED, Status


def due_words(action: SafetyAction) -> str:
    """By when the call must be recorded, and how long that is."""
    row = queries.clock_of(action)
    if row is None or row.due_at is None:
        return ""
    if not action.is_open:
        return british_datetime(row.due_at)
    return f"{british_datetime(row.due_at)}. {view_of(row).left}"


def status_of(action: SafetyAction) -> Status:
    """Done, to do, or late, in a word."""
    if not action.is_open:
        return COMPLETED
    row = queries.clock_of(action)
    return Status("Overdue", "red") if row is not None and row.is_late else Status("Call now", "orange")
