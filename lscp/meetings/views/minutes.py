"""Minutes: writing with autosave, sending round, commenting, agreeing, approving, addenda, print and PDF."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lscp.audit import service as audit
from lscp.cases.compartments import casework
from lscp.kernel.access import Conflict
from lscp.meetings import actions, forms, pages, policies, queries
from lscp.meetings.models import Meeting
from lscp.meetings.views.base import MeetingFormView
from lscp.web import autosave
from lscp.web.context_processors import MARKING
from lscp.web.pdf import render_pdf


class WriteMinutes(MeetingFormView):
    """Write the minutes. They save themselves; without JavaScript the button does."""

    heading = "Write the minutes"
    template_name = "meetings/write_minutes.html"
    noted_as = "meetings.minutes_viewed"
    form_class = forms.MinutesForm
    policy, action = policies.can_write_minutes, actions.save_minutes

    def get_form_kwargs(self) -> dict[str, Any]:
        """The page saves to itself."""
        url = reverse("meetings:write_minutes", args=[self.record.public_id])
        return {**super().get_form_kwargs(), "autosave_url": url}

    def get_initial(self) -> dict[str, Any]:
        """The text as it stands; the version is the text's own."""
        minutes = queries.minutes_with_text(self.record)
        text = str(minutes.content.open()) if minutes and minutes.content else ""
        return {"seen_version": minutes.revision if minutes else 0, "text": text}

    def post(self, request: HttpRequest, *args: str, **kwargs: Any) -> HttpResponse:
        """A press of the button, or the page saving itself."""
        if not autosave.is_autosave(request):
            return super().post(request, *args, **kwargs)
        form = self.get_form()
        if not form.is_valid():
            return autosave.cannot_save(" ".join(link.text for link in form.error_links()))
        try:
            saved = actions.save_minutes(
                self.record.public_id,
                seen_version=form.cleaned_data["seen_version"],
                text=form.cleaned_data["text"],
                by=request.user,
            )
        except Conflict as problem:
            return autosave.conflict(str(problem))
        return autosave.saved(saved.revision, notice=" ".join(form.notices))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Agenda and comments beside the text."""
        context = super().get_context_data(**kwargs)
        return {**context, "agenda": pages.agenda_of(self.record), "comments": pages.comments_of(self.record)}


class CirculateMinutes(MeetingFormView):
    """Send the minutes round."""

    heading = "Send the minutes round"
    explanation = (
        "Everybody with a place in the group is told. They read the minutes here and can comment. "
        "What they read cannot change any more; a correction is a new version."
    )
    form_class = forms.CirculateForm
    policy, action = policies.can_circulate_minutes, actions.circulate_minutes

    def get_form_kwargs(self) -> dict[str, Any]:
        """A correction asks for what was corrected."""
        is_correction = policies.current_version(self.record) is not None
        return {**super().get_form_kwargs(), "is_correction": is_correction}


class CommentOnMinutes(MeetingFormView):
    """Comment on the minutes."""

    heading = "Comment on the minutes"
    form_class = forms.CommentForm
    policy, action = policies.can_comment_on_minutes, actions.comment_on_minutes


class AgreeMinutes(MeetingFormView):
    """Agree with the minutes."""

    heading = "Do you agree with the minutes?"
    explanation = "When every member who was there agrees, the minutes are approved and locked."
    form_class = forms.AgreeForm
    policy, action = policies.can_agree_minutes, actions.agree_minutes


class ApproveMinutes(MeetingFormView):
    """Approve the minutes as chair."""

    heading = "Approve the minutes"
    explanation = "Approved minutes are locked. What comes later can only be added as an addendum."
    form_class = forms.ApproveForm
    policy, action = policies.can_approve_minutes, actions.approve_minutes


class AddAddendum(MeetingFormView):
    """Add to locked minutes."""

    heading = "Add to the minutes"
    explanation = "The minutes stay as they are. Your text stands below them, with your name and the day."
    form_class = forms.AddendumForm
    policy, action = policies.can_add_addendum, actions.add_addendum


@require_safe
def minutes(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Read the minutes, with comments."""
    record = _read(request, public_id, "meetings.minutes_viewed")
    context = {**pages.minutes_context(request.user, record), "comments": pages.comments_of(record)}
    return render(request, "meetings/minutes.html", context)


@require_safe
def minutes_print(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The minutes for paper."""
    record = _read(request, public_id, "meetings.minutes_printed")
    return render(request, "meetings/minutes_print.html", pages.minutes_context(request.user, record))


@require_safe
def minutes_pdf(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The minutes as an accessible PDF."""
    record = _read(request, public_id, "meetings.minutes_downloaded")
    context = pages.minutes_context(request.user, record)
    title = f"Minutes of the {record.group}, case {record.case.reference}"
    pdf = render_pdf("pdf/meeting_minutes.html", context, title=title, marking=MARKING)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{record.case.reference}-minutes.pdf"'
    return response


def _read(request: HttpRequest, public_id: Any, verb: str) -> Meeting:
    """The meeting whose minutes the reader may see, with the reading on the record first."""
    record = get_object_or_404(Meeting.visible_to(request.user), public_id=public_id)
    pages.text_or_404(request.user, record)
    audit.record_reading(
        verb, subject=record, by=request.user, case=record.case, compartment=casework(record.case)
    )
    return record
