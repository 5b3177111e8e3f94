"""The only reader of the clock. Dates are Europe/London dates; instants are aware.

In demo mode the product's clock may run ahead of real time by an offset kept in the database
(`lscp.demo` registers the source). Sign-in, one-time codes and lock-outs do not use this module,
so they stay on real time. Nothing else may call `timezone.now`, `datetime.now` or `date.today`.
"""

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")

_offset_source: Callable[[], dt.timedelta] | None = None


def set_offset_source(source: Callable[[], dt.timedelta] | None) -> None:
    """Register where the product clock's offset from real time is read; None removes it."""
    global _offset_source  # noqa: PLW0603 - one process-wide hook, set at start-up by lscp.demo
    _offset_source = source


def offset_source() -> Callable[[], dt.timedelta] | None:
    """What is registered now, so that it can be put back."""
    return _offset_source


def real_now() -> dt.datetime:
    """The real instant, whatever the demonstration clock says (for heartbeats and leases)."""
    return timezone.now()  # noqa: TID251 - this module is the one reader of the clock


def now() -> dt.datetime:
    """The product's current instant, aware."""
    instant = real_now()
    return instant + _offset_source() if _offset_source else instant


def today() -> dt.date:
    """The product's current date in Europe/London."""
    return london_date(now())


def london_date(instant: dt.datetime) -> dt.date:
    """The Europe/London date of an aware instant."""
    return instant.astimezone(LONDON).date()


def start_of(day: dt.date) -> dt.datetime:
    """00:00 in Europe/London at the start of `day`, as an aware instant."""
    return dt.datetime.combine(day, dt.time.min, tzinfo=LONDON)


def end_of(day: dt.date) -> dt.datetime:
    """The first instant after `day` in Europe/London: what is due on `day` is overdue from here."""
    return start_of(day + dt.timedelta(days=1))
