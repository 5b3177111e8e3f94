"""Entering a form for somebody who told it by telephone or e-mail."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from lscp.accounts.models import User
from lscp.audit import service as audit
from lscp.kernel.access import Refused, Verdict, require
from lscp.people.sealing import seal_many
from notifications.actions import drafts
from notifications.actions.telling import tell
from notifications.enums import Capacity, Contact
from notifications.models import EnteredFor, Notification, NotificationParticipant
from notifications.policies.submission import can_enter_for_other
from notifications.queries.people import place_of


@transaction.atomic
def enter_for_other(
    partnership: Any,
    agency: Any,
    *,
    name: str,
    how: str,
    contact: str = "",
    email: str = "",
    public_id: Any = None,
    by: Any,
) -> Notification:
    """Begin a form for somebody of another agency, saying who told it and how.

    `public_id` comes from the page that was shown, so that pressing its button twice begins one form.
    With an account of that agency they are the one who raised it, see it and are told; without one the form
    is held by whoever enters it. Raises `Refused` for an address that belongs to nobody of the agency.
    """
    require(can_enter_for_other(by, partnership))
    there = EnteredFor.all_records.filter(notification__public_id=public_id, entered_by=by)
    if public_id and (found := there.select_related("notification__case").first()):
        return found.notification
    account = _account(partnership, agency, email)
    place = place_of(by, partnership)
    if place is None:
        raise Refused(Verdict("state", "You do not belong to this partnership today"))
    notification = drafts.start(partnership, agency, by=by, public_id=public_id, entered_for_other=True)
    who, *reached = seal_many(notification.case, [name, *([contact] if contact else [])])
    EnteredFor.all_records.create(
        notification=notification, how=how, name=who, contact=reached[0] if reached else None, agency=agency,
        account=account, entered_by=by,
    )  # fmt: skip
    NotificationParticipant.objects.create(
        record=notification, user=by, partnership=partnership, agency=place.agency, capacity=Capacity.ENTERED,
        granted_by=by,
    )  # fmt: skip
    if account is not None:
        notification.raised_by = account
        notification.touch(by=by)
        notification.save()
        tell("notification_entered_for_you", notification, [account], key="1", by=by)
    audit.record(
        "notifications.entered_for_other", subject=notification, by=by, how=Contact(how).label.lower(),
        linked=account is not None,
    )  # fmt: skip
    return notification


def _account(partnership: Any, agency: Any, email: str) -> User | None:
    if not email.strip():
        return None
    person = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if person is None or not person.memberships_as(partnership=partnership, agency=agency):
        raise Refused(
            Verdict(
                "state",
                "Nobody of this agency signs in with this e-mail address. Correct it or leave it empty",
            )
        )
    return person
