"""Telling somebody that a partnership has made them an account."""

from __future__ import annotations

from django.urls import reverse

from lscp.accounts.events import AddressChangeAsked, AddressChanged, ManagerNamed, PersonAdded
from lscp.accounts.roles import UNIT_ROLES
from lscp.kernel.dates import british_date
from lscp.messaging.catalogue import register
from lscp.messaging.models import Urgency
from lscp.messaging.recipients import people_with
from lscp.messaging.service import enqueue

register(
    "accounts_person_added",
    subject="an account has been made for you",
    body=(
        "The partnership has made an account for you in its service for serious child safeguarding "
        "incidents. "
        "Open the page below and give this e-mail address: you will get a link to set your password."
    ),
    urgency=Urgency.IMMEDIATE,
    why="The partnership’s manager or administrator added you.",
)


register(
    "accounts_address_change_asked",
    subject="is this your new e-mail address?",
    body=(
        "Your partnership asked for another e-mail address for your account. Nothing has changed yet. Open the "
        "page below to see which, and to agree. If you did not expect this, do not agree, and tell the "
        "Partnership manager by telephone."
    ),
    urgency=Urgency.IMMEDIATE,
    why="It is about your own account.",
)
register(
    "accounts_address_changed",
    subject="this address now opens your account",
    body=(
        "Your account is opened by this e-mail address from now on. Your old password no longer works. Open "
        "the page below and give this address: you will get a link to set a new password."
    ),
    urgency=Urgency.IMMEDIATE,
    why="You agreed to your new e-mail address.",
)

register(
    "accounts_manager_named",
    subject="you are the partnership’s manager",
    body=(
        "From {when} you are the manager of your safeguarding children partnership. It had no manager left, "
        "so whoever looks after the service named you. If you did not expect this, tell the Business Unit by "
        "telephone."
    ),
    urgency=Urgency.IMMEDIATE,
    why="You were named as manager.",
)
register(
    "accounts_new_manager",
    subject="your partnership has a new manager",
    body=(
        "From {when} your safeguarding children partnership has a new manager. It had no manager left, "
        "so whoever looks after the service named one. If you do not know who that is, ask the safeguarding partners "
        "at once."
    ),
    urgency=Urgency.IMMEDIATE,
    why="You work in the partnership’s Business Unit.",
)


def tell_manager_named(event: ManagerNamed) -> None:
    """Tell the person, and everybody else of the Business Unit, in the transaction that named them."""
    named = event.membership
    when = british_date(named.from_on)
    enqueue(
        "accounts_manager_named",
        to=[named.user],
        dedupe_key=f"manager_named:{named.pk}",
        partnership=named.partnership,
        path=reverse("home"),
        when=when,
    )
    enqueue(
        "accounts_new_manager",
        to=list(people_with(named.partnership, UNIT_ROLES).exclude(pk=named.user_id)),
        dedupe_key=f"new_manager:{named.pk}",
        partnership=named.partnership,
        path=reverse("home"),
        when=when,
    )


def ask_about_address(event: AddressChangeAsked) -> None:
    """Queue the question to the old address, in the transaction that asked."""
    key = event.change.public_id
    enqueue(
        "accounts_address_change_asked",
        to=[event.change.user],
        dedupe_key=f"address_change_asked:{event.change.pk}",
        path=reverse("confirm_address", args=[key]),
    )


def tell_address_changed(event: AddressChanged) -> None:
    """Queue the message to the new address."""
    enqueue(
        "accounts_address_changed",
        to=[event.change.user],
        dedupe_key=f"address_changed:{event.change.pk}",
        path=reverse("account_reset_password"),
    )


def tell_person_added(event: PersonAdded) -> None:
    """Queue the message in the transaction that made the account."""
    enqueue(
        "accounts_person_added",
        to=[event.person],
        dedupe_key=f"person_added:{event.person.public_id}",
        partnership=event.partnership,
        path=reverse("account_reset_password"),
    )
