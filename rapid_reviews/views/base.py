"""What the pages of this stage share: a scoped record, one decision on it, and the entry about reading."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lscp.kernel.views import DecisionView
from lscp.people.unsent_pages import KeepsTyped
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.models import AgencyRequest, RapidReview


class OneDecision(KeepsTyped, DecisionView):
    """One decision on one record of the review, on a page of its own.

    What the action cannot take (`ValueError`) is said beside the form; nothing typed is lost.
    """

    model: ClassVar[Any] = RapidReview
    template_name = "rapid_reviews/decision.html"
    heading: ClassVar[str] = ""
    explanation: ClassVar[str] = ""

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

    def post(self, request: HttpRequest, *args: str, **kwargs: Any) -> HttpResponse:
        """Refuse before reading what was typed, when it is not this person's decision."""
        verdict = self.verdict()
        if verdict.code == "role":
            raise PermissionDenied(verdict.message)
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the page again."""
        self.note_page()
        return super().form_invalid(form)

    def form_valid(self, form: Any) -> HttpResponse:
        """Run the action."""
        try:
            self.outcome = self.carry_out(form)
        except ValueError as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)
        return redirect(self.get_success_url())

    def carry_out(self, form: Any) -> Any:
        """Call the action with what was typed."""
        return type(self).action(
            self.record.public_id,
            seen_version=form.cleaned_data["seen_version"],
            by=self.request.user,
            **self.given(form),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add heading, explanation and the way back."""
        values = {
            "heading": self.heading, "explanation": self.explanation, "case": self.record.case,
            "back_url": self.get_back_url(),
        }  # fmt: skip
        return super().get_context_data(**{**values, **kwargs})

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
