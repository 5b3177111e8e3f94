"""Naming a manager for a partnership that has none left: outside the pages, because nobody there could."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from lscp.accounts import policies
from lscp.accounts.actions.people import bring_in_person
from lscp.accounts.events import ManagerNamed
from lscp.accounts.kinds import AgencyKind
from lscp.accounts.models import Agency, Membership, Partnership, User
from lscp.accounts.roles import Role
from lscp.audit import service as audit
from lscp.kernel import clock
from lscp.kernel.access import Refused, Verdict, require
from lscp.kernel.events import publish

LONGEST_REASON = 200
"""Characters: a short phrase on the record, never a story."""


@transaction.atomic
def name_manager(
    partnership: Partnership,
    *,
    email: str,
    name: str = "",
    reason: str,
    from_on: dt.date | None = None,
    until_on: dt.date | None = None,
    by: User,
) -> Membership:
    """Give a partnership without a manager one, from one day until another (both included), with the reason.

    The person is told, and so is everybody else of the Business Unit. A known address keeps its account; a new
    one needs a name. Raises `Refused` where somebody manages it today and can sign in, for a missing or long
    reason, and for an account that is stopped.
    """
    require(policies.can_set_up_partnerships(by))
    partnership = Partnership.objects.select_for_update().get(pk=partnership.pk)
    _check(partnership, reason, email, name)
    start = from_on or clock.today()
    with audit.together():
        person, _is_new = bring_in_person(
            partnership, email=email, name=name, agency=_unit_of(partnership, max(start, clock.today())),
            role=Role.LSCP_MANAGER, from_on=start, until_on=until_on, by=by,
        )  # fmt: skip
        membership = person.memberships.filter(partnership=partnership, role=Role.LSCP_MANAGER).latest("pk")
        audit.record(
            "accounts.manager_named", subject=partnership, by=by, reason=reason.strip(), person=str(person),
            from_on=start.isoformat(), until_on=until_on.isoformat() if until_on else "it is ended",
        )  # fmt: skip
        publish(ManagerNamed(membership))
    return membership


def _check(partnership: Partnership, reason: str, email: str, name: str) -> None:
    if not reason.strip():
        raise Refused(Verdict("incomplete", "Say why the partnership needs a manager named in this way."))
    if len(reason.strip()) > LONGEST_REASON:
        raise Refused(Verdict("incomplete", f"Give the reason in at most {LONGEST_REASON} characters."))
    managing = Membership.objects.today().filter(
        partnership=partnership, role=Role.LSCP_MANAGER, user__is_active=True
    )
    if managing.exists():
        words = f"{partnership} has a manager, who gives roles on the pages: {managing[0].user.email}."
        raise Refused(Verdict("state", words))
    known = User.objects.filter(email__iexact=email, is_system=False).first()
    if known is None and not name.strip():
        raise Refused(
            Verdict("incomplete", f"Nobody has an account with {email} yet. Give their name as well.")
        )
    if known is not None and not known.is_active:
        raise Refused(Verdict("state", f"{email} was stopped from signing in. Name somebody else."))


def _unit_of(partnership: Partnership, day: dt.date) -> Agency:
    places = partnership.places.on(day).filter(agency__kind=AgencyKind.BUSINESS_UNIT)
    place = places.select_related("agency").order_by("pk").first()
    if place is None:
        raise Refused(Verdict("state", f"{partnership} has no Business Unit on that day."))
    return place.agency
