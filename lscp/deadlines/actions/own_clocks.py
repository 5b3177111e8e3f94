"""Ending one clock of a rule of which a case may have several."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from lscp.deadlines.enums import Entry
from lscp.deadlines.ledger import lock_case, successor, write
from lscp.deadlines.models import Clock
from lscp.kernel import clock


@transaction.atomic
def cancel_one(case: Any, key: str, *, subject: str, reason: str, by: Any) -> Clock | None:
    """Cancel the clock of one thing within a case, such as a task that is no longer wanted.

    Returns None when there is none, or it was met or cancelled. The caller has checked that `by` may do it.
    """
    rows = Clock.all_records.filter(case=lock_case(case.pk), rule_key=key, subject=subject, is_live=True)
    row = (
        rows.filter(met_at=None, cancelled_at=None)
        .select_related("rule", "case__partnership", "calendar_version")
        .first()
    )
    if row is None:
        return None
    ended = {"cancelled_at": clock.now(), "paused_at": None}
    return write([successor(row, Entry.CANCELLED, by=by, why=reason, **ended)], by=by)[0]
