"""When a reminder may leave: after a partnership's quiet hours (local rule, configurable)."""

import datetime as dt
from typing import Any, Final

from lscp.kernel.clock import LONDON
from lscp.messaging.models import QuietHours

BEGINS: Final = dt.time(19, 0)
ENDS: Final = dt.time(7, 30)
DIGEST_AT: Final = dt.time(8, 0)
SATURDAY: Final = 5
_A_DAY: Final = dt.timedelta(days=1)


def hours_of(partnership: Any) -> QuietHours:
    """The partnership's quiet hours, or the usual ones: 7pm to 7:30am and weekends, digest at 8am."""
    found = QuietHours.objects.filter(partnership=partnership).first() if partnership else None
    return found or QuietHours(partnership=partnership, begins=BEGINS, ends=ENDS, digest_at=DIGEST_AT)


def next_waking(partnership: Any, instant: dt.datetime, hours: QuietHours | None = None) -> dt.datetime:
    """`instant` itself in waking hours, else the end of the quiet time it falls in.

    Times are Europe/London wall-clock times, so the night on which the clocks change is an hour longer
    or shorter. Quiet hours that would leave no waking moment in a week are not kept to.
    """
    hours = hours or hours_of(partnership)
    local = start = instant.astimezone(LONDON)
    while is_quiet(hours, local) and local - start < 7 * _A_DAY:
        local = _end_of_quiet(hours, local)
    return instant if local == start or is_quiet(hours, local) else local


def is_quiet(hours: QuietHours, local: dt.datetime) -> bool:
    """Whether reminders wait at this Europe/London instant. From `begins` up to, not including, `ends`."""
    if hours.weekends_quiet and local.weekday() >= SATURDAY:
        return True
    if hours.begins > hours.ends:
        return local.time() >= hours.begins or local.time() < hours.ends
    return hours.begins <= local.time() < hours.ends


def digest_moment(partnership: Any, instant: dt.datetime, hours: QuietHours | None = None) -> dt.datetime:
    """The first digest time at or after `instant`; at a weekend that is kept quiet, Monday's."""
    hours = hours or hours_of(partnership)
    local = instant.astimezone(LONDON)
    day = local.date() + (_A_DAY if local.time() > hours.digest_at else dt.timedelta())
    while hours.weekends_quiet and day.weekday() >= SATURDAY:
        day += _A_DAY
    return dt.datetime.combine(day, hours.digest_at, tzinfo=LONDON)


def _end_of_quiet(hours: QuietHours, local: dt.datetime) -> dt.datetime:
    """Where the piece of quiet time that `local` lies in ends; another piece may begin there."""
    day = local.date()
    if hours.weekends_quiet and local.weekday() >= SATURDAY:
        return dt.datetime.combine(day + _A_DAY, dt.time.min, tzinfo=LONDON)
    if local.time() >= hours.ends:
        day += _A_DAY
    return dt.datetime.combine(day, hours.ends, tzinfo=LONDON)
