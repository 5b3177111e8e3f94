"""What looks alike, and what the Business Unit decides about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lscp.cases.compartments import casework
from lscp.kernel.access import ALLOWED, require
from lscp.people.unsent_pages import autosave_answer, keeping_form, sent
from notifications.actions import duplicates as actions
from notifications.actions.reading import note_reading
from notifications.enums import PairDecision
from notifications.forms.triage import PairForm
from notifications.policies import triage as policies
from notifications.queries import alike
from notifications.queries.status import status_shown
from notifications.views.base import record_or_404

ACTIONS = {
    PairDecision.LINKED: actions.link,
    PairDecision.MERGED: actions.merge,
    PairDecision.DISMISSED: actions.dismiss,
}

DONE = {
    PairDecision.LINKED: "The two cases are linked.\nEach goes on by itself. They are shown below.",
    PairDecision.MERGED: "This case was merged into the other.\nThe other goes on; the clocks of this one have ended.",
    PairDecision.DISMISSED: "You have said that they are not the same.\nThe other is not shown here any more.",
}


def duplicates(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Likely duplicates with reasons, and what was decided before."""
    notification = record_or_404(request.user, public_id)
    _may(request, notification)
    note_reading(
        notification, "notifications.pairs_viewed", by=request.user, compartment=casework(notification.case)
    )
    found = alike.candidates(request.user, notification)
    context = {
        "record": notification,
        "case": notification.case,
        "found": [
            {
                "other": one.notification,
                "status": status_shown(one.notification, inside=True),
                "reasons": one.reasons,
                "decide_url": reverse("notifications:pair", args=[public_id, one.notification.public_id]),
            }
            for one in found
        ],
        "related": [
            (pair, other, str(pair.reason.open()))
            for pair, other in alike.related(request.user, notification)
        ],
        "back_url": notification.get_absolute_url(),
    }
    return render(request, "notifications/duplicates.html", context)


def pair(request: HttpRequest, public_id: Any, other: Any) -> HttpResponse:
    """Link with, merge into or dismiss one other notification."""
    notification = record_or_404(request.user, public_id)
    _may(request, notification)
    second = record_or_404(request.user, other)
    if second.pk == notification.pk or second.partnership_id != notification.partnership_id:
        raise Http404
    initial = {"seen_version": notification.version}
    form = keeping_form(request, notification.case, PairForm, initial=initial)
    answer = autosave_answer(request, notification.case, ALLOWED)
    if answer is not None:
        return answer
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        ACTIONS[PairDecision(data["decision"])](
            notification.public_id, other_id=second.public_id, reason=data["reason"],
            seen_version=data["seen_version"], by=request.user,
        )  # fmt: skip
        messages.success(request, DONE[PairDecision(data["decision"])])
        return sent(request, redirect("notifications:duplicates", public_id))
    context = {
        "form": form,
        "record": notification,
        "case": notification.case,
        "verdict": True,
        "heading": f"This case and {second.case.reference}",
        "explanation": "Nobody who raised one of them learns of the other.",
        "back_url": reverse("notifications:duplicates", args=[public_id]),
    }
    return render(request, "notifications/decision.html", context)


pair.keeps_text = True  # type: ignore[attr-defined]


def _may(request: HttpRequest, notification: Any) -> None:
    verdict = policies.can_judge_pairs(request.user, notification)
    if verdict.code == "role":
        raise PermissionDenied(verdict.message)
    require(verdict, record=notification)
