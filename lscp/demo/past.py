"""The product's clock while demo cases are played: it stands in the past, in this process only.

Nothing is stored and the machine's time is not touched; when the playing ends the clock is as it was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from lscp.deadlines.calendar import england_and_wales
from lscp.kernel import clock

DAYS_BACK = 62
"""How many working days before today the demonstration's accounts begin."""
LATEST = dt.timedelta(minutes=10)
"""What is told of today has happened at least this long before now."""


def moment(working_days_ago: int, time: str) -> dt.datetime:
    """An instant so many working days before today, at a time like "09:40" in London; never in the future."""
    day = england_and_wales().add(clock.london_date(clock.real_now()), -working_days_ago)
    at = dt.datetime.combine(day, dt.time.fromisoformat(time), tzinfo=clock.LONDON)
    return min(at, clock.real_now() - LATEST)


def opening() -> dt.datetime:
    """When the demonstration's accounts were made."""
    return moment(DAYS_BACK, "07:00")


@contextmanager
def standing_at(instant: dt.datetime) -> Iterator[None]:
    """Let the product's clock stand at `instant` and run on from there; afterwards it is as it was."""
    behind = instant - clock.real_now()
    before = clock.offset_source()
    clock.set_offset_source(lambda: behind)
    try:
        yield
    finally:
        clock.set_offset_source(before)
