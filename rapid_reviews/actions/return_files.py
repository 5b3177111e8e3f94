"""Attaching files to an agency's return, and taking them back before it is signed off."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction

from lscp.documents import actions as documents
from lscp.documents.models import Attachment
from lscp.kernel.access import OutOfScope, require
from lscp.kernel.scoping import ANY_VERSION, claim
from rapid_reviews.models import AgencyRequest
from rapid_reviews.policies import returns as policies

KIND: Final = "agency_request"


@transaction.atomic
def add_file(public_id: Any, *, upload: Any, description: str = "", by: Any) -> Attachment:
    """Attach an uploaded file for the agency; it overwrites nobody's work.

    Raises `lscp.documents.kinds.Unsuitable` for a file that is not taken.
    """
    request = claim(AgencyRequest, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_write(by, request), record=request)
    return documents.attach(
        record=request, kind=KIND, case=request.case, upload=upload, description=description, by=by,
        agency=request.agency,
    )  # fmt: skip


@transaction.atomic
def take_back_file(public_id: Any, *, file_id: Any, reason: str, by: Any) -> AgencyRequest:
    """Take a file back, with the reason, while the return is written; it stays on the record unread."""
    request = claim(AgencyRequest, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_write(by, request), record=request)
    found = Attachment.visible_to(by).filter(
        public_id=file_id, record_kind=KIND, record_id=request.public_id, withdrawn_at=None
    )
    file = found.first()
    if file is None:
        raise OutOfScope
    documents.withdraw(file, reason=reason, by=by)
    return request
