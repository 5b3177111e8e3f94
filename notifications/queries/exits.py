"""How a notification went on: its waits, findings, transfers and reopenings, in the order they happened."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from lscp.kernel.dates import british_date, british_datetime
from lscp.meetings.models import Meeting
from lscp.people.typed import text_of
from lscp.web.components import TimelineEntry
from notifications.enums import NotificationStatus as S
from notifications.models import (
    BoardInformed,
    CriteriaFinding,
    InformationAwaited,
    NationalReceipt,
    Notification,
    ReferrerNote,
    Reopening,
    Transfer,
)
from notifications.policies.known import known_of
from notifications.queries.identity import inside_q

MEETINGS = "meetings"
KEPT = {
    "waits": InformationAwaited,
    "findings": CriteriaFinding,
    "transfers": Transfer,
    "reopenings": Reopening,
    "receipts": NationalReceipt,
    "boards": BoardInformed,
    "notes": ReferrerNote,
}


def awaiting(user: Any) -> QuerySet[Notification]:
    """What waits for information, among what the person takes part in; the next to be looked at first."""
    return Notification.visible_to(user).filter(inside_q(user), status=S.AWAITING).order_by("review_on", "pk")


def there_at_all() -> dict[str, Exists]:
    """Which of these a notification has at all, so that a page asks only for those."""
    parts = {
        name: Exists(model.all_records.filter(notification=OuterRef("pk")))  # type: ignore[attr-defined]
        for name, model in KEPT.items()
    }
    return parts | {MEETINGS: Exists(Meeting.all_records.filter(case=OuterRef("case")))}


def recorded(notification: Notification) -> frozenset[str]:
    """The same for one notification, in one query where its page has not read it."""
    known = known_of(notification)
    if known is not None:
        return known.there
    parts = there_at_all()
    row = Notification.all_records.filter(pk=notification.pk).values_list(*parts.values()).get()
    return frozenset(name for name, there in zip(parts, row, strict=True) if there)


def history_of(notification: Notification, found: frozenset[str] | None = None) -> list[TimelineEntry]:
    """Every exit and return with its reasons, newest first. For people inside the process only."""
    found = recorded(notification) if found is None else found
    entries: list[TimelineEntry] = []
    for name, make in MAKERS.items():
        if name in found:
            entries += make(notification)
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _reopenings(notification: Notification) -> list[TimelineEntry]:
    made = []
    for row in notification.reopenings.select_related("by", "reasons__key"):
        source = f"From: {row.get_source_display()}, received on {british_date(row.received_on)}"
        made.append(_entry("Opened again", row, source))
    return made


def _entry(title: str, row: Any, *lines: str) -> TimelineEntry:
    return TimelineEntry(title, str(row.by), row.at, "\n".join([str(row.reasons.open()), *lines]))


def _waits(notification: Notification) -> list[TimelineEntry]:
    made = []
    for row in notification.waits.select_related("by", "ended_by", "reasons__key", "came__key"):
        lines = [f"To be looked at again on {british_date(row.review_on)}"]
        if row.ended_at and row.came:
            lines.append(f"Ended {british_datetime(row.ended_at)} by {row.ended_by}: {row.came.open()}")
        made.append(_entry("Waiting for information", row, *lines))
    return made


def _findings(notification: Notification) -> list[TimelineEntry]:
    made = []
    for row in notification.findings.select_related("by", "reasons__key", "panel_told_how__key"):
        told = "The national Panel has not been told yet"
        if row.panel_told_on:
            told = f"Panel told on {british_date(row.panel_told_on)}: {text_of(row.panel_told_how)}"
        made.append(_entry("Criteria found not met", row, told))
    return made


def _transfers(notification: Notification) -> list[TimelineEntry]:
    made = []
    shown = ("by", "reasons__key", "area__key", "told__key", "evidence__key")
    for row in notification.transfers.select_related(*shown):
        when = british_datetime(row.told_at) if row.told_at else british_date(row.told_on)
        made.append(
            _entry(
                f"Transferred to {text_of(row.area)}",
                row,
                f"Told: {text_of(row.told)}, {when}",
                f"Evidence: {text_of(row.evidence)}",
            )
        )
    return made


MAKERS = {"waits": _waits, "findings": _findings, "transfers": _transfers, "reopenings": _reopenings}
