"""Building the demonstration, through the real actions. Twice builds nothing twice."""

from __future__ import annotations

import datetime as dt
import importlib
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from lscp.accounts import actions
from lscp.accounts.models import Agency, Partnership, Seat, StandingGroup, User
from lscp.accounts.roles import Role
from lscp.accounts.system import system_actor
from lscp.demo import accounts, past
from lscp.kernel import clock

ANSWERS_TO: Final = {Role.PRACTITIONER: "lead", Role.BUSINESS_UNIT: "manager"}

STORIES: Final[list[str]] = ["lscp.demo.stories.stage"]
"""Modules with a function `load()` that plays demo cases through the real actions, in this order.

Each runs after accounts and groups are there, in their transaction: all of it is there or none."""


def load() -> bool:
    """Build partnerships, agencies, accounts, groups and stories. False when they are there already.

    Raises `ImproperlyConfigured` outside demo mode: the accounts have a known password.
    """
    if not settings.DEMO_MODE:
        raise ImproperlyConfigured("Demonstration data is loaded in demo mode only (DEMO_MODE=1).")
    if Partnership.objects.exists():
        return False
    with transaction.atomic():
        with past.standing_at(past.opening()):
            load_accounts()
        for name in STORIES:
            importlib.import_module(name).load()
    return True


@transaction.atomic
def load_accounts() -> dict[str, User]:
    """Partnerships, agencies, accounts, groups, terms. Gives the people by address."""
    system = system_actor()
    partnerships = {
        key: actions.add_partnership(**details, by=system) for key, details in accounts.PARTNERSHIPS.items()
    }
    agencies = _agencies(partnerships, system)
    leads_first = sorted(accounts.ACCOUNTS, key=lambda account: account.roles[0] in ANSWERS_TO)
    people = {account.email: _person(account, partnerships, agencies, system) for account in leads_first}
    for key, partnership in partnerships.items():
        actions.add_terms(partnership, text=accounts.TERMS, in_force_from=clock.today(), by=system)
        for group in accounts.GROUPS[key]:
            _group(partnership, group, people, agencies, system)
    return people


def _agencies(partnerships: dict[str, Partnership], system: User) -> dict[str, Agency]:
    made = {}
    for agency in accounts.AGENCIES:
        made[agency.domain] = actions.add_agency(name=agency.name, kind=agency.kind, by=system)
        for key in agency.partnerships:
            actions.place_agency(
                made[agency.domain], partnerships[key], statutory_partner=agency.statutory, by=system
            )
    return made


def _person(
    account: accounts.DemoAccount,
    partnerships: dict[str, Partnership],
    agencies: dict[str, Agency],
    system: User,
) -> User:
    # The password is shorter than the rules for people's own passwords allow; it is set here only.
    user = actions.add_person(
        email=account.email,
        name=account.name,
        password=accounts.PASSWORD,
        added_in=partnerships[account.partnerships[0]],
        by=system,
    )
    for key in account.partnerships:
        for role in account.roles:
            actions.add_membership(
                user,
                partnerships[key],
                agencies[account.domain],
                role,
                superior=_superior(account, role),
                by=system,
            )
    return user


def _superior(account: accounts.DemoAccount, role: Role) -> User | None:
    """Whom a person answers to in their own agency, when the demonstration has somebody."""
    if role not in ANSWERS_TO:
        return None
    return User.objects.filter(email=f"{ANSWERS_TO[role]}@{account.domain}").first()


def _group(
    partnership: Partnership,
    group: accounts.DemoGroup,
    people: dict[str, User],
    agencies: dict[str, Agency],
    system: User,
) -> None:
    made = actions.add_group(
        partnership,
        kind=group.kind,
        name=group.name,
        purpose=group.purpose,
        quorum_note=group.quorum_note,
        by=system,
    )
    for seat in group.seats:
        actions.add_seat(
            made,
            people[seat.email],
            agencies[_domain(seat.email)],
            seat=seat.seat,
            deputy_for=people.get(seat.deputy_for),
            by=system,
        )
    if group.kind == "rag":
        _chairs(made, partnership.slug, people, agencies, system)


def _chairs(
    group: StandingGroup, key: str, people: dict[str, User], agencies: dict[str, Agency], system: User
) -> None:
    """A chair for this year from 1 April, and the next two in turn."""
    today = clock.today()
    first = dt.date(today.year if today >= dt.date(today.year, 4, 1) else today.year - 1, 4, 1)
    for number, email in enumerate(accounts.CHAIRS[key]):
        actions.add_seat(
            group,
            people[email],
            agencies[_domain(email)],
            seat=Seat.CHAIR,
            from_on=first.replace(year=first.year + number),
            until_on=first.replace(year=first.year + number + 1) - dt.timedelta(days=1),
            by=system,
        )


def _domain(email: str) -> str:
    return email.partition("@")[2]
