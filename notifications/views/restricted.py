"""A notification in which a colleague is involved: who is shut out, who may read it, and its release."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lscp.cases.compartments import casework
from lscp.kernel.access import require
from notifications.actions import restricted as actions
from notifications.actions.reading import note_reading
from notifications.enums import ExclusionReason
from notifications.forms.triage import LetInForm, ReaderForm, ReleaseForm, ShutOutForm
from notifications.policies import triage as policies
from notifications.queries.people import people_of, possible_readers
from notifications.views.base import record_or_404
from notifications.views.steps import OneStep

DONE = {
    "name": "The reader is named.\nThey can read it once you release it to them.",
    "shut_out": "They are shut out.\nThey cannot see it, find it or be told of it.",
    "release": "It is released.\nThe readers who waited have been told and can open it.",
}


def readers(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Who may read it now, who waits for the release, who is shut out; one form for each step."""
    user: Any = request.user
    notification = record_or_404(user, public_id)
    require(policies.can_name_readers(user, notification), record=notification)
    bound = {"data": request.POST or None}
    named = list(
        notification.named_readers.filter(removed_at=None).select_related("user", "agency", "named_by")
    )
    chosen = {one.user_id for one in named}
    seen = {"initial": {"seen_version": notification.version}}
    step = request.POST.get("step", "")
    forms = {
        "name": ReaderForm(
            **(bound if step == "name" else {}), **seen, prefix=None, auto_id="name_%s",
            people=possible_readers(notification).exclude(pk__in=chosen),
        ),
        "shut_out": ShutOutForm(
            **(bound if step == "shut_out" else {}), **seen, auto_id="shut_%s",
            people=people_of(notification.partnership).exclude(pk=user.pk),
        ),
        "release": ReleaseForm(**(bound if step == "release" else {}), **seen, auto_id="release_%s"),
    }  # fmt: skip
    if step in forms and forms[step].is_valid():
        _act(step, notification, forms[step], request.user)
        messages.success(request, DONE[step])
        return redirect("notifications:readers", notification.public_id)
    note_reading(notification, "notifications.readers_viewed", by=request.user)
    context = {
        "record": notification,
        "case": notification.case,
        "named": named,
        "waiting": any(one.released_at is None for one in named),
        "shut_out": notification.exclusions.filter(lifted_at=None).select_related("user", "made_by"),
        "forms": forms,
        "form": forms.get(step, forms["name"]),
        "back_url": notification.get_absolute_url(),
    }
    return render(request, "notifications/readers.html", context)


def _act(step: str, notification: Any, form: Any, by: Any) -> None:
    seen = form.cleaned_data["seen_version"]
    if step == "release":
        actions.release(notification.public_id, seen_version=seen, by=by)
        return
    named: dict[str, Any] = {"name": actions.name_reader, "shut_out": actions.shut_out}
    action = named[step]
    action(notification.public_id, seen_version=seen, person=form.cleaned_data["person"], by=by)


@require_POST
def remove_reader(request: HttpRequest, public_id: Any, reader: Any) -> HttpResponse:
    """Take a reader off."""
    notification = record_or_404(request.user, public_id)
    seen = request.POST.get("seen_version", "")
    actions.remove_reader(
        notification.public_id,
        seen_version=int(seen) if seen.isdigit() else 0,
        reader_id=reader,
        by=request.user,
    )
    return redirect(reverse("notifications:readers", args=[notification.public_id]))


@require_safe
def kept_out(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Who is shut out, because of the form or of what the Business Unit recorded, and who was let in again."""
    notification = record_or_404(request.user, public_id)
    verdict = policies.can_see_shut_out(request.user, notification)
    require(verdict, record=notification)
    note_reading(
        notification, "notifications.readers_viewed", by=request.user, compartment=casework(notification.case)
    )
    rows = notification.exclusions.select_related("user", "made_by", "lifted_by", "lifted_because__key")
    context = {
        "record": notification,
        "case": notification.case,
        "shut_out": [
            (one, one.reason != ExclusionReason.CONFLICT)
            for one in rows.filter(lifted_at=None).order_by("made_at")
        ],
        "let_in": [
            (one, str(one.lifted_because.open()))
            for one in rows.filter(lifted_because__isnull=False).order_by("lifted_at")
        ],
        "back_url": notification.get_absolute_url(),
    }
    return render(request, "notifications/kept_out.html", context)


class LetIn(OneStep):
    """Let somebody in again, with the reason."""

    policy, action = policies.can_let_in, actions.let_in
    form_class = LetInForm
    done = "They are let in again.\nTheir role counts as before. Nobody told them that they were shut out."
    heading = "Let somebody in again"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whom it is about."""
        self.person = kwargs["person"]
        return super().dispatch(request, *args, **kwargs)

    def given(self, form: Any) -> dict[str, Any]:
        """The person and the reason."""
        return {"person": self.person, "reason": form.cleaned_data["reason"]}

    def get_success_url(self) -> str:
        """Who is still shut out."""
        return reverse("notifications:kept_out", args=[self.record.public_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say who, and what follows; a person who is not shut out has no page."""
        found = policies.mendable(self.record).filter(user__public_id=self.person).select_related("user")
        excluded = found.first()
        if excluded is None:
            raise Http404
        context = super().get_context_data(**kwargs)
        why = excluded.get_reason_display()
        return {
            **context,
            "heading": f"Let {excluded.user} in again",
            "explanation": (
                f"They are shut out because the record says: “{why}”. Once let in, they see what their role shows "
                "them. Do this only when it was a mistake."
            ),
            "back_url": self.get_success_url(),
        }
