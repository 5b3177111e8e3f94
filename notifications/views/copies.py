"""The accessible PDF copy of what was submitted."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lscp.web.pdf import render_pdf
from notifications.actions.reading import note_reading
from notifications.queries import summary
from notifications.queries.lead import lead_view
from notifications.queries.next_steps import steps
from notifications.views.base import record_or_404

MARKING = "OFFICIAL-SENSITIVE"


@never_cache
@require_safe
def copy_pdf(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The last version as PDF, for those who may know the people in it; each download is on the record."""
    notification = record_or_404(request.user, public_id, knowing=True)
    row = notification.versions.select_related("content__key", "made_by").order_by("-number").first()
    document = row.content.open() if row else None
    if not document:
        raise Http404
    note_reading(notification, "notifications.copy_downloaded", by=request.user, number=row.number)
    reference = notification.case.reference
    context = {
        "record": notification,
        "case": notification.case,
        "version": row,
        "lead": lead_view(notification),
        "steps": steps(request.user, notification),
        "sections": summary.rows_of(document),
    }
    data = render_pdf("pdf/notification.html", context, title=f"Notification {reference}", marking=MARKING)
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{reference}-notification.pdf"',
            "X-Content-Type-Options": "nosniff",
        },
    )
