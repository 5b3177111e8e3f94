"""Telling somebody that a partnership has made them an account."""

from __future__ import annotations

from django.urls import reverse

from lscp.accounts.events import PersonAdded
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


def tell_person_added(event: PersonAdded) -> None:
    """Queue the message in the transaction that made the account."""
    enqueue(
        "accounts_person_added",
        to=[event.person],
        dedupe_key=f"person_added:{event.person.public_id}",
        partnership=event.partnership,
        path=reverse("account_reset_password"),
    )
