"""Giving an open clock to one named person: reminders go to them, and no more to the roles that held it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from lscp.deadlines.enums import Entry
from lscp.deadlines.ledger import lock_case, successor, write
from lscp.deadlines.models import Clock


@transaction.atomic
def hand_over(case: Any, key: str, *, holder: Any, why: str, by: Any, subject: str = "") -> Clock | None:
    """Give an open clock to one named person, who is reminded of it from now on instead of its holders.

    Returns None when there is no such open clock. The caller has checked that `by` may do it.
    """
    case = lock_case(case.pk)
    rows = Clock.all_records.filter(case=case, rule_key=key, subject=subject, is_live=True, is_open=True)
    row = rows.select_related("rule", "case__partnership", "calendar_version").first()
    if row is None:
        return None
    return write([successor(row, Entry.HANDED_OVER, by=by, why=why, holder=holder)], by=by)[0]
