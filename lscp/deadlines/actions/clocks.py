"""Starting, meeting, extending, pausing and cancelling clocks. Every change is a new row of the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from lscp.deadlines import policies
from lscp.deadlines.actions.ground import Standing, standing_of
from lscp.deadlines.calendars import calendar_of
from lscp.deadlines.compute import Length, Moment, Unit, words_for
from lscp.deadlines.due_dates import Running, end_of
from lscp.deadlines.enums import Entry
from lscp.deadlines.ledger import lock_case, successor, write
from lscp.deadlines.models import Clock
from lscp.deadlines.recalculation import move_of
from lscp.kernel import clock as product_clock
from lscp.kernel.access import OutOfScope, Stale, require
from lscp.kernel.scoping import ANY_VERSION
from lscp.people.models import Person
from lscp.people.typed import type_into


@transaction.atomic
def expect_clocks(
    case: Any, keys: Iterable[str], *, by: Any, agency: Any = None, holder: Any = None, subject: str = ""
) -> list[Clock]:
    """Say that these rules apply to a case: each clock starts now if its starting event is recorded.

    A rule that the case's edition of the guidance does not hold, or whose clock is there already (cancelled
    ones apart), is left alone. Raises `LookupError` for a key that no edition knows. The caller has checked
    that `by` may do what makes them apply.
    """
    wanted = list(keys)
    standing = standing_of(lock_case(case.pk), keys=wanted)
    return expect_on(standing, wanted, by=by, agency=agency, holder=holder, subject=subject)


def expect_on(
    standing: Standing,
    keys: Iterable[str],
    *,
    by: Any,
    agency: Any = None,
    holder: Any = None,
    subject: str = "",
    child: Person | None = None,
) -> list[Clock]:
    """The same on what the action has read of the case already; its rules were read with it.

    Clocks of one `child` have that child as their subject.
    """
    case = standing.case
    subject = str(child.public_id) if child is not None else subject
    ground = standing.ground(keys)
    there = {row.rule_key: row for row in standing.clocks.values() if row.subject == subject}
    rows = []
    for rule in ground.rules.values():
        old = there.get(rule.key)
        if old is not None and not old.cancelled_at:
            continue
        row = Clock(
            case=case, partnership=case.partnership, rule=rule, rule_key=rule.key, subject=subject,
            child=child, agency=agency, holder=holder, entry=Entry.EXPECTED, supersedes=old, is_open=False,
            written_by=by, written_at=product_clock.now(), length=rule.length, unit=rule.unit,
            calendar_version=ground.version,
        )  # fmt: skip
        if old is not None:
            row.chain, row.position = old.chain, old.position + 1
        move = move_of(row, ground)
        if move is not None:
            row = _apply(row, move.changes, Entry.STARTED if move.changes["due_on"] else Entry.EXPECTED)
        rows.append(row)
    written = standing.write(rows, by=by)
    standing.meet_by_facts(by=by)
    return [standing.clocks[row.chain] for row in written]


@transaction.atomic
def start_clock(
    case: Any,
    key: str,
    *,
    start: Moment,
    by: Any,
    subject: str = "",
    agency: Any = None,
    holder: Any = None,
    length: Length | None = None,
    why: str = "",
) -> Clock:
    """Start one clock from a moment given by hand, for things that happen more than once in a case.

    `subject` tells such clocks of one rule apart (a task's public identifier); `length` replaces the rule's.
    A clock of the same rule and subject that is already running is returned as it is.
    """
    standing = standing_of(lock_case(case.pk), keys=[key])
    case, version = standing.case, standing.version
    live = standing.clocks.values()
    old = next((row for row in live if (row.rule_key, row.subject) == (key, subject)), None)
    if old is not None and old.is_open:
        return old
    rule = standing.ground([key]).rules[key]
    terms = length or rule.terms
    end = end_of(Running(start, terms), calendar_of(version, local=rule.is_local))
    row = Clock(
        case=case, partnership=case.partnership, rule=rule, rule_key=key, subject=subject, agency=agency,
        holder=holder, entry=Entry.STARTED, supersedes=old, written_by=by, written_at=product_clock.now(),
        start_on=start.on, start_at=start.at, length=terms.number, unit=terms.unit.value,
        calendar_version=version, due_on=end.on, due_at=end.at,
    )  # fmt: skip
    if old is not None:
        row.chain, row.position = old.chain, old.position + 1
    type_into(row, why=why)
    return write([row], by=by)[0]


@transaction.atomic
def meet(
    case: Any, key: str, *, done: Moment, evidence: str, by: Any, subject: str = "", late_reason: str = ""
) -> Clock | None:
    """Record that what a clock asks for was done, at the time on the evidence, however late it is typed.

    When only the date is known the end of that day counts. A clock already met gets the new evidence as a
    correction. Returns None when the case has no such clock. The caller has checked that `by` may record it.
    """
    case = lock_case(case.pk)
    row = _live(case).filter(rule_key=key, subject=subject).first()
    if row is None or row.cancelled_at:
        return None
    return _meet(row, done=done, evidence=evidence, late_reason=late_reason, by=by)


@transaction.atomic
def meet_clock(
    chain: Any, *, seen_version: Any, done: Moment, evidence: str, late_reason: str = "", by: Any
) -> Clock:
    """Record by hand, on the clock's page, that what it asks for was done."""
    row = claim_clock(chain, by=by, seen=seen_version)
    require(policies.can_meet(by, row), record=row)
    return _meet(row, done=done, evidence=evidence, late_reason=late_reason, by=by)


def _meet(row: Clock, *, done: Moment, evidence: str, late_reason: str, by: Any) -> Clock:
    now = product_clock.now()
    if done.on > product_clock.today() or (done.at and done.at > now):
        raise ValueError("What has not happened yet cannot be recorded as done")
    changes: dict[str, Any] = {
        "met_at": done.latest,
        "met_time_known": done.time_known,
        "met_evidence": evidence,
        "met_recorded_at": now,
        "met_recorded_by": by,
        "paused_at": None,
    }
    if late_reason:
        changes |= {"late_reason": late_reason, "late_reason_at": now, "late_reason_by": by}
    entry = Entry.MET_CORRECTED if row.met_at else Entry.MET
    return write([successor(row, entry, by=by, **changes)], by=by)[0]


@transaction.atomic
def explain_lateness(chain: Any, *, seen_version: Any, reason: str, by: Any) -> Clock:
    """Record why a clock is late, by its holder or the Business Unit. A later reason is another row."""
    row = claim_clock(chain, by=by, seen=seen_version)
    require(policies.can_explain_lateness(by, row))
    changes = {"late_reason": reason, "late_reason_at": product_clock.now(), "late_reason_by": by}
    return write([successor(row, Entry.BREACH_EXPLAINED, by=by, why=reason, **changes)], by=by)[0]


@transaction.atomic
def extend(
    chain: Any, *, seen_version: Any, number: int, unit: str, reason: str, authority: str, by: Any
) -> Clock:
    """Extend a running clock from its present end, on the authority of whoever agreed it."""
    row = claim_clock(chain, by=by, seen=seen_version)
    require(policies.can_extend(by, row))
    if number < 1:
        raise ValueError("An extension is at least 1")
    extensions = [*row.extensions, [number, unit]]
    new = successor(row, Entry.EXTENDED, by=by, why=reason, authority=authority, extensions=extensions)
    words = words_for(number, Unit(unit))
    return write([_with_end(new)], by=by, reason=f"by {words}")[0]


@transaction.atomic
def take_back_extension(chain: Any, *, seen_version: Any, reason: str, by: Any) -> Clock:
    """Take back the last extension: the clock ends when it did before, even where that day has passed."""
    row = claim_clock(chain, by=by, seen=seen_version)
    require(policies.can_take_back_extension(by, row))
    new = successor(row, Entry.EXTENSION_BACK, by=by, why=reason, extensions=row.extensions[:-1])
    return write([_with_end(new)], by=by, reason="an extension was taken back")[0]


@transaction.atomic
def pause(chain: Any, *, seen_version: Any, reason: str, authority: str, by: Any) -> Clock:
    """Stop a clock of a local rule for a reason; its reminders stop with it."""
    row = claim_clock(chain, by=by, seen=seen_version)
    require(policies.can_pause(by, row))
    now = product_clock.now()
    return write(
        [successor(row, Entry.PAUSED, by=by, why=reason, authority=authority, paused_at=now)], by=by
    )[0]


@transaction.atomic
def resume(chain: Any, *, seen_version: Any, reason: str, by: Any) -> Clock:
    """Start a paused clock again: its end moves by as long as it stood still, in its own unit."""
    row = claim_clock(chain, by=by, seen=seen_version)
    require(policies.can_resume(by, row))
    if row.paused_at is None:
        raise ValueError("This clock is not paused")
    pauses = [*row.pauses, [_text(row.paused_at), _text(product_clock.now())]]
    new = successor(row, Entry.RESUMED, by=by, why=reason, pauses=pauses, paused_at=None)
    return write([_with_end(new)], by=by)[0]


@transaction.atomic
def cancel(chain: Any, *, seen_version: Any, reason: str, by: Any) -> Clock:
    """Cancel a clock that no longer applies; it stays on the ledger."""
    row = claim_clock(chain, by=by, seen=seen_version)
    require(policies.can_cancel(by, row))
    return _cancel([row], reason, by)[0]


@transaction.atomic
def cancel_clocks(case: Any, keys: Iterable[str] | None = None, *, reason: str, by: Any) -> list[Clock]:
    """Cancel a case's clocks of these rules (all when None): the case ended or went another way.

    Met and cancelled clocks stay as they are, and so does what guards a child's safety: it ends with its own
    record only. The caller has checked that `by` may do what ends them.
    """
    rows = _live(lock_case(case.pk)).filter(met_at=None, cancelled_at=None, rule__guards_safety=False)
    if keys is not None:
        rows = rows.filter(rule_key__in=list(keys))
    return _cancel(list(rows), reason, by)


def _cancel(rows: list[Clock], reason: str, by: Any) -> list[Clock]:
    now = product_clock.now()
    return write(
        [
            successor(row, Entry.CANCELLED, by=by, why=reason, cancelled_at=now, paused_at=None)
            for row in rows
        ],
        by=by,
    )


def claim_clock(chain: Any, *, by: Any, seen: Any) -> Clock:
    """Lock the case and return the clock's live row as the actor last saw it.

    `seen` is the position of the row they were shown, or `ANY_VERSION`. Raises `OutOfScope` or `Stale`.
    """
    found = Clock.visible_to(by).filter(chain=chain, is_live=True).values_list("case_id", flat=True).first()
    if found is None:
        raise OutOfScope
    lock_case(found)
    row = _live_rows().get(chain=chain)
    if seen not in (ANY_VERSION, row.position):
        who, when = str(row.written_by), row.written_at
        raise Stale("This clock has changed since you opened this page", record=row, by=who, at=when)
    return row


def _live_rows() -> Any:
    return Clock.all_records.filter(is_live=True).select_related(
        "rule", "case__partnership", "case__sealing_key", "calendar_version", "agency", "written_by"
    )


def _live(case: Any) -> Any:
    return _live_rows().filter(case=case)


def _apply(row: Clock, changes: Any, entry: Entry) -> Clock:
    for name, value in changes.items():
        setattr(row, name, value)
    row.entry, row.is_open = entry, row.due_at is not None
    return row


def _with_end(row: Clock) -> Clock:
    """The row with its end worked out again from its own inputs."""
    if row.start is None:
        raise ValueError("A clock that has not started has no end")
    calendar = calendar_of(row.calendar_version, local=row.rule.is_local)
    end = end_of(Running(row.start, row.terms, row.extensions, row.pauses), calendar)
    row.due_on, row.due_at = end.on, end.at
    return row


def _text(instant: dt.datetime) -> str:
    return instant.isoformat()
