"""Sending the form, what happens next, reading versions and what changed, sending changes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lscp.kernel.access import Refused, Stale
from lscp.people.unsent_pages import autosave_answer, keeping_form, sent
from notifications.actions import amendment, submission
from notifications.actions.agreement import revision_of
from notifications.actions.reading import note_reading
from notifications.forms.submission import AmendForm, SubmitForm
from notifications.models import Notification
from notifications.policies import submission as policies
from notifications.queries import answers, differences, summary
from notifications.queries.completeness import problems
from notifications.queries.doubtful import doubts
from notifications.queries.lead import lead_view
from notifications.queries.next_steps import steps
from notifications.views.base import record_or_404


def submit(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The last page before sending: what is missing, what the lead said, who will read it."""
    notification = record_or_404(request.user, public_id, knowing=True)
    verdict = policies.can_submit(request.user, notification)
    if verdict.code == "role":
        raise PermissionDenied(verdict.message)
    form = SubmitForm(request.POST or None, initial={"seen_revision": revision_of(notification)})
    if form.is_bound and form.is_valid():
        return _submitted(request, notification, form.cleaned_data["seen_revision"])
    if not verdict and notification.submitted_at:
        return redirect("notifications:submitted", notification.public_id)
    note_reading(notification, "notifications.submission_viewed", by=request.user)
    context = {
        "form": form,
        "record": notification,
        "case": notification.case,
        "verdict": verdict,
        "problems": problems(notification),
        "doubts": doubts(answers.load(notification)),
        "lead": lead_view(notification),
        "is_restricted": answers.is_colleague_involved(notification),
        "back_url": notification.get_absolute_url(),
    }
    return render(request, "notifications/submit.html", context)


def _submitted(request: HttpRequest, notification: Notification, seen: int) -> HttpResponse:
    """Send it. Whoever pressed twice sees the confirmation of the first time."""
    try:
        submission.submit(notification.public_id, seen_revision=seen, by=request.user)
    except (Refused, Stale):
        sent = Notification.visible_to(request.user).filter(
            pk=notification.pk, submitted_by=request.user.pk, submitted_at__isnull=False
        )
        if not sent.exists():
            raise
    return redirect("notifications:submitted", notification.public_id)


def submitted(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The confirmation: the reference, and what happens next and when."""
    notification = record_or_404(request.user, public_id, knowing=True)
    if notification.submitted_at is None:
        raise Http404
    note_reading(notification, "notifications.sent_viewed", by=request.user)
    context = {
        "record": notification,
        "case": notification.case,
        "steps": steps(request.user, notification),
        "lead": lead_view(notification),
    }
    return render(request, "notifications/submitted.html", context)


def versions(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Every version, by whom and when; the reasons are for those who may know the people."""
    notification = record_or_404(request.user, public_id, knowing=True)
    note_reading(notification, "notifications.versions_viewed", by=request.user)
    found = list(notification.versions.select_related("made_by", "reason__key").order_by("-number"))
    context = {
        "record": notification,
        "case": notification.case,
        "versions": [
            {
                "row": row,
                "reason": str(row.reason.open()) if row.reason else "",
                "compare": reverse("notifications:compare", args=[public_id, row.number - 1, row.number])
                if row.number > 1
                else "",
            }
            for row in found
        ],
        "numbers": [row.number for row in found],
        "back_url": notification.get_absolute_url(),
    }
    return render(request, "notifications/versions.html", context)


def version(request: HttpRequest, public_id: Any, number: int) -> HttpResponse:
    """The whole form of one version, in the words it was asked with."""
    notification = record_or_404(request.user, public_id, knowing=True)
    row = notification.versions.select_related("content__key", "made_by").filter(number=number).first()
    if row is None:
        raise Http404
    note_reading(notification, "notifications.version_read", by=request.user, number=number)
    context = {
        "record": notification,
        "case": notification.case,
        "version": row,
        "is_latest": not notification.versions.filter(number__gt=number).exists(),
        "sections": summary.rows_of(_opened(row)),
        "back_url": notification.get_absolute_url(),
    }
    return render(request, "notifications/version.html", context)


def compare(request: HttpRequest, public_id: Any, one: int, two: int) -> HttpResponse:
    """What changed between two versions, question by question, people added and taken out too."""
    notification = record_or_404(request.user, public_id, knowing=True)
    first, second = sorted((one, two))
    found = {
        row.number: row
        for row in notification.versions.filter(number__in=(one, two)).select_related(
            "content__key", "made_by", "reason__key"
        )
    }
    if len(found) != 2:
        raise Http404
    note_reading(notification, "notifications.versions_compared", by=request.user, first=first, second=second)
    later = found[second]
    context = {
        "record": notification,
        "case": notification.case,
        "first": found[first],
        "second": later,
        "reason": str(later.reason.open()) if later.reason else "",
        "changes": differences.changes(_opened(found[first]), _opened(later)),
        "back_url": reverse("notifications:versions", args=[public_id]),
    }
    return render(request, "notifications/compare.html", context)


def amend(request: HttpRequest, public_id: Any) -> HttpResponse:
    """What would change, and why: then it is sent as a new version."""
    notification = record_or_404(request.user, public_id, knowing=True)
    verdict = policies.can_amend(request.user, notification)
    if verdict.code == "role":
        raise PermissionDenied(verdict.message)
    initial = {"seen_revision": revision_of(notification)}
    form = keeping_form(request, notification.case, AmendForm, initial=initial)
    answer = autosave_answer(request, notification.case, verdict)
    if answer is not None:
        return answer
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = amendment.amend(
            notification.public_id,
            reason=data["reason"],
            seen_revision=data["seen_revision"],
            by=request.user,
        )
        there = redirect("notifications:compare", notification.public_id, made.number - 1, made.number)
        return sent(request, there)
    last = notification.versions.select_related("content__key").order_by("-number").first()
    note_reading(notification, "notifications.amendment_viewed", by=request.user)
    context = {
        "form": form,
        "record": notification,
        "case": notification.case,
        "verdict": verdict,
        "problems": problems(notification),
        "changes": differences.changes(_opened(last), answers.snapshot(notification)) if last else [],
        "back_url": notification.get_absolute_url(),
    }
    return render(request, "notifications/amend.html", context)


amend.keeps_text = True  # type: ignore[attr-defined]


def _opened(row: Any) -> Any:
    """The document of a version; one that was disposed of opens no more."""
    document = row.content.open()
    if not document:
        raise Http404
    return document
