"""Beginning a form, putting a draft aside, taking it up again."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import IntegrityError, transaction

from lscp.audit import service as audit
from lscp.cases.actions import open_case
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused, Verdict, require
from lscp.kernel.scoping import claim
from notifications import wording
from notifications.models import Notification
from notifications.policies import form as policies
from notifications.workflow import TRANSITIONS


def start(
    partnership: Any, agency: Any, *, by: Any, public_id: Any = None, entered_for_other: bool = False
) -> Notification:
    """Begin a form: open its case and keep the edition of the wording that is in force today.

    `public_id` comes from the page that was shown, so that pressing its button twice begins one form.
    A form entered for somebody else is allowed by its own policy, which the caller has asked.
    """
    if not entered_for_other:
        require(policies.can_start(by, partnership, agency))
    if not partnership.places.today().filter(agency=agency).exists():
        raise Refused(Verdict("state", "This agency does not take part in the partnership today"))
    public_id = public_id or uuid.uuid4()
    there = _begun(public_id, by)
    if there is not None:
        return there
    try:
        return _begin(partnership, agency, by=by, public_id=public_id, entered_for_other=entered_for_other)
    except IntegrityError:
        there = _begun(public_id, by)
        if there is None:
            raise
        return there


def _begun(public_id: Any, by: Any) -> Notification | None:
    found = Notification.all_records.filter(public_id=public_id).select_related("case").first()
    if found is not None and found.raised_by_id != by.pk:
        raise OutOfScope
    return found


@transaction.atomic
def _begin(
    partnership: Any, agency: Any, *, by: Any, public_id: Any, entered_for_other: bool
) -> Notification:
    notification = Notification.all_records.create(
        public_id=public_id,
        case=open_case(partnership, by=by),
        partnership=partnership,
        agency=agency,
        raised_by=by,
        changed_by=by,
        entered_for_other=entered_for_other,
        form_edition=wording.edition_on(clock.today()).key,
    )
    audit.record(
        "notifications.draft_begun",
        subject=notification,
        by=by,
        edition=notification.form_edition,
        for_other=entered_for_other,
    )
    return notification


@transaction.atomic
def abandon(public_id: Any, *, seen_version: int, by: Any) -> Notification:
    """Put a draft aside. It can be taken up again; a safety action it raised stays open."""
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    require(policies.can_abandon(by, notification), record=notification)
    notification.apply(TRANSITIONS["abandon"], by=by)
    notification.save()
    audit.record("notifications.draft_abandoned", subject=notification, by=by)
    return notification


@transaction.atomic
def take_up_again(public_id: Any, *, seen_version: int, by: Any) -> Notification:
    """Go on with a draft that was put aside, as it was left."""
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    require(policies.can_take_up_again(by, notification), record=notification)
    notification.apply(TRANSITIONS["take_up_again"], by=by)
    notification.save()
    audit.record("notifications.draft_taken_up", subject=notification, by=by)
    return notification
