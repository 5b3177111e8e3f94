"""Another e-mail address for somebody whose roles open cases: asked for by a manager, agreed to by the person.

Whoever decides by which address an account is opened could open it. So the person agrees through a link
that goes to the old address; nobody else can. Somebody who cannot reach the old address any more gets a new
account, and the roles of the old one are ended.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from allauth.account.models import EmailAddress
from django.db import transaction

from lscp.accounts.events import AddressChangeAsked, AddressChanged
from lscp.accounts.models import AddressChange, User
from lscp.audit import service as audit
from lscp.kernel import clock
from lscp.kernel.access import Refused, Verdict
from lscp.kernel.events import publish

GOOD_FOR: Final = dt.timedelta(days=7)
"""How long the link to the old address may be used, in real time."""


def ask_for_address(user: User, address: str, *, by: Any) -> AddressChange:
    """Ask the person, at their present address, whether this is their new one. Replaces an earlier asking.

    The caller holds the person's row and has checked that `by` may ask.
    """
    AddressChange.objects.filter(user=user, ended_at=None).update(ended_at=clock.real_now())
    change = AddressChange.objects.create(user=user, old=user.email, new=address, asked_by=by)
    audit.record("accounts.address_change_asked", subject=user, by=by)
    publish(AddressChangeAsked(change))
    return change


def address_change(public_id: Any) -> AddressChange | None:
    """What a link asks, while it can still be answered."""
    found = AddressChange.objects.filter(
        public_id=public_id, ended_at=None, asked_at__gt=clock.real_now() - GOOD_FOR
    )
    change = found.select_related("user").first()
    return change if change and change.user.is_active and change.user.email == change.old else None


@transaction.atomic
def confirm_address(public_id: Any) -> AddressChange:
    """The person agrees: the new address opens the account, with a new password; what is open is ended.

    Raises `Refused` for a link that was used, replaced or is too old, and for an address taken meanwhile.
    """
    named = AddressChange.objects.filter(public_id=public_id)
    user = User.objects.select_for_update().filter(pk__in=named.values("user_id")).first()
    change = address_change(public_id)
    if user is None or change is None:
        raise Refused(
            Verdict("state", "This link has been used or is too old. Ask your partnership’s manager.")
        )
    if User.objects.filter(email__iexact=change.new).exclude(pk=user.pk).exists():
        raise Refused(Verdict("state", "Somebody else has this e-mail address."))
    user.email = change.new
    user.set_unusable_password()
    user.save(update_fields=["email", "password"])
    EmailAddress.objects.filter(user=user).delete()
    change.ended_at = clock.real_now()
    change.save(update_fields=["ended_at"])
    change.user = user
    audit.record("accounts.address_changed", subject=user, by=user)
    publish(AddressChanged(change))
    return change
