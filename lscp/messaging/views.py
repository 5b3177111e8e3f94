"""Pages of messages: mine, those that did not arrive, how I want reminders, a partnership's quiet hours."""

from __future__ import annotations

from typing import Any

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.generic import FormView

from lscp.kernel.access import Refused, require
from lscp.messaging import actions, policies, presentation, queries, quiet
from lscp.messaging.forms import QuietHoursForm, ReminderForm
from lscp.messaging.models import MessagePreference

PER_PAGE = 25


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What was sent to me."""
    page = Paginator(queries.messages_of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "headers": presentation.MINE,
        "rows": [presentation.my_row(message) for message in page],
        "may_look_after": bool(policies.can_look_after_messages(request.user)),
    }
    return render(request, "messaging/mine.html", context)


@require_safe
def undelivered(request: HttpRequest) -> HttpResponse:
    """What did not arrive, for the Business Unit."""
    require(policies.can_look_after_messages(request.user))
    page = Paginator(queries.undelivered(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "letters": [
            (presentation.undelivered_rows(message), message, bool(policies.can_retry(request.user, message)))
            for message in page
        ],
        "dropped_headers": presentation.DROPPED_HEADERS,
        "dropped": [presentation.dropped_row(message) for message in queries.dropped(request.user)],
    }
    return render(request, "messaging/undelivered.html", context)


@require_POST
def retry(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Try one again."""
    actions.retry_message(public_id, by=request.user)
    notices.success(request, "The message will be sent again now.")
    return redirect("messaging:undelivered")


class ReminderView(FormView):
    """How I want reminders."""

    form_class = ReminderForm
    template_name = "messaging/reminders.html"
    request: Any

    def get_initial(self) -> dict[str, Any]:
        """What was chosen before."""
        is_digest = MessagePreference.objects.filter(user=self.request.user, digest=True).exists()
        return {"how": "digest" if is_digest else "each"}

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the choice."""
        actions.choose_reminders(digest=form.cleaned_data["how"] == "digest", by=self.request.user)
        notices.success(self.request, "Your choice is saved.")
        return redirect("messaging:mine")


@require_http_methods(["GET", "HEAD", "POST"])
def quiet_hours(request: HttpRequest, slug: str) -> HttpResponse:
    """When a partnership's reminders wait."""
    partnership = queries.partnership_for_quiet_hours(slug)
    if partnership is None or not policies.can_set_quiet_hours(request.user, partnership):
        raise Http404
    hours = quiet.hours_of(partnership)
    form = QuietHoursForm(request.POST or None, initial=presentation.initial_hours(hours))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_quiet_hours(partnership, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("digest_at", str(refused))
        else:
            notices.success(request, "The quiet hours are saved.")
            return redirect(reverse("messaging:quiet_hours", args=[slug]))
    return render(request, "messaging/quiet_hours.html", {"form": form, "partnership": partnership})
