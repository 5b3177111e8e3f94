"""Handing a file to somebody who may read it. There is no other address for it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lscp.audit import service as audit
from lscp.documents import storage
from lscp.documents.models import Attachment
from lscp.kernel.access import Refused, Verdict
from lscp.people.sealing import Disposed

HELD = {
    "waiting": (
        "The virus check has not been done yet, so nobody can open this file. Try again in a few minutes"
    ),
    "infected": "This file did not pass the virus check. It is locked away and nobody can open it",
}


@never_cache
@require_safe
def file(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One file as a download with a name that says nothing; each time is on the record."""
    found = Attachment.visible_to(request.user).filter(public_id=public_id).first()
    if found is None or found.withdrawn_at is not None:
        raise Http404
    if not found.is_readable:
        raise Refused(Verdict("state", HELD[found.scan_state]))
    audit.record_reading(
        "documents.file_read",
        subject=found,
        by=request.user,
        case=found.case,
        contributed_by=found.agency,
        number=found.number,
    )
    data = storage.contents(found)
    if isinstance(data, Disposed):
        raise Http404
    return HttpResponse(
        data,
        content_type=found.media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{found.neutral_name}"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
