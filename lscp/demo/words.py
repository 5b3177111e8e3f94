"""How the demonstration says things. Pure, but for the clock."""

import datetime as dt

from lscp.kernel import clock
from lscp.kernel.dates import british_datetime
from lscp.web.wording import plural


def how_far(ahead: dt.timedelta) -> str:
    """ "3 days and 4 hours"; minutes only where there is nothing larger."""
    hours, seconds = divmod(ahead.seconds, 3600)
    parts = [plural(ahead.days, "day")] if ahead.days else []
    parts += [plural(hours, "hour")] if hours else []
    if not parts:
        parts = [plural(max(seconds // 60, 1), "minute")]
    return " and ".join(parts)


def clock_sentence(ahead: dt.timedelta) -> str:
    """The banner's sentence: nothing on real time."""
    if not ahead:
        return ""
    return f"The clock is {how_far(ahead)} ahead: {british_datetime(clock.real_now() + ahead)}."
