"""People and the roles they hold: one function per decision. Nothing is deleted, it ends."""

from __future__ import annotations

import datetime as dt
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from lscp.accounts import grants, policies
from lscp.accounts.actions.addresses import ask_for_address
from lscp.accounts.actions.shared import change, end, locked
from lscp.accounts.events import PersonAdded, RoleOpened
from lscp.accounts.models import AccessGroup, Agency, AgencyInPartnership, Membership, Partnership, User
from lscp.audit import service as audit
from lscp.kernel import clock
from lscp.kernel.access import Refused, Verdict, require
from lscp.kernel.events import publish

PERSON_FIELDS = ("name", "email", "job_title", "phone")
MEMBERSHIP_FIELDS = ("until_on", "superior_id")


@transaction.atomic
def add_person(
    *,
    email: str,
    name: str,
    by: User,
    password: str | None = None,
    job_title: str = "",
    phone: str = "",
    added_in: Partnership | None = None,
) -> User:
    """Add a person, who can see nothing until they hold a role. Raises `Refused` for a known address.

    `added_in` is the partnership that sees them while they hold no role anywhere.
    """
    require(policies.can_add_people(by))
    if User.objects.filter(email__iexact=email).exists():
        raise Refused(Verdict("state", "Somebody with this e-mail address already has an account."))
    user = User.objects.create_user(
        email, password, name=name, job_title=job_title, phone=phone, added_in=added_in
    )
    audit.record("accounts.person_added", subject=user, by=by)
    return user


@transaction.atomic
def bring_in_person(
    partnership: Partnership,
    *,
    email: str,
    name: str,
    by: User,
    job_title: str = "",
    phone: str = "",
    agency: Agency | None = None,
    role: str = "",
    **dates: Any,
) -> tuple[User, bool]:
    """Add a person to a partnership, with a role when one is given. Says whether the account is new.

    Somebody whose address is known already (a police officer of two partnerships) keeps their own
    account and details, and gets the role. Raises `Refused` when there is neither a role to give nor
    an account to make.
    """
    require(policies.can_manage_partnership(by, partnership))
    user = User.objects.filter(email__iexact=email, is_system=False).first()
    is_new = user is None
    with audit.together():
        if user is None:
            user = add_person(
                email=email, name=name, job_title=job_title, phone=phone, added_in=partnership, by=by
            )
            publish(PersonAdded(user, partnership))
        elif not role:
            raise Refused(Verdict("state", "Somebody with this e-mail address already has an account."))
        if role and agency is not None:
            add_membership(user, partnership, agency, role, by=by, **dates)
    return user, is_new


@transaction.atomic
def change_person(user: User, *, by: User, seen_version: int | None = None, **details: Any) -> User:
    """Change a person's name, e-mail address, job title or telephone.

    A new address opens the account from now on and the old one no longer does; that of somebody whose roles
    open cases counts only once they agreed from the old address (`confirm_address`). Raises `Stale`, or
    `Refused` for an address that somebody else has.
    """
    require(policies.can_change_person(by, user))
    user = locked(user, seen=seen_version, fields=PERSON_FIELDS)
    email = details.get("email", user.email).lower()
    if email != user.email:
        require(policies.can_decide_sign_in(by, user))
        if User.objects.filter(email__iexact=email).exclude(pk=user.pk).exists():
            raise Refused(Verdict("state", "Somebody else has this e-mail address."))
        if not by.is_system and policies.opens_cases(user):
            details["email"] = user.email
            ask_for_address(user, email, by=by)
        else:
            details["email"] = email
            EmailAddress.objects.filter(user=user).delete()
    changed = change(user, details)
    if changed:
        audit.record("accounts.person_changed", subject=user, by=by, fields=", ".join(changed))
    return user


@transaction.atomic
def stop_sign_in(user: User, *, by: User) -> User:
    """Stop a person from signing in, and end what they have open, at once."""
    require(policies.can_decide_sign_in(by, user))
    user = locked(user)
    if change(user, {"is_active": False}):
        audit.record("accounts.sign_in_stopped", subject=user, by=by)
    return user


@transaction.atomic
def allow_sign_in(user: User, *, by: User) -> User:
    """Let a person sign in again."""
    require(policies.can_decide_sign_in(by, user))
    user = locked(user)
    if change(user, {"is_active": True}):
        audit.record("accounts.sign_in_allowed", subject=user, by=by)
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
    there already on one of those days.
    """
    require(policies.can_give_role(by, partnership, role, to=user))
    locked(user)
    start = from_on or clock.today()
    _check_order(start, until_on)
    in_force = max(start, clock.today()) if until_on is None or until_on >= clock.today() else start
    placed = AgencyInPartnership.objects.filter(agency=agency, partnership=partnership)
    if in_force >= clock.today() and not placed.on(in_force).exists():
        raise Refused(Verdict("state", f"{agency} does not take part in {partnership} then."))
    held = Membership.objects.filter(user=user, partnership=partnership, agency=agency, role=role)
    if held.overlapping(start, until_on).exists():
        raise Refused(Verdict("state", f"{user} already holds this role there."))
    is_first = not AccessGroup.objects.filter(partnership=partnership, agency=agency, role=role).exists()
    group = grants.access_group(partnership, agency, role)
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
    with audit.together():
        _record("accounts.membership_added", membership, by)
        if is_first:
            publish(RoleOpened(group, by))
    return membership


@transaction.atomic
def change_membership(
    membership: Membership,
    *,
    by: User,
    until_on: dt.date | None,
    superior: User | None,
    seen_version: int | None = None,
) -> Membership:
    """Set the last day of a role (included), and who is told when this person's deadline has passed.

    Raises `Stale`, or `Refused` for a role that was ended, or a last day that lies before the first
    or runs into a later holding of the same role.
    """
    require(policies.can_give_role(by, membership.partnership, membership.role, to=membership.user))
    membership = locked(membership, seen=seen_version, fields=MEMBERSHIP_FIELDS)
    if membership.ended_at is not None:
        raise Refused(Verdict("state", "This role was ended. Give it again if it is needed."))
    _check_order(membership.from_on, until_on)
    others = Membership.objects.filter(
        user=membership.user,
        partnership=membership.partnership,
        agency=membership.agency,
        role=membership.role,
    ).exclude(pk=membership.pk)
    if others.overlapping(membership.from_on, until_on).exists():
        raise Refused(Verdict("state", f"{membership.user} already holds this role there."))
    if change(membership, {"until_on": until_on, "superior": superior}):
        _record("accounts.membership_changed", membership, by)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, by: User) -> Membership:
    """End a role at once: whatever it opened is closed from this moment."""
    require(policies.can_end_role(by, membership.partnership, membership.role))
    if end(membership, by=by):
        _record("accounts.membership_ended", membership, by)
    return membership


def _check_order(start: dt.date, until_on: dt.date | None) -> None:
    if until_on and until_on < start:
        raise Refused(Verdict("state", "The last day cannot be before the first day."))


def _record(verb: str, membership: Membership, by: User) -> None:
    audit.record(
        verb,
        subject=membership.user,
        by=by,
        role=membership.get_role_display(),
        agency=membership.agency.name,
        partnership=membership.partnership.name,
    )
