"""The case page: where a notification stands, what happens next, and what this reader may do or read."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lscp.deadlines.pages import due_words
from lscp.kernel.kept_plans import kept_plans
from notifications import panels
from notifications.actions.reading import note_reading
from notifications.enums import NotificationStatus as S
from notifications.policies.standing import is_author
from notifications.queries.case_page import case_of
from notifications.queries.status import next_shown, status_shown
from notifications.views import case_panels


def case(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One notification. A draft is its author's form; the lead who was asked goes to their own page."""
    with kept_plans():
        notification = case_of(request.user, public_id)
    if notification.status == S.DRAFT:
        name = "notifications:form" if is_author(request.user, notification) else "notifications:lead_view"
        return redirect(name, public_id)
    note_reading(notification, "notifications.case_viewed", by=request.user)
    with kept_plans():
        shown = panels.panels(request, notification)
    upcoming = getattr(notification, "next_clock", None)
    survivor = notification.merged_into if notification.inside else None
    context = {
        "record": notification,
        "case": notification.case,
        "status": status_shown(notification, inside=notification.inside),
        "next": next_shown(notification, inside=notification.inside),
        "next_clock": upcoming,
        "next_due": due_words(upcoming.clock) if upcoming else "",
        "flags": case_panels.flags(notification),
        "panels": shown,
        "buttons": panels.buttons(request, notification),
        "links": case_panels.links(request, notification),
        "survivor": survivor,
    }
    return render(request, "notifications/case.html", context)
