"""Setting up partnerships, agencies, people, memberships and groups: one function per decision.

Who may: `lscp.accounts.policies`. Every change is on the record; nothing is ever deleted, it ends.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from lscp.accounts import grants, policies
from lscp.accounts.models import (
    Agency,
    AgencyInPartnership,
    ConfidentialityTerms,
    GroupSeat,
    Membership,
    Partnership,
    Seat,
    StandingGroup,
    TermsAcceptance,
    User,
)
from lscp.audit import service as audit
from lscp.kernel import clock
from lscp.kernel.access import Refused, Verdict, require


@transaction.atomic
def add_partnership(*, by: User, **details: Any) -> Partnership:
    """Set up a partnership. The details are the fields of `Partnership`."""
    require(policies.can_set_up_partnerships(by))
    partnership = Partnership.objects.create(**details)
    audit.record("accounts.partnership_added", subject=partnership, by=by, name=partnership.name)
    return partnership


@transaction.atomic
def change_partnership(partnership: Partnership, *, by: User, **details: Any) -> Partnership:
    """Change a partnership's details; only what is given changes."""
    require(policies.can_manage_partnership(by, partnership))
    changed = _change(partnership, details)
    if changed:
        audit.record("accounts.partnership_changed", subject=partnership, by=by, fields=", ".join(changed))
    return partnership


@transaction.atomic
def add_agency(*, name: str, kind: str, by: User) -> Agency:
    """Add an agency; it takes part in a partnership once it is placed there."""
    require(policies.can_add_agencies(by))
    agency = Agency.objects.create(name=name, kind=kind)
    audit.record("accounts.agency_added", subject=agency, by=by, name=name)
    return agency


@transaction.atomic
def change_agency(agency: Agency, *, by: User, **details: Any) -> Agency:
    """Change an agency's name or kind."""
    require(policies.can_change_agency(by, agency))
    changed = _change(agency, details)
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

    Raises `Refused` when it already takes part on that day.
    """
    require(policies.can_manage_partnership(by, partnership))
    start = from_on or clock.today()
    if AgencyInPartnership.objects.filter(agency=agency, partnership=partnership).on(start).exists():
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
def end_place(place: AgencyInPartnership, *, by: User) -> AgencyInPartnership:
    """End an agency's part in a partnership at once; its people's roles there end with it."""
    require(policies.can_manage_partnership(by, place.partnership))
    _end(place, by=by)
    for membership in Membership.objects.today().filter(partnership=place.partnership, agency=place.agency):
        _end(membership, by=by)
    audit.record("accounts.agency_place_ended", subject=place.partnership, by=by, agency=place.agency.name)
    return place


@transaction.atomic
def add_person(
    *, email: str, name: str, by: User, password: str | None = None, job_title: str = "", phone: str = ""
) -> User:
    """Add a person, who can see nothing until they hold a role. Raises `Refused` for a known address."""
    require(policies.can_add_people(by))
    if User.objects.filter(email__iexact=email).exists():
        raise Refused(Verdict("state", "Somebody with this e-mail address already has an account."))
    user = User.objects.create_user(email, password, name=name, job_title=job_title, phone=phone)
    audit.record("accounts.person_added", subject=user, by=by)
    return user


@transaction.atomic
def change_person(user: User, *, by: User, **details: Any) -> User:
    """Change a person's name, job title, telephone or whether they may sign in."""
    require(policies.can_change_person(by, user))
    changed = _change(user, details)
    if changed:
        audit.record("accounts.person_changed", subject=user, by=by, fields=", ".join(changed))
    return user


@transaction.atomic
def add_membership(
    user: User,
    partnership: Partnership,
    agency: Agency,
    role: str,
    *,
    by: User,
    from_on: dt.date | None = None,
    until_on: dt.date | None = None,
    superior: User | None = None,
) -> Membership:
    """Give a person a role at an agency in a partnership, from one day until another (both included).

    Raises `Refused` when the agency has no place in the partnership or the person holds the role
    there already on that day.
    """
    require(policies.can_give_role(by, partnership, role))
    start = from_on or clock.today()
    in_force = max(start, clock.today()) if until_on is None or until_on >= clock.today() else start
    placed = AgencyInPartnership.objects.filter(agency=agency, partnership=partnership)
    if until_on is None and not placed.on(in_force).exists():
        raise Refused(Verdict("state", f"{agency} does not take part in {partnership}."))
    held = Membership.objects.filter(user=user, partnership=partnership, agency=agency, role=role)
    if held.on(start).exists():
        raise Refused(Verdict("state", f"{user} already holds this role there."))
    grants.access_group(partnership, agency, role)
    membership = Membership.objects.create(
        user=user,
        partnership=partnership,
        agency=agency,
        role=role,
        from_on=start,
        until_on=until_on,
        superior=superior,
        added_by=by,
    )
    audit.record(
        "accounts.membership_added",
        subject=user,
        by=by,
        role=membership.get_role_display(),
        agency=agency.name,
    )
    return membership


