"""Calendars from rows: which version a partnership uses now, and what any version says."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from functools import lru_cache
from typing import Any

from django.db.models import Q

from lscp.deadlines.calendar import LocalDay, WorkingCalendar, england_and_wales
from lscp.deadlines.enums import AppliesTo
from lscp.deadlines.models import (
    BankHoliday,
    BankHolidaySnapshot,
    CalendarDay,
    CalendarVersion,
    ClockSettings,
)
from lscp.deadlines.rule_choice import settings_of


def snapshot_digest(calendar: WorkingCalendar) -> str:
    """What tells two shipped lists apart: their years and days, not when they were made."""
    days = {day.isoformat(): name for day, name in sorted(calendar.holidays.items())}
    text = json.dumps([calendar.first_year, calendar.last_year, days], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def load_snapshot() -> BankHolidaySnapshot:
    """Put the shipped list into the database, once for each list."""
    shipped = england_and_wales()
    snapshot, is_new = BankHolidaySnapshot.objects.get_or_create(
        digest=snapshot_digest(shipped),
        defaults={
            "made_on": shipped.made_on or shipped.first_day,
            "package": shipped.package,
            "first_year": shipped.first_year,
            "last_year": shipped.last_year,
        },
    )
    if is_new:
        BankHoliday.objects.bulk_create(
            [BankHoliday(snapshot=snapshot, day=day, name=name) for day, name in shipped.holidays.items()]
        )
    return snapshot


def latest_snapshot() -> BankHolidaySnapshot:
    """The newest list in the database; the shipped one if there is none yet."""
    return BankHolidaySnapshot.objects.last() or load_snapshot()


def current_version(partnership: Any) -> CalendarVersion:
    """The calendar a partnership counts with now; its first version is made when first needed."""
    found = CalendarVersion.objects.filter(partnership=partnership).order_by("number").last()
    if found:
        return found
    made, _ = CalendarVersion.objects.get_or_create(
        partnership=partnership, number=1, defaults={"snapshot": latest_snapshot(), "reason": "As shipped"}
    )
    return made


def current_version_with_settings(partnership: Any) -> tuple[CalendarVersion, ClockSettings]:
    """The calendar a partnership counts with now and what it set for its clocks, in one query."""
    rows = CalendarVersion.objects.filter(partnership=partnership).select_related(
        "partnership__clock_settings"
    )
    found = rows.order_by("number").last()
    if found is None:
        return current_version(partnership), settings_of(partnership)
    settings = getattr(found.partnership, "clock_settings", None)
    return found, settings or ClockSettings(partnership=partnership)


def calendar_of(version: CalendarVersion | int, *, local: bool) -> WorkingCalendar:
    """What a version, or the one with this key, says; `local` for clocks of local rules: they skip local days."""
    return _calendar(version if isinstance(version, int) else version.pk, local)


def current_calendar(partnership: Any) -> WorkingCalendar:
    """The calendar that counts for every clock of a partnership now."""
    return calendar_of(current_version(partnership), local=False)


def local_calendar(partnership: Any) -> WorkingCalendar:
    """The same for clocks of local rules, which skip every local closure as well."""
    return calendar_of(current_version(partnership), local=True)


def snapshot_calendar(snapshot: BankHolidaySnapshot) -> WorkingCalendar:
    """The bank holidays of one list, without any partnership's own days."""
    return _base(snapshot.pk)


def local_days(version: CalendarVersion) -> list[CalendarDay]:
    """The partnership's own days in a version, by date."""
    return list(
        CalendarDay.objects.filter(
            Q(removed_in=None) | Q(removed_in__number__gt=version.number),
            partnership=version.partnership_id,
            added_in__number__lte=version.number,
        )
    )


@lru_cache(maxsize=256)
def _calendar(version_id: int, local: bool) -> WorkingCalendar:
    """A version never changes once made, so what it says may be kept for the life of the process."""
    version = CalendarVersion.objects.get(pk=version_id)
    days = [day for day in local_days(version) if local or day.applies_to == AppliesTo.ALL]
    return _base(version.snapshot_id).with_days(LocalDay(day.day, day.name, day.kind) for day in days)


@lru_cache(maxsize=8)
def _base(snapshot_id: int) -> WorkingCalendar:
    snapshot = BankHolidaySnapshot.objects.get(pk=snapshot_id)
    days: dict[dt.date, str] = dict(BankHoliday.objects.filter(snapshot=snapshot).values_list("day", "name"))
    return WorkingCalendar(
        first_year=snapshot.first_year,
        last_year=snapshot.last_year,
        holidays=days,
        made_on=snapshot.made_on,
        package=snapshot.package,
    )
