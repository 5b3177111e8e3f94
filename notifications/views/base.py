"""What the pages of this stage share: a scoped record with the reader's standing, and one decision on it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

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


class OneDecision(KeepsTyped, DecisionView):
    """One decision on one notification, on a page of its own.

    `done` is what the next page says has happened, and after a line break what is next. It names nobody.
    """

    model = Notification
    template_name = "notifications/decision.html"
    heading: ClassVar[str] = ""
    explanation: ClassVar[str] = ""
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
        """Refuse before reading what was typed, when it is not this person's decision."""
        verdict = self.verdict()
        if verdict.code == "role":
            raise PermissionDenied(verdict.message)
        response = super().post(request, *args, **kwargs)
        if isinstance(response, HttpResponseRedirect) and self.done:
            messages.success(request, self.done)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add heading, explanation and the way back."""
        return super().get_context_data(
            heading=self.heading,
            explanation=self.explanation,
            case=self.record.case,
            back_url=self.record.get_absolute_url(),
            **kwargs,
        )
