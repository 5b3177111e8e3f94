"""Pages for whoever raised it, and for people of other agencies who need to know."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from lscp.meetings.queries import people_who_may_act
from notifications.actions import feedback as actions
from notifications.forms.feedback import ReferrerNoteForm, TellOtherForm
from notifications.panels import button
from notifications.policies import feedback as policies
from notifications.queries.answers import agencies_involved
from notifications.queries.progress import progress_of, reason_for
from notifications.views.base import record_or_404
from notifications.views.steps import OneStep


@require_safe
def progress(request: HttpRequest, public_id: Any) -> HttpResponse:
    """What is happening with what I raised."""
    user: Any = request.user
    record = record_or_404(user, public_id)
    verdict = policies.can_read_progress(user, record)
    if not verdict:
        raise PermissionDenied(verdict.message)
    actions.read_progress(record, by=user)
    context = {
        "record": record,
        "case": record.case,
        "back_url": record.get_absolute_url(),
        "progress": progress_of(record),
        "front_door": record.partnership,
        "buttons": button(
            policies.can_write_to_referrer(user, record),
            "Write or approve the reason",
            reverse("notifications:write_to_referrer", args=[record.public_id]),
        ),
    }
    return render(request, "notifications/feedback/progress.html", context)


class WriteToReferrer(OneStep):
    """Write the reason, or approve the usual words."""

    done = "Saved.\nThe person who raised it has been told that there is news, and reads these words."
    heading = "What the person who raised it reads"
    explanation = (
        "The words below are what they read now. Change them, or save them as they are to approve them."
    )
    form_class = ReferrerNoteForm
    policy, action = policies.can_write_to_referrer, actions.write_to_referrer

    def get_initial(self) -> dict[str, Any]:
        """The reason as they read it now."""
        return {**super().get_initial(), "text": reason_for(self.record)[0]}

    def note(self) -> None:
        """What they read now is in the form."""
        actions.read_progress(self.record, by=self.request.user)

    def get_success_url(self) -> str:
        """What they read now."""
        return reverse("notifications:progress", args=[self.record.public_id])


class TellOther(OneStep):
    """Tell somebody of another agency."""

    template_name = "notifications/feedback/tell_other.html"
    done = "They have been told that there is something to read.\nYou see below when they have read it."
    heading = "Tell another agency what it needs to know"
    explanation = "They are told at once that there is something to read, with the reference only."
    form_class = TellOtherForm
    policy, action = policies.can_tell_others, actions.tell_other_agency

    def get_form_kwargs(self) -> dict[str, Any]:
        """People of the partnership, without whoever raised it and whoever was shut out.

        Agencies that the form names as knowing the child or family come first, for those who may read it.
        """
        author = self.record.raised_by_id
        people = [one for one in people_who_may_act(self.record.case) if one[0].pk != author]
        named = agencies_involved(self.record)[0] if self.record.knows else []
        return {**super().get_form_kwargs(), "people": people, "named": {one.pk for one in named}}

    def get_success_url(self) -> str:
        """The same page, where it is said when they read it."""
        return reverse("notifications:tell_other", args=[self.record.public_id])

    def given(self, form: Any) -> dict[str, Any]:
        """Who and what."""
        return dict(form.given())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Who was told before."""
        told = self.record.told_others.select_related("agency", "recipient", "text__key").order_by("told_at")
        return super().get_context_data(told=told, **kwargs)


@require_POST
def withdraw_telling(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Take back what somebody was told."""
    try:
        told_id = uuid.UUID(request.POST.get("told", ""))
    except ValueError:
        raise Http404 from None
    actions.withdraw_telling(public_id, seen_version=None, told_id=told_id, by=request.user)
    return redirect("notifications:tell_other", public_id=public_id)


@require_safe
def told(request: HttpRequest, public_id: Any) -> HttpResponse:
    """What one person was told: that text, and nothing else of the case."""
    record = actions.read_told(public_id, by=request.user)
    context = {"told": record, "case": record.case, "text": str(record.text.open())}
    return render(request, "notifications/feedback/told.html", context)
