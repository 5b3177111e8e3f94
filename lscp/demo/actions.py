"""Moving the demonstration's clock. Sign-in, one-time codes and lock-outs stay on real time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final

from django.db import transaction

from lscp.accounts.models import User
from lscp.audit import service as audit
from lscp.demo import policies, queries, time_offset
from lscp.demo.models import ONLY, ClockOffset
from lscp.demo.wake import wake_workers
from lscp.kernel import clock
from lscp.kernel.access import Refused, Verdict, require

FURTHEST: Final = dt.timedelta(days=366)
"""The clock may run at most this far ahead: beyond it the shipped list of bank holidays runs short."""


@transaction.atomic
def move_clock(*, by: User, hours: int = 0, days: int = 0) -> ClockOffset:
    """Move the clock forward. Raises `Refused` for no time at all, for backwards and for too far."""
    step = dt.timedelta(days=days, hours=hours)
    if step <= dt.timedelta(0):
        raise Refused(Verdict("state", "Say how far to move the clock forward."))
    return _set(lambda row: row.ahead + step, by=by)


@transaction.atomic
def move_to_next_rung(*, by: User) -> ClockOffset:
    """Move the clock to the moment of the next reminder of the mover's own partnerships, and a second.

    Raises `Refused` when no reminder waits.
    """
    require(policies.can_move_clock(by))
    instant = queries.next_rung(by)
    if instant is None:
        raise Refused(Verdict("state", "No reminder is waiting."))
    wanted = instant + dt.timedelta(seconds=1) - clock.real_now()
    return _set(lambda row: max(wanted, row.ahead), by=by)


@transaction.atomic
def return_to_real_time(*, by: User) -> ClockOffset:
    """Put the clock back on real time."""
    return _set(lambda row: dt.timedelta(0), by=by)


def _set(wanted: Callable[[ClockOffset], dt.timedelta], *, by: User) -> ClockOffset:
    require(policies.can_move_clock(by))
    ClockOffset.objects.get_or_create(pk=ONLY)
    row = ClockOffset.objects.select_for_update().get(pk=ONLY)
    ahead: dt.timedelta = wanted(row)
    if ahead > FURTHEST:
        raise Refused(Verdict("state", "The clock can run at most a year ahead. Put it back first."))
    row.ahead, row.moved_at, row.moved_by = ahead, clock.real_now(), by
    row.save()
    time_offset.forget()
    audit.record("demo.clock_moved", subject=row, by=by, minutes_ahead=int(ahead.total_seconds() // 60))
    transaction.on_commit(wake_workers, robust=True)
    return row
