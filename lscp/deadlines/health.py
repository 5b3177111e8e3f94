"""Whether the clocks are being watched: heartbeats of the jobs, and how far the calendar reaches."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.checks import CheckMessage
from django.core.checks import Warning as CheckWarning
from django.db import DatabaseError

from lscp.deadlines.calendar import england_and_wales
from lscp.deadlines.models import Heartbeat
from lscp.kernel import clock, requests

KEPT = "heartbeats"
STOPPED_AFTER = dt.timedelta(minutes=15)


def beat(name: str, *, did: int = 0, failed: int = 0) -> None:
    """Say that a job has just run, on the real clock."""
    values = {"beat_at": clock.real_now(), "did": did, "failed": failed}
    if not Heartbeat.objects.filter(name=name).update(**values):
        Heartbeat.objects.bulk_create([Heartbeat(name=name, **values)], ignore_conflicts=True)
    if under_way := requests.current():
        under_way.cache.pop(KEPT, None)


def heartbeats() -> dict[str, Heartbeat]:
    """The last run of every job, by its name: one query serves every notice of a page."""
    under_way = requests.current()
    if under_way is not None and KEPT in under_way.cache:
        kept: dict[str, Heartbeat] = under_way.cache[KEPT]
        return kept
    found = {one.name: one for one in Heartbeat.objects.all()}
    if under_way is not None:
        under_way.cache[KEPT] = found
    return found


def last_sweep() -> dt.datetime | None:
    """When the reminders were last looked through (real time), or None if never."""
    found = heartbeats().get("sweep")
    return found.beat_at if found else None


def sweep_problem(last: dt.datetime | None) -> str:
    """A sentence when the reminders were last looked through over 15 minutes ago, else an empty string."""
    if last is not None and clock.real_now() - last < STOPPED_AFTER:
        return ""
    when = f"for {int((clock.real_now() - last).total_seconds() // 60)} minutes" if last else "yet"
    return f"Reminders have not been looked through {when}. Due dates on these pages are still right."


def readiness() -> dict[str, Any]:
    """For the health address: whether the sweep runs, and how old its last beat is in seconds."""
    try:
        last = last_sweep()
    except DatabaseError:
        return {"ok": False, "sweep_age": None}
    age = None if last is None else int((clock.real_now() - last).total_seconds())
    return {"ok": age is not None and age < STOPPED_AFTER.total_seconds(), "sweep_age": age}


def calendar_warning() -> str:
    """A sentence when the shipped list of bank holidays has fewer than 18 months ahead, else empty."""
    return england_and_wales().freshness_warning(clock.today())


def check_calendar(**_: Any) -> list[CheckMessage]:
    """A system check: warn, and never fail, when the list of bank holidays runs short."""
    sentence = england_and_wales().freshness_warning(clock.london_date(clock.real_now()))
    return [CheckWarning(sentence, id="deadlines.W001")] if sentence else []
