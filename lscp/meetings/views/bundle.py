"""The papers of a meeting as one PDF: how far the reader's copy is, asking for it, fetching it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lscp.audit import service as audit
from lscp.cases.compartments import casework
from lscp.meetings import actions, policies
from lscp.meetings.enums import BundleStatus
from lscp.meetings.models import Meeting, PaperBundle
from lscp.meetings.paper_pages import papers_of
from lscp.meetings.tasks import kick_bundles


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bundle(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The reader's own copy: being put together, ready, or to be asked for."""
    user: Any = request.user
    meeting = get_object_or_404(Meeting.visible_to(user), public_id=public_id)
    if request.method == "POST":
        actions.ask_bundle(public_id, by=user)
        kick_bundles()
        return redirect("meetings:bundle", public_id=public_id)
    audit.record_reading(
        "meetings.step_viewed",
        subject=meeting,
        by=user,
        case=meeting.case,
        compartment=casework(meeting.case),
    )
    papers, found = papers_of(user, meeting), PaperBundle.for_reader(user, meeting)
    is_ready = found is not None and found.status == BundleStatus.READY
    context = {
        "meeting": meeting,
        "case": meeting.case,
        "bundle": found,
        "status": found.status if found else "",
        "is_current": is_ready and found is not None and found.state == papers.state,
        "total": len(papers.papers),
        "not_theirs": papers.not_theirs,
        "verdict": policies.can_bundle(user, meeting),
    }
    return render(request, "meetings/bundle.html", context)


@never_cache
@require_safe
def bundle_pdf(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The reader's own copy as a download; its name holds the case's reference only."""
    user: Any = request.user
    meeting = get_object_or_404(Meeting.visible_to(user), public_id=public_id)
    _found, data = actions.read_bundle(meeting, by=user)
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{meeting.case.reference}-meeting-papers.pdf"',
            "X-Content-Type-Options": "nosniff",
        },
    )
