"""Writing rows of the ledger: a row supersedes the one before it, its reminders take their place, and the
record is kept, all in the caller's transaction. Deciding what to write is for `actions`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Max

from lscp.audit import service as audit
from lscp.cases.compartments import casework
from lscp.cases.models import Case
from lscp.deadlines.access import kept_rules
from lscp.deadlines.calendars import calendar_of
from lscp.deadlines.enums import Entry
from lscp.deadlines.models import Clock, Rung
from lscp.kernel import clock as product_clock
from lscp.kernel import lock_order
from lscp.people.typed import seal_typed, type_into

CARRIED = (
    "chain", "case_id", "partnership_id", "rule_id", "rule_key", "subject", "child_id", "agency_id", "holder_id",
    "is_open", "start_fact_id", "start_on", "start_at", "is_provisional", "length", "unit",
    "calendar_version_id", "extensions", "pauses", "paused_at", "due_on", "due_at", "met_at",
    "met_time_known", "met_evidence_id", "met_recorded_at", "met_recorded_by_id", "late_reason_id",
    "late_reason_at", "late_reason_by_id", "cancelled_at",
)  # fmt: skip

TYPED = ("authority", "met_evidence", "late_reason")
"""Texts that may be among the changes of a row, beside `why`."""

VERBS = {
    Entry.EXPECTED: "deadlines.clock_expected",
    Entry.STARTED: "deadlines.clock_started",
    Entry.RECALCULATED: "deadlines.clock_recalculated",
    Entry.EXTENDED: "deadlines.clock_extended",
    Entry.PAUSED: "deadlines.clock_paused",
    Entry.RESUMED: "deadlines.clock_resumed",
    Entry.MET: "deadlines.clock_met",
    Entry.MET_CORRECTED: "deadlines.clock_evidence_corrected",
    Entry.BREACH_EXPLAINED: "deadlines.clock_lateness_explained",
    Entry.CANCELLED: "deadlines.clock_cancelled",
    Entry.HANDED_OVER: "deadlines.clock_handed_over",
    Entry.OPENED_AGAIN: "deadlines.clock_opened_again",
    Entry.EXTENSION_BACK: "deadlines.clock_extension_taken_back",
    Entry.DATE_SET: "deadlines.clock_date_set",
}


def lock_case(case_id: int) -> Case:
    """Lock the case root: first in the order of locks, before any clock of it and its chain's head."""
    case = (
        Case.all_records.select_for_update(of=("self",))
        .select_related("partnership", "sealing_key")
        .get(pk=case_id)
    )
    lock_order.case_locked(case)
    return case


def successor(old: Clock, entry: Entry, *, by: Any, why: str = "", **changes: Any) -> Clock:
    """A new row that carries everything of `old` but what changes; not yet written.

    Texts among the changes (`TYPED`) are sealed when it is written.
    """
    values = {name: getattr(old, name) for name in CARRIED}
    row = Clock(**values, entry=entry, supersedes=old, written_by=by, written_at=product_clock.now())
    row.position = old.position + 1
    typed = {"why": why} | {name: changes.pop(name) for name in TYPED if isinstance(changes.get(name), str)}
    type_into(row, **typed)
    if Clock.case.is_cached(old):
        row.case = old.case
    for name, value in changes.items():
        setattr(row, name, value)
    row.is_open = row.due_at is not None and row.met_at is None and row.cancelled_at is None
    return row


def write(rows: Sequence[Clock], *, by: Any, reason: str = "") -> list[Clock]:
    """Write rows: the ones they supersede stop being live, reminders are planned anew, each is recorded.

    Raises `RuntimeError` outside a transaction; the caller holds the lock of each row's case.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("the ledger is written in the action's transaction")
    if not rows:
        return []
    before = [row.supersedes_id for row in rows if row.supersedes_id]
    # Waits for a sweep that holds these rungs, so that what it has just told is known in the next line.
    Rung.objects.filter(clock__in=before, fired_at=None).delete()
    fired = _last_fired(row.chain for row in rows if row.supersedes_id)
    seal_typed(rows)
    Clock.all_records.filter(pk__in=before).update(is_live=False)
    written = Clock.all_records.bulk_create(rows)
    _plan_rungs(written, fired)
    for row in written:
        _record(row, by, reason)
    return written


def _last_fired(chains: Iterable[Any]) -> dict[Any, int]:
    """The most urgent rung already told, for each clock."""
    fired = Rung.objects.filter(clock__chain__in=list(chains), fired_at__isnull=False)
    return dict(fired.order_by().values_list("clock__chain").annotate(Max("number")))


def _plan_rungs(rows: Iterable[Clock], fired: dict[Any, int]) -> None:
    """One pending rung for each open clock: the next that nobody has been told of."""
    planned = [
        rung
        for row in rows
        if row.is_open and not row.paused_at and (rung := next_rung(row, fired.get(row.chain)))
    ]
    Rung.objects.bulk_create(planned)


def next_rung(row: Clock, told: int | None) -> Rung:
    """The rung that waits: the first nobody was told of. If it has passed, the sweep tells the latest."""
    ladder, end = row.rule.ladder, row.end
    if end is None:
        raise ValueError("a clock that has not started has no reminders")
    calendar = calendar_of(row.calendar_version, local=row.rule.is_local)
    latest = ladder.latest_by(product_clock.now(), end, calendar)
    number = ladder.first() if told is None or latest is None else ladder.next_after(min(told, latest))
    return Rung(clock=row, number=number, fire_at=ladder.fires_at(number, end, calendar))


def _record(row: Clock, by: Any, reason: str) -> None:
    old = row.supersedes
    audit.record(
        VERBS[Entry(row.entry)],
        subject=row,
        by=by,
        case=row.case,
        compartment=casework(row.case) if row.rule_key in kept_rules() else "",
        reason=reason,
        rule=row.rule_key,
        title=row.rule.title,
        due=[_day(old), _day(row)],
        provisional=row.is_provisional,
    )


def _day(row: Clock | None) -> str:
    return row.due_on.isoformat() if row is not None and row.due_on else "not set"
