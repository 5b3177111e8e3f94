"""When a reminder may leave: after a partnership's quiet hours (local rule, configurable)."""

import datetime as dt
from typing import Any

from lscp.kernel.clock import LONDON
from lscp.messaging.models import QuietHours

DEFAULT = (dt.time(19, 0), dt.time(7, 30), dt.time(8, 0))


def hours_of(partnership: Any) -> QuietHours:
    """The partnership's quiet hours, or the default ones (7pm to 7:30am and weekends)."""
    found = QuietHours.objects.filter(partnership=partnership).first()
    begins, ends, digest_at = DEFAULT
    return found or QuietHours(partnership=partnership, begins=begins, ends=ends, digest_at=digest_at)


def next_waking(partnership: Any, instant: dt.datetime, hours: QuietHours | None = None) -> dt.datetime:
    """`instant` itself in waking hours, else the end of the quiet time it falls in."""
    hours = hours or hours_of(partnership)
    local = instant.astimezone(LONDON)
    while is_quiet(hours, local):
        day = local.date()
        if local.time() >= hours.ends:
            day += dt.timedelta(days=1)
        local = dt.datetime.combine(day, hours.ends, tzinfo=LONDON)
    return instant if local == instant else local


def is_quiet(hours: QuietHours, local: dt.datetime) -> bool:
    """Whether reminders wait at this Europe/London instant."""
    if hours.weekends_quiet and local.weekday() >= 5:
        return True
    if hours.begins > hours.ends:
        return local.time() >= hours.begins or local.time() < hours.ends
    return hours.begins <= local.time() < hours.ends
