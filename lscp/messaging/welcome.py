"""Telling somebody that a partnership has made them an account."""

from __future__ import annotations

from django.urls import reverse

from lscp.accounts.events import AddressChangeAsked, AddressChanged, PersonAdded
from lscp.messaging.catalogue import register
from lscp.messaging.models import Urgency
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
