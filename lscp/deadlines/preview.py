"""What a proposed change would move, before anything is changed. Reads only."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max, Q

from lscp.deadlines.calendar import LocalDay, WorkingCalendar
from lscp.deadlines.calendars import (
    calendar_of,
    current_version,
    latest_snapshot,
    local_days,
    snapshot_calendar,
)
from lscp.deadlines.enums import AppliesTo, ChangeKind
from lscp.deadlines.models import CalendarVersion, Clock, Edition, Fact, ProposedChange, Rule
from lscp.deadlines.recalculation import Ground, Move, move_of
from lscp.deadlines.rule_choice import by_kind, deaths_among, edition_on, governing_day, settings_of

RULE_VALUES = ("length", "unit", "warnings", "guidance", "source", "is_verified")


@dataclass(frozen=True)
class World:
    """The calendar, rule and setting as they would be. `calendars` is by whether the rule is local."""

    version: CalendarVersion
    calendars: dict[bool, WorkingCalendar] = field(default_factory=dict)
    rule: Rule | None = None
    day_zero: str = ""


def proposed_world(change: ProposedChange) -> World:
    """What the change would make of the partnership's clocks. Raises `ValueError` when it makes no sense."""
    version = current_version(change.partnership)
    day_zero = settings_of(change.partnership).rapid_review_day_zero
    if change.kind == ChangeKind.RULE:
        return World(version, rule=proposed_rule(change), day_zero=day_zero)
    if change.kind == ChangeKind.DAY_ZERO:
        return World(version, day_zero=change.payload["day_zero"])
    return World(
        version, {local: _calendar(change, version, local) for local in (False, True)}, None, day_zero
    )


def _calendar(change: ProposedChange, version: CalendarVersion, local: bool) -> WorkingCalendar:
    """The calendar after the change; worked from the same rows that applying it would write."""
    days = [LocalDay(d.day, d.name, d.kind) for d in local_days(version) if _kept(d, change, local)]
    if change.kind == ChangeKind.SNAPSHOT:
        return snapshot_calendar(latest_snapshot()).with_days(days)
    if change.kind == ChangeKind.ADD_DAY and (local or change.payload["applies_to"] == AppliesTo.ALL):
        payload = change.payload
        days.append(LocalDay(dt.date.fromisoformat(payload["day"]), payload["name"], payload["kind"]))
    return snapshot_calendar(version.snapshot).with_days(days)


def _kept(day: Any, change: ProposedChange, local: bool) -> bool:
    removed = change.kind == ChangeKind.REMOVE_DAY and str(day.public_id) == change.payload["public_id"]
    return not removed and (local or day.applies_to == AppliesTo.ALL)


def proposed_rule(change: ProposedChange) -> Rule:
    """The new version of the rule, not yet written."""
    payload = change.payload
    edition = Edition.objects.get(key=payload["edition"])
    whose = Q(partnership=None) | Q(partnership=change.partnership)
    versions = Rule.objects.filter(whose, edition=edition, key=payload["key"])
    old = max(versions, key=lambda rule: (rule.partnership_id is not None, rule.number))
    highest = versions.aggregate(highest=Max("number"))["highest"]
    new = Rule(
        edition=edition, partnership=change.partnership, key=old.key, number=highest + 1, title=old.title,
        starting_event=old.starting_event, condition=old.condition, kind=old.kind,
        runs_provisionally=old.runs_provisionally, holder_roles=old.holder_roles, told_roles=old.told_roles,
        escalations=old.escalations, guards_safety=old.guards_safety, met_by_record=old.met_by_record,
        in_force_from=dt.date.fromisoformat(payload["in_force_from"]), made_by=change.proposed_by,
        reason=change.reason,
    )  # fmt: skip
    for name in RULE_VALUES:
        setattr(new, name, payload.get(name, getattr(old, name)))
    return new


def moves_of(change: ProposedChange, *, world: World | None = None) -> list[Move]:
    """Every open or waiting clock of the partnership that the change would alter, most urgent first.

    Not those of a case that was disposed of: nothing can be added to it.
    """
    world = world or proposed_world(change)
    rows = list(_open_rows(change))
    facts = _facts(rows)
    moves = [move for row in rows if (move := _move(row, facts[row.case_id], world))]
    return sorted(moves, key=lambda move: (str(move.clock.due_at or ""), move.clock.pk))


def _open_rows(change: ProposedChange) -> Any:
    rows = Clock.all_records.filter(
        partnership=change.partnership,
        is_live=True,
        met_at=None,
        cancelled_at=None,
        case__sealing_key__destroyed_at=None,
    ).select_related(
        "rule__edition", "case__partnership", "case__sealing_key", "calendar_version", "partnership", "agency"
    )
    if change.kind == ChangeKind.RULE:
        return rows.filter(rule_key=change.payload["key"])
    return rows


def _facts(rows: Sequence[Clock]) -> dict[int, list[Fact]]:
    found: dict[int, list[Fact]] = defaultdict(list)
    live = Fact.objects.filter(case__in={row.case_id for row in rows}, is_live=True, is_withdrawn=False)
    for fact in live:
        found[fact.case_id].append(fact)
    return found


def _move(row: Clock, facts: Sequence[Fact], world: World) -> Move | None:
    rule, holding = row.rule, by_kind(facts)
    if world.rule is not None and _governs(world.rule, row, holding):
        rule = world.rule
    ground = Ground(holding, {row.rule_key: rule}, world.version, world.day_zero, deaths_among(facts))
    calendar = world.calendars.get(rule.is_local) or calendar_of(world.version, local=rule.is_local)
    return move_of(row, ground, calendar=calendar)


def _governs(rule: Rule, row: Clock, facts: dict[str, Fact]) -> bool:
    """Whether the case goes by this version: same edition, and in force on its governing day."""
    day = governing_day(row.case, facts)
    return rule.in_force_from <= day and edition_on(day) == rule.edition


def fingerprint(moves: Sequence[Move]) -> str:
    """What tells two previews apart: the approver approves what they saw, or is told that it changed."""
    told = [[str(m.clock.chain), str(m.clock.due_at), str(m.changes["due_at"])] for m in moves]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
