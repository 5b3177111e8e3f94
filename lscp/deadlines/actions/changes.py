"""Proposing a change to the calendar, a rule or day 0, and applying it in one approval by a second person."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from lscp.accounts.models import Partnership, User
from lscp.audit import service as audit
from lscp.cases.models import Case
from lscp.deadlines import policies
from lscp.deadlines.calendars import current_version, latest_snapshot, snapshot_calendar
from lscp.deadlines.enums import ChangeKind, ChangeStatus
from lscp.deadlines.ledger import successor, write
from lscp.deadlines.models import CalendarDay, CalendarVersion, ClockSettings, ProposedChange
from lscp.deadlines.preview import World, fingerprint, moves_of, proposed_rule, proposed_world
from lscp.deadlines.recalculation import Move
from lscp.deadlines.recipients import Directory, Watched
from lscp.kernel import clock, lock_order
from lscp.kernel.access import OutOfScope, Stale, require
from lscp.messaging import service as messaging


@transaction.atomic
def propose_change(
    partnership: Partnership, kind: str, *, payload: dict[str, Any], reason: str, by: Any
) -> ProposedChange:
    """Propose a change; nothing moves until it is approved. Raises `ValueError` when it makes no sense."""
    require(policies.can_propose_change(by, partnership))
    change = ProposedChange(
        partnership=partnership, kind=kind, payload=payload, reason=reason, proposed_by=by
    )
    _check(change)
    proposed_world(change)
    change.save()
    audit.record("deadlines.change_proposed", subject=change, by=by, kind=change.get_kind_display())
    return change


def _check(change: ProposedChange) -> None:
    """Refuse what the calendar could not hold, before anybody is asked to approve it."""
    version = current_version(change.partnership)
    if change.kind == ChangeKind.SNAPSHOT and version.snapshot == latest_snapshot():
        raise ValueError("The newest list of bank holidays is already in use")
    if change.kind != ChangeKind.ADD_DAY:
        return
    day = dt.date.fromisoformat(change.payload["day"])
    shipped = snapshot_calendar(version.snapshot)
    if day.weekday() >= 5:
        raise ValueError("That day is a Saturday or Sunday, which never counts as a working day")
    is_holiday = bool(shipped.name_of(day))
    if (change.payload["kind"] == "worked") is not is_holiday:
        raise ValueError(
            f"That day is already {shipped.name_of(day)}" if is_holiday else "That day is not a bank holiday"
        )
    if CalendarDay.objects.filter(partnership=change.partnership, day=day, removed_in=None).exists():
        raise ValueError("That day is already among your own days. Take it out first to change it")


@transaction.atomic
def apply_change(public_id: Any, *, seen: str, by: Any) -> ProposedChange:
    """Approve and apply a change at once: every open clock it moves gets a new row, closed ones stay.

    `seen` is the fingerprint of the preview that the approver was shown. Raises `Stale` when it would now
    move other clocks or other dates.
    """
    change = _claim(public_id, by)
    require(policies.can_apply_change(by, change))
    _lock_cases(change)
    _check(change)
    if fingerprint(moves_of(change)) != seen:
        raise Stale("The clocks that this change would move have changed since you looked. Look again first")
    moves = moves_of(change, world=_enact(change, by))
    why = f"{change.get_kind_display()}. {change.reason}"
    write(
        [successor(m.clock, m.entry, by=by, why=why, **m.changes) for m in moves],
        by=by,
        reason="change approved",
    )
    moved = [move for move in moves if move.moves_date]
    change.status, change.settled_at, change.settled_by = ChangeStatus.APPLIED, clock.now(), by
    change.moved = [
        [str(m.clock.chain), str(m.clock.due_on or ""), str(m.changes["due_on"] or "")] for m in moved
    ]
    change.save()
    kind = change.get_kind_display()
    audit.record("deadlines.change_applied", subject=change, by=by, kind=kind, moved=len(moved))
    _tell_holders(change, moved)
    return change


@transaction.atomic
def set_second_person(partnership: Partnership, *, needed: bool, by: Any) -> ClockSettings:
    """Set whether a change needs somebody other than its proposer (local rule, configurable).

    The administrator alone can drop the rule; raises `Refused` for anybody else.
    """
    require(policies.can_set_second_person(by, partnership))
    if not needed:
        require(policies.can_let_one_person_approve(by, partnership))
    settings, _ = ClockSettings.objects.update_or_create(
        partnership=partnership, defaults={"second_person_approves": needed}
    )
    audit.record("deadlines.second_person_set", subject=partnership, by=by, needed="yes" if needed else "no")
    return settings


@transaction.atomic
def withdraw_change(public_id: Any, *, by: Any) -> ProposedChange:
    """Withdraw a change that nobody has approved."""
    change = _claim(public_id, by)
    require(policies.can_withdraw_change(by, change))
    change.status, change.settled_at, change.settled_by = ChangeStatus.WITHDRAWN, clock.now(), by
    change.save()
    audit.record("deadlines.change_withdrawn", subject=change, by=by, kind=change.get_kind_display())
    return change


def _claim(public_id: Any, by: Any) -> ProposedChange:
    places = {m.partnership_id for m in by.memberships_today()}
    change = (
        ProposedChange.objects.select_for_update(of=("self",))
        .select_related("partnership", "proposed_by")
        .filter(public_id=public_id, partnership__in=places)
        .first()
    )
    if change is None:
        raise OutOfScope
    return change


def _lock_cases(change: ProposedChange) -> None:
    """Lock every case with a clock that might move, in one order; nothing moves under the approval."""
    cases = Case.all_records.filter(partnership=change.partnership, clocks__is_live=True)
    ids = cases.order_by().values_list("pk", flat=True).distinct()
    for case in Case.all_records.select_for_update(of=("self",)).filter(pk__in=list(ids)).order_by("pk"):
        lock_order.case_locked(case)


def _enact(change: ProposedChange, by: Any) -> World:
    """Write the change itself, and hand back the world as it now is."""
    if change.kind == ChangeKind.RULE:
        rule = proposed_rule(change)
        rule.save()
        world = proposed_world(change)
        return World(world.version, rule=rule, day_zero=world.day_zero)
    if change.kind == ChangeKind.DAY_ZERO:
        ClockSettings.objects.update_or_create(
            partnership=change.partnership, defaults={"rapid_review_day_zero": change.payload["day_zero"]}
        )
        return proposed_world(change)
    version = _next_version(change, by)
    _write_day(change, version)
    return World(version, day_zero=proposed_world(change).day_zero)


def _next_version(change: ProposedChange, by: Any) -> CalendarVersion:
    old = current_version(change.partnership)
    return CalendarVersion.objects.create(
        partnership=change.partnership,
        number=old.number + 1,
        snapshot=latest_snapshot() if change.kind == ChangeKind.SNAPSHOT else old.snapshot,
        made_at=clock.now(),
        approved_by=by,
        reason=change.reason,
    )


def _write_day(change: ProposedChange, version: CalendarVersion) -> None:
    payload = change.payload
    if change.kind == ChangeKind.ADD_DAY:
        CalendarDay.objects.create(
            partnership=change.partnership,
            day=dt.date.fromisoformat(payload["day"]),
            name=payload["name"],
            kind=payload["kind"],
            applies_to=payload["applies_to"],
            added_in=version,
        )
    if change.kind == ChangeKind.REMOVE_DAY:
        CalendarDay.objects.filter(
            partnership=change.partnership, public_id=payload["public_id"], removed_in=None
        ).update(removed_in=version)


def _tell_holders(change: ProposedChange, moved: Sequence[Move]) -> None:
    """One message to each holder, however many of their clocks moved."""
    watched = [Watched.of(move.clock) for move in moved]
    directory = Directory(watched)
    counts = Counter(person for each in watched for person in directory.to_remind(each))
    for person in User.objects.filter(pk__in=counts):
        messaging.enqueue(
            "deadlines_moved",
            to=[person],
            dedupe_key=f"deadlines_moved:{change.public_id}",
            partnership=change.partnership,
            path="/my-clocks/",
            count=counts[person.pk],
        )
