"""The calendar invitation of one meeting: reference, day, place. No name of a child and no story."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from icalendar import Calendar, Event

from lscp.kernel import clock
from lscp.meetings.enums import MeetingStatus
from lscp.meetings.models import Meeting
from lscp.people.typed import text_of


def invitation_of(meeting: Meeting) -> bytes:
    """The file. A later one of the same meeting moves or cancels it in the reader's calendar."""
    calendar = Calendar()
    calendar.add("prodid", "-//Serious child safeguarding incidents//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{meeting.public_id}@{settings.MESSAGE_ID_DOMAIN}")
    event.add("summary", f"{meeting.group.name}: {meeting.case.reference}")
    event.add("dtstamp", clock.now())
    event.add("dtstart", meeting.starts_at.astimezone(dt.UTC))
    event.add("dtend", (meeting.starts_at + dt.timedelta(minutes=meeting.minutes_long)).astimezone(dt.UTC))
    event.add("sequence", meeting.version)
    event.add("class", "CONFIDENTIAL")
    event.add("url", f"{settings.SITE_URL.rstrip('/')}{meeting.get_absolute_url()}")
    where = ", ".join(part for part in (text_of(meeting.place), text_of(meeting.link)) if part)
    event.add("location", where)
    event.add("status", "CANCELLED" if meeting.status == MeetingStatus.CANCELLED else "CONFIRMED")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
