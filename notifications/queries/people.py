"""Whom a page lets somebody choose: leads, officers, readers. Nobody who was shut out is offered."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from lscp.accounts.models import Membership, User
from lscp.accounts.roles import UNIT_ROLES, Role
from lscp.messaging.recipients import people_with
from notifications.models import Exclusion, Notification
from notifications.policies.agreement import LEAD_ROLES
from notifications.queries.involved_leads import involved_leads


def whom_to_ask(notification: Notification) -> QuerySet[User]:
    """The safeguarding leads and group representatives of the own agency, but not who raised it.

    Where the form says that a lead may be involved: the others, and the Business Unit where there is nobody
    else to ask.
    """
    said = involved_leads(notification)
    roles = (Role.RAG_MEMBER,) if said.is_every else LEAD_ROLES
    found = people_with(notification.partnership, roles, agency=notification.agency)
    people = _without_shut_out(notification, found.exclude(pk=notification.raised_by_id))
    if said.is_any and not people.exists():
        return officers(notification).exclude(pk=notification.raised_by_id)
    return people


def speaks_for_agency(user: User, notification: Notification) -> bool:
    """Whether the person is asked as their agency's own lead, not as the Business Unit in a lead's place."""
    return user.holds(*LEAD_ROLES, partnership=notification.partnership_id, agency=notification.agency_id)


def officers(notification: Notification) -> QuerySet[User]:
    """The Business Unit's people who may see it."""
    return _without_shut_out(notification, people_with(notification.partnership, UNIT_ROLES))


READER_ROLES = (
    Role.RAG_MEMBER, Role.SCRUTINEER, Role.LEGAL_ADVISER, Role.LA_NOTIFIER, Role.LA_DECISION_MAKER,
    Role.EXECUTIVE, Role.SAFEGUARDING_LEAD,
)  # fmt: skip


def possible_readers(notification: Notification) -> QuerySet[User]:
    """Who may be named to read a restricted notification: not who raised it, not who is involved."""
    found = people_with(notification.partnership, READER_ROLES).exclude(pk=notification.raised_by_id)
    return _without_shut_out(notification, found)


def people_of(partnership: Any) -> QuerySet[User]:
    """Everybody who belongs to a partnership today."""
    held = Membership.objects.today().filter(user=OuterRef("pk"), partnership=partnership)
    return User.objects.filter(Exists(held), is_active=True).order_by("name", "pk")


def place_of(user: User, partnership: Any, roles: Any = None) -> Membership | None:
    """One of the person's memberships in a partnership today."""
    found = user.memberships_as(*(roles or ()), partnership=partnership)
    return found[0] if found else None


def shut_out_of_cases() -> QuerySet[Any]:
    """Who is shut out of which case now, as rows with a `case_id` and a `user`."""
    return Exclusion.objects.filter(lifted_at=None).annotate(case_id=F("notification__case_id"))


def _without_shut_out(notification: Notification, people: QuerySet[User]) -> QuerySet[User]:
    shut_out = Exclusion.objects.filter(notification=notification, lifted_at=None, user=OuterRef("pk"))
    return people.exclude(Exists(shut_out)).order_by("name", "pk")
