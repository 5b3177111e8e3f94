"""Asking the agency's safeguarding lead, and the page on which the lead reads and answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lscp.kernel.access import require
from lscp.people.unsent_pages import autosave_answer, keeping_form, sent
from notifications.actions import agreement as actions
from notifications.actions.reading import note_reading
from notifications.enums import LeadAnswer
from notifications.forms.agreement import AskLeadForm, LeadAnswerForm
from notifications.policies import agreement as policies
from notifications.queries import answers, summary
from notifications.queries.files import files_for
from notifications.queries.lead import lead_view as view_of_lead
from notifications.queries.next_steps import steps_for_lead
from notifications.queries.people import speaks_for_agency, whom_to_ask
from notifications.views.base import record_or_404

ANSWERED = "Your answer is saved.\nThe person who asked you has been told. What happens next is below."


def ask_lead(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Choose whom to ask. Asking is never needed before sending."""
    notification = record_or_404(request.user, public_id, knowing=True)
    involved = answers.is_colleague_involved(notification)
    verdict = policies.can_ask_lead(request.user, notification, involves_colleague=involved)
    if verdict.code == "role":
        raise PermissionDenied(verdict.message)
    people = {str(one.public_id): one for one in whom_to_ask(notification)}
    form = AskLeadForm(request.POST or None, leads=people.values())
    if form.is_bound and form.is_valid():
        actions.ask_lead(notification.public_id, lead=people[form.cleaned_data["lead"]], by=request.user)
        return redirect(notification.get_absolute_url())
    note_reading(notification, "notifications.lead_said_viewed", by=request.user)
    context = {
        "form": form,
        "record": notification,
        "case": notification.case,
        "verdict": verdict,
        "has_leads": bool(people),
        "is_unit": any(not speaks_for_agency(one, notification) for one in people.values()),
        "lead": view_of_lead(notification),
        "back_url": notification.get_absolute_url(),
    }
    return render(request, "notifications/ask_lead.html", context)


def lead_page(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The form to read, and the lead's answer. Only for the person who was asked."""
    notification = record_or_404(request.user, public_id)
    asked = (
        notification.lead_requests.filter(lead=request.user, withdrawn_at=None)
        .select_related("notification__case", "reasons__key", "asked_by")
        .first()
    )
    if asked is None:
        raise Http404
    verdict = policies.can_answer_lead(request.user, asked)
    revision = actions.revision_of(notification)
    initial = {"seen_revision": revision, "request": asked.public_id}
    form = keeping_form(request, notification.case, LeadAnswerForm, initial=initial)
    if request.method == "POST":
        answer = autosave_answer(request, notification.case, verdict)
        if answer is not None:
            return answer
        require(verdict, record=notification)
    if request.method == "POST" and form.is_valid():
        _answer(notification, form.cleaned_data, request.user)
        messages.success(request, ANSWERED)
        return sent(request, redirect("notifications:lead_view", notification.public_id))
    note_reading(notification, "notifications.lead_read", by=request.user)
    context = {
        "form": form,
        "record": notification,
        "case": notification.case,
        "asked": asked,
        "is_own": speaks_for_agency(request.user, notification),  # type: ignore[arg-type]
        "is_answered": asked.answer != LeadAnswer.PENDING,
        "lead": view_of_lead(notification, revision=revision),
        "verdict": verdict,
        "sections": summary.current(notification),
        "files": files_for(request.user, notification),
        "steps": steps_for_lead(request.user, notification, is_answered=asked.answer != LeadAnswer.PENDING),
        "back_url": "/",
    }
    return render(request, "notifications/lead.html", context)


lead_page.keeps_text = True  # type: ignore[attr-defined]


def _answer(notification: Any, data: dict[str, Any], by: Any) -> None:
    agrees = data["answer"] == "agree"
    actions.answer_lead(
        notification.public_id,
        request_id=data["request"],
        seen_revision=data["seen_revision"],
        agrees=agrees,
        reasons=data["comment"] if agrees else data["reasons"],
        by=by,
    )
