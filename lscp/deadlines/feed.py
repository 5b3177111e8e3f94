"""A person's due dates as a calendar feed: reference, title of the rule, date. No name and no story."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from icalendar import Calendar, Event

from lscp.deadlines.compute import Unit
from lscp.deadlines.models import Clock
from lscp.deadlines.worklists import work_list
from lscp.kernel import clock


def feed_rows(user: Any) -> list[Clock]:
    """The open clocks the person holds and may see at this moment."""
    return [row for row in work_list(user) if row.is_open]


def feed_of(rows: list[Clock]) -> bytes:
    """The feed. Each clock keeps its identifier when its date moves, so that calendars move it too."""
    calendar = Calendar()
    calendar.add("prodid", "-//Serious child safeguarding incidents//Due dates//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Safeguarding due dates")
    calendar.add("refresh-interval;value=duration", "PT1H")
    for row in rows:
        calendar.add_component(_event(row))
    return bytes(calendar.to_ical())


def _event(row: Clock) -> Event:
    event = Event()
    event.add("uid", f"{row.chain}@{settings.MESSAGE_ID_DOMAIN}")
    event.add("summary", f"{row.case.reference}: {row.rule.title}")
    event.add("dtstamp", clock.now())
    event.add("sequence", row.position - 1)
    event.add("url", f"{settings.SITE_URL.rstrip('/')}{row.get_absolute_url()}")
    event.add("class", "CONFIDENTIAL")
    if row.unit == Unit.HOURS:
        event.add("dtstart", row.due_at)
    elif row.due_on is not None:
        event.add("dtstart", row.due_on)
        event.add("dtend", row.due_on + dt.timedelta(days=1))
    return event
