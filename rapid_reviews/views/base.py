"""What the pages of this stage share: a scoped record, one decision on it, and the entry about reading."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from lscp.kernel.form_pages import OneForm
from lscp.kernel.views import DecisionView
from lscp.people.unsent_pages import KeepsTyped
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.models import AgencyRequest, RapidReview


class OneDecision(OneForm, KeepsTyped, DecisionView):
    """One decision on one record of the review, on a page of its own.

    What the action cannot take (`ValueError`) is said beside the form; nothing typed is lost.
    """

    model: ClassVar[Any] = RapidReview
    template_name = "rapid_reviews/decision.html"

    def scoped(self) -> QuerySet[Any]:
        """What the reader may see."""
        found: QuerySet[Any] = self.model.visible_to(self.request.user)
        return found

    def given(self, form: Any) -> dict[str, Any]:
        """What the action takes of what was typed."""
        return dict(form.answers)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Write down that the page was opened, before it is sent."""
        response = super().get(request, *args, **kwargs)
        self.note_page()
        return response

    def note_page(self) -> None:
        """One entry whenever the page is shown: when it is opened, and again when what was sent has a mistake."""
        note_reading("rapid_reviews.step_viewed", self.record, by=self.request.user)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the page again."""
        self.note_page()
        return super().form_invalid(form)

    def carry_out(self, form: Any) -> Any:
        """Call the action with what was typed."""
        return type(self).action(
            self.record.public_id,
            seen_version=form.cleaned_data["seen_version"],
            by=self.request.user,
            **self.given(form),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the case."""
        return super().get_context_data(**{"case": self.record.case, **kwargs})

    def back_url(self) -> str:
        """Where the reader came from."""
        return self.get_back_url()

    def get_back_url(self) -> str:
        """The record's own page."""
        return str(self.record.get_absolute_url())


class OnRequest(OneDecision):
    """One decision of the Business Unit on one agency's request; leads back to the review."""

    model: ClassVar[Any] = AgencyRequest

    def get_back_url(self) -> str:
        """The request's page."""
        return str(self.record.get_absolute_url())

    def get_success_url(self) -> str:
        """The request's page."""
        return str(self.record.get_absolute_url())
