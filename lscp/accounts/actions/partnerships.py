"""Partnerships, agencies and their place in a partnership: one function per decision."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from lscp.accounts import policies
from lscp.accounts.actions.shared import change, end, locked
from lscp.accounts.models import Agency, AgencyInPartnership, Membership, Partnership, User
from lscp.audit import service as audit
from lscp.kernel import clock
from lscp.kernel.access import Refused, Verdict, require

PARTNERSHIP_FIELDS = (
    "name", "area_name", "front_door_name", "front_door_phone", "front_door_out_of_hours", "front_door_url",
    "contact_email", "contact_phone",
)  # fmt: skip
AGENCY_FIELDS = ("name", "kind")
PLACE_FIELDS = ("statutory_partner", "until_on")


@transaction.atomic
def add_partnership(*, by: User, **details: Any) -> Partnership:
    """Set up a partnership. The details are the fields of `Partnership`."""
    require(policies.can_set_up_partnerships(by))
    partnership = Partnership.objects.create(**details)
    audit.record("accounts.partnership_added", subject=partnership, by=by, name=partnership.name)
    return partnership


@transaction.atomic
def change_partnership(
    partnership: Partnership, *, by: User, seen_version: int | None = None, **details: Any
) -> Partnership:
    """Change a partnership's details; only what is given changes.

    Raises `Stale` when somebody changed them since `seen_version`, `Refused` for another's name.
    """
    require(policies.can_manage_partnership(by, partnership))
    partnership = locked(partnership, seen=seen_version, fields=PARTNERSHIP_FIELDS)
    same_name = Partnership.objects.filter(name__iexact=details.get("name", "")).exclude(pk=partnership.pk)
    if same_name.exists():
        raise Refused(Verdict("state", "Another partnership has this name already."))
    changed = change(partnership, details)
    if changed:
        audit.record("accounts.partnership_changed", subject=partnership, by=by, fields=", ".join(changed))
    return partnership


@transaction.atomic
def add_agency(*, name: str, kind: str, by: User) -> Agency:
    """Add an agency; it takes part in a partnership once it is placed there.

    Raises `Refused` when an agency of this name exists.
    """
    require(policies.can_add_agencies(by))
    if Agency.objects.filter(name__iexact=name).exists():
        raise Refused(Verdict("state", "There is an agency with this name already. Choose it from the list."))
    agency = Agency.objects.create(name=name, kind=kind)
    audit.record("accounts.agency_added", subject=agency, by=by, name=name)
    return agency


@transaction.atomic
def change_agency(agency: Agency, *, by: User, seen_version: int | None = None, **details: Any) -> Agency:
    """Change an agency's name or kind. Raises `Stale`, or `Refused` for another agency's name."""
    require(policies.can_change_agency(by, agency))
    agency = locked(agency, seen=seen_version, fields=AGENCY_FIELDS)
    if Agency.objects.filter(name__iexact=details.get("name", "")).exclude(pk=agency.pk).exists():
        raise Refused(Verdict("state", "Another agency has this name already."))
    changed = change(agency, details)
    if changed:
        audit.record("accounts.agency_changed", subject=agency, by=by, fields=", ".join(changed))
    return agency


@transaction.atomic
def place_agency(
    agency: Agency,
    partnership: Partnership,
    *,
    by: User,
    statutory_partner: str = "",
    from_on: dt.date | None = None,
    until_on: dt.date | None = None,
) -> AgencyInPartnership:
    """Let an agency take part in a partnership, as a statutory safeguarding partner if named.

    Raises `Refused` when it already takes part on one of those days.
    """
    require(policies.can_manage_partnership(by, partnership))
    locked(agency)
    start = from_on or clock.today()
    _check_order(start, until_on)
    clash = AgencyInPartnership.objects.filter(agency=agency, partnership=partnership)
    if clash.overlapping(start, until_on).exists():
        raise Refused(Verdict("state", f"{agency} already takes part in {partnership}."))
    place = AgencyInPartnership.objects.create(
        agency=agency,
        partnership=partnership,
        statutory_partner=statutory_partner,
        from_on=start,
        until_on=until_on,
    )
    audit.record("accounts.agency_placed", subject=partnership, by=by, agency=agency.name)
    return place


@transaction.atomic
def bring_in_agency(
    partnership: Partnership,
    *,
    by: User,
    agency: Agency | None = None,
    name: str = "",
    kind: str = "",
    **place: Any,
) -> AgencyInPartnership:
    """Let an agency take part, adding it first when it is new to the service."""
    return place_agency(agency or add_agency(name=name, kind=kind, by=by), partnership, by=by, **place)


@transaction.atomic
def change_place(
    place: AgencyInPartnership,
    *,
    by: User,
    statutory_partner: str,
    until_on: dt.date | None,
    seen_version: int | None = None,
) -> AgencyInPartnership:
    """Change which statutory partner an agency is here, and its last day (included).

    Raises `Stale`, or `Refused` when the last day lies before the first.
    """
    require(policies.can_manage_partnership(by, place.partnership))
    place = locked(place, seen=seen_version, fields=PLACE_FIELDS)
    _check_order(place.from_on, until_on)
    if change(place, {"statutory_partner": statutory_partner, "until_on": until_on}):
        audit.record(
            "accounts.agency_place_changed", subject=place.partnership, by=by, agency=place.agency.name
        )
    return place


@transaction.atomic
def end_place(place: AgencyInPartnership, *, by: User) -> AgencyInPartnership:
    """End an agency's part in a partnership at once; its people's roles there end with it."""
    require(policies.can_manage_partnership(by, place.partnership))
    if not end(place, by=by):
        return place
    for membership in Membership.objects.filter(
        partnership=place.partnership, agency=place.agency, ended_at=None
    ):
        end(membership, by=by)
    audit.record("accounts.agency_place_ended", subject=place.partnership, by=by, agency=place.agency.name)
    return place


def _check_order(start: dt.date, until_on: dt.date | None) -> None:
    if until_on and until_on < start:
        raise Refused(Verdict("state", "The last day cannot be before the first day."))
