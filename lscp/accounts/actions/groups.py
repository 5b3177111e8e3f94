"""Standing groups, their seats and the chair that rotates: one function per decision."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from lscp.accounts import policies
from lscp.accounts.actions.shared import change, end, locked
from lscp.accounts.models import Agency, GroupSeat, Partnership, Seat, StandingGroup, User
from lscp.audit import service as audit
from lscp.kernel import clock
from lscp.kernel.access import Refused, Verdict, require

GROUP_FIELDS = ("name", "purpose", "quorum_note")


@transaction.atomic
def add_group(
    partnership: Partnership, *, kind: str, name: str, by: User, purpose: str = "", quorum_note: str = ""
) -> StandingGroup:
    """Set up a standing group, such as the Review Advisory Group. Raises `Refused` for a second of a kind."""
    require(policies.can_manage_partnership(by, partnership))
    locked(partnership)
    if StandingGroup.objects.filter(partnership=partnership, kind=kind).exists():
        raise Refused(Verdict("state", "The partnership has this group already."))
    group = StandingGroup.objects.create(
        partnership=partnership, kind=kind, name=name, purpose=purpose, quorum_note=quorum_note
    )
    audit.record("accounts.group_added", subject=group, by=by, name=name)
    return group


@transaction.atomic
def change_group(
    group: StandingGroup, *, by: User, seen_version: int | None = None, **details: Any
) -> StandingGroup:
    """Rename a group or change its purpose or quorum note. Raises `Stale`."""
    require(policies.can_manage_partnership(by, group.partnership))
    group = locked(group, seen=seen_version, fields=GROUP_FIELDS)
    if change(group, details):
        audit.record("accounts.group_changed", subject=group, by=by, name=group.name)
    return group


@transaction.atomic
def add_seat(
    group: StandingGroup,
    user: User,
    agency: Agency,
    *,
    seat: str,
    by: User,
    deputy_for: User | None = None,
    from_on: dt.date | None = None,
    until_on: dt.date | None = None,
) -> GroupSeat:
    """Give a person a seat in a group. A new chair ends the earlier chair's term the day before.

    Raises `Refused` when two chairs would begin on the same day, a deputy names nobody or themselves,
    or the person has this seat already.
    """
    require(policies.can_manage_partnership(by, group.partnership))
    locked(group)
    start = from_on or clock.today()
    if until_on and until_on < start:
        raise Refused(Verdict("state", "The last day cannot be before the first day."))
    if seat == Seat.DEPUTY and deputy_for in (None, user):
        raise Refused(Verdict("incomplete", "Say whom this person deputises for."))
    if seat == Seat.CHAIR:
        _make_way_for_chair(group, start, until_on)
    elif GroupSeat.objects.filter(group=group, user=user, seat=seat).overlapping(start, until_on).exists():
        raise Refused(Verdict("state", f"{user} already has this seat."))
    made = GroupSeat.objects.create(
        group=group,
        user=user,
        agency=agency,
        seat=seat,
        deputy_for=deputy_for if seat == Seat.DEPUTY else None,
        from_on=start,
        until_on=until_on,
    )
    audit.record("accounts.seat_added", subject=group, by=by, seat=made.get_seat_display(), group=group.name)
    return made


@transaction.atomic
def end_seat(seat: GroupSeat, *, by: User) -> GroupSeat:
    """End a person's seat at once."""
    require(policies.can_manage_partnership(by, seat.group.partnership))
    if end(seat, by=by):
        audit.record("accounts.seat_ended", subject=seat.group, by=by, group=seat.group.name)
    return seat


def _make_way_for_chair(group: StandingGroup, start: dt.date, until_on: dt.date | None) -> None:
    """End the present chair's term the day before; refuse a term that would overlap another."""
    chairs = GroupSeat.objects.filter(group=group, seat=Seat.CHAIR, ended_at=None)
    chairs.filter(from_on__lt=start).exclude(until_on__lt=start).update(until_on=start - dt.timedelta(days=1))
    clash = chairs.filter(from_on__gte=start)
    if until_on:
        clash = clash.filter(from_on__lte=until_on)
    if clash.exists():
        raise Refused(Verdict("state", "Another chair already holds part of that time. End that term first."))
