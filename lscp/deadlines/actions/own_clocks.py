"""Changing one clock that another record looks after: ending it, or giving it a day of its own."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from lscp.deadlines.calendars import calendar_of
from lscp.deadlines.compute import Length, Moment, Unit, due
from lscp.deadlines.enums import Entry
from lscp.deadlines.ledger import lock_case, successor, write
from lscp.deadlines.models import Clock
from lscp.kernel import clock

READ = ("rule", "case__partnership", "case__sealing_key", "calendar_version", "agency")


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


@transaction.atomic
def run_again(case: Any, key: str, *, subject: str = "", day: dt.date, reason: str, by: Any) -> Clock | None:
    """Open a clock that was met again, towards a new due day: what met it was not enough.

    Returns None when there is none, or it was cancelled. Raises `ValueError` as `set_date` does.
    """
    rows = Clock.all_records.filter(case=lock_case(case.pk), rule_key=key, subject=subject, is_live=True)
    row = rows.filter(met_at__isnull=False, cancelled_at=None).select_related(*READ).first()
    if row is not None:
        nothing = {"met_at": None, "met_evidence": "", "met_recorded_at": None, "met_recorded_by": None}
        write([successor(row, Entry.OPENED_AGAIN, by=by, why=reason, **nothing)], by=by)
    return set_date(case, key, subject=subject, day=day, reason=reason, by=by)


@transaction.atomic
def set_date(case: Any, key: str, *, subject: str = "", day: dt.date, reason: str, by: Any) -> Clock | None:
    """Give one clock a due day of its own, to the end of that day in Europe/London. Local rule, configurable.

    From then on it is counted in working days from where it began (today, while its starting event is not
    recorded) and no longer moves when that event is corrected. Returns None when there is none, or it was
    met or cancelled. The caller has checked that `by` may do it. Raises `ValueError` for a day that is no
    working day, or one before the day it counts from.
    """
    rows = Clock.all_records.filter(case=lock_case(case.pk), rule_key=key, subject=subject, is_live=True)
    row = rows.filter(met_at=None, cancelled_at=None).select_related(*READ).first()
    if row is None:
        return None
    calendar = calendar_of(row.calendar_version, local=row.rule.is_local)
    if not calendar.is_working_day(day):
        raise ValueError("Choose a working day: not a weekend, bank holiday or closure")
    start = Moment(row.start_on or min(day, clock.today()))
    if day < start.on:
        raise ValueError("Choose a day on or after the day from which the time limit counts")
    length = Length(calendar.between(start.on, day), Unit.WORKING_DAYS)
    end = due(length, start, calendar)
    changes: dict[str, Any] = {
        "start_fact": None, "start_on": start.on, "start_at": None, "is_provisional": False,
        "length": length.number, "unit": length.unit.value, "extensions": [], "pauses": [], "paused_at": None,
        "due_on": end.on, "due_at": end.at,
    }  # fmt: skip
    return write([successor(row, Entry.DATE_SET, by=by, why=reason, **changes)], by=by)[0]
