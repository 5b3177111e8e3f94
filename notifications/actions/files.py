"""Attaching files to a notification, and taking them back before it is submitted."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from lscp.accounts.roles import UNIT_ROLES
from lscp.documents import actions as documents
from lscp.documents.models import Attachment
from lscp.kernel.access import OutOfScope, require
from lscp.kernel.scoping import ANY_VERSION, claim
from notifications.models import Notification
from notifications.policies import files as policies
from notifications.policies.standing import is_author

KIND = "notification"


@transaction.atomic
def add_file(public_id: Any, *, upload: Any, description: str = "", by: Any) -> Attachment:
    """Attach an uploaded file; it overwrites nobody's work, so any version will do.

    Raises `lscp.documents.kinds.Unsuitable` for a file that is not taken.
    """
    notification = claim(Notification, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_attach(by, notification), record=notification)
    return documents.attach(
        record=notification, kind=KIND, case=notification.case, upload=upload, description=description, by=by,
        agency=_agency_of(notification, by),
    )  # fmt: skip


@transaction.atomic
def take_back_file(public_id: Any, *, file_id: Any, reason: str, by: Any) -> Notification:
    """Take a file back, with the reason, before submission; it stays on the record unread."""
    notification = claim(Notification, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_take_back(by, notification), record=notification)
    file = Attachment.visible_to(by).filter(
        public_id=file_id, record_kind=KIND, record_id=notification.public_id, withdrawn_at=None
    )
    found = file.first()
    if found is None:
        raise OutOfScope
    documents.withdraw(found, reason=reason, by=by)
    return notification


def _agency_of(notification: Notification, by: Any) -> Any:
    """The agency whose file it is: the adder's own, when they belong to the partnership.

    The Business Unit's file is the Business Unit's, also where an officer works for the agency as well.
    """
    here = notification.partnership_id
    as_author = is_author(by, notification)
    places = by.memberships_as(*(() if as_author else UNIT_ROLES), partnership=here)
    own = [place.agency for place in places if as_author and place.agency_id == notification.agency_id]
    return own[0] if own else (places[0].agency if places else None)