@transaction.atomic
def change_membership(
    membership: Membership, *, by: User, until_on: dt.date | None, superior: User | None
) -> Membership:
    """Set the last day of a role (included), and who is told when this person's deadline has passed."""
    require(policies.can_give_role(by, membership.partnership, membership.role))
    if until_on and until_on < membership.from_on:
        raise Refused(Verdict("state", "The last day cannot be before the first day."))
    membership.until_on, membership.superior = until_on, superior
    membership.save(update_fields=["until_on", "superior"])
    _record_membership("accounts.membership_changed", membership, by)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, by: User) -> Membership:
    """End a role at once: whatever it opened is closed from this moment."""
    require(policies.can_give_role(by, membership.partnership, membership.role))
    _end(membership, by=by)
    _record_membership("accounts.membership_ended", membership, by)
    return membership


@transaction.atomic
def add_group(
    partnership: Partnership, *, kind: str, name: str, by: User, purpose: str = "", quorum_note: str = ""
) -> StandingGroup:
    """Set up a standing group, such as the Review Advisory Group."""
    require(policies.can_manage_partnership(by, partnership))
    group = StandingGroup.objects.create(
        partnership=partnership, kind=kind, name=name, purpose=purpose, quorum_note=quorum_note
    )
    audit.record("accounts.group_added", subject=group, by=by, name=name)
    return group


@transaction.atomic
def change_group(group: StandingGroup, *, by: User, **details: Any) -> StandingGroup:
    """Rename a group or change its purpose or quorum note."""
    require(policies.can_manage_partnership(by, group.partnership))
    if _change(group, details):
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

    Raises `Refused` when two chairs would begin on the same day or a deputy names nobody.
    """
    require(policies.can_manage_partnership(by, group.partnership))
    StandingGroup.objects.select_for_update().get(pk=group.pk)
    start = from_on or clock.today()
    if seat == Seat.DEPUTY and deputy_for is None:
        raise Refused(Verdict("incomplete", "Say whom this person deputises for."))
    if seat == Seat.CHAIR:
        _make_way_for_chair(group, start, until_on)
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
    _end(seat, by=by)
    audit.record("accounts.seat_ended", subject=seat.group, by=by, group=seat.group.name)
    return seat


@transaction.atomic
def add_terms(
    partnership: Partnership, *, text: str, in_force_from: dt.date, by: User
) -> ConfidentialityTerms:
    """Put a new confidentiality text in force from a day; everybody accepts it afresh."""
    require(policies.can_manage_partnership(by, partnership))
    if ConfidentialityTerms.objects.filter(partnership=partnership, in_force_from=in_force_from).exists():
        raise Refused(Verdict("state", "There is already a text that comes into force on that day."))
    terms = ConfidentialityTerms.objects.create(
        partnership=partnership, text=text, in_force_from=in_force_from
    )
    audit.record("accounts.terms_added", subject=partnership, by=by, from_on=str(in_force_from))
    return terms


@transaction.atomic
def accept_terms(terms: ConfidentialityTerms, *, by: User) -> None:
    """Record that a person accepted these terms; accepting twice changes nothing."""
    _, is_new = TermsAcceptance.objects.get_or_create(user=by, terms=terms)
    if is_new:
        audit.record(
            "accounts.terms_accepted", subject=terms.partnership, by=by, from_on=str(terms.in_force_from)
        )


def _make_way_for_chair(group: StandingGroup, start: dt.date, until_on: dt.date | None) -> None:
    """End the present chair's term the day before; refuse a term that would overlap another."""
    chairs = GroupSeat.objects.filter(group=group, seat=Seat.CHAIR, ended_at=None)
    chairs.filter(from_on__lt=start).exclude(until_on__lt=start).update(until_on=start - dt.timedelta(days=1))
    clash = chairs.filter(from_on__gte=start)
    if until_on:
        clash = clash.filter(from_on__lte=until_on)
    if clash.exists():
        raise Refused(Verdict("state", "Another chair already holds part of that time. End that term first."))


def _change(record: Any, details: dict[str, Any]) -> list[str]:
    """Set what differs, save just that, and name the fields."""
    changed = [name for name, value in details.items() if getattr(record, name) != value]
    for name in changed:
        setattr(record, name, details[name])
    if changed:
        record.save(update_fields=changed)
    return sorted(changed)


def _end(record: Any, *, by: User) -> None:
    """End a dated fact now; ending it twice keeps the first moment."""
    type(record).objects.filter(pk=record.pk, ended_at=None).update(ended_at=clock.now(), ended_by=by)
    record.refresh_from_db()


def _record_membership(verb: str, membership: Membership, by: User) -> None:
    audit.record(
        verb,
        subject=membership.user,
        by=by,
        role=membership.get_role_display(),
        agency=membership.agency.name,
    )
