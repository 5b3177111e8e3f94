"""What the pages of this stage share: a scoped record with the reader's standing, and one decision on it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from lscp.kernel.form_pages import OneForm
from lscp.kernel.views import DecisionView
from lscp.people.unsent_pages import KeepsTyped
from notifications.actions.reading import note_reading
from notifications.models import Notification
from notifications.queries.identity import with_standing


def record_or_404(user: Any, public_id: Any, *, knowing: bool = False) -> Any:
    """A notification the person may see, marked with their standing; `knowing` asks for identity as well."""
    found = with_standing(user)
    if knowing:
        found = found.filter(knows=True)
    return get_object_or_404(found, public_id=public_id)


class OneDecision(OneForm, KeepsTyped, DecisionView):
    """One decision on one notification, on a page of its own.

    `done` is what the next page says has happened, and after a line break what is next. It names nobody.
    """

    model = Notification
    template_name = "notifications/decision.html"
    said_beside = ()
    done: ClassVar[str] = ""

    def scoped(self) -> QuerySet[Any]:
        """With the reader's standing."""
        return with_standing(self.request.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Write down that the page was opened, before it is sent: it may show sealed text beside its form."""
        response = super().get(request, *args, **kwargs)
        self.note()
        return response

    def note(self) -> None:
        """The entry about opening the page. It does not say which: that alone may tell what is being judged."""
        note_reading(self.record, "notifications.step_viewed", by=self.request.user)

    def post(self, request: HttpRequest, *args: str, **kwargs: Any) -> HttpResponse:
        """Say on the next page what has happened."""
        response = super().post(request, *args, **kwargs)
        if isinstance(response, HttpResponseRedirect) and self.done:
            messages.success(request, self.done)
        return response

    def carry_out(self, form: Any) -> Any:
        """Run the action on the notification as the reader was shown it."""
        return type(self).action(self.record.public_id, by=self.request.user, **form.cleaned_data)

    def back_url(self) -> str:
        """The case page."""
        return str(self.record.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the case."""
        return super().get_context_data(**{"case": self.record.case, **kwargs})
