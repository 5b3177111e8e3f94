"""Writing a row of the chronology on screen, changing it, taking it out, commenting on it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse

from rapid_reviews.actions import chronology as actions
from rapid_reviews.forms import chronology as forms
from rapid_reviews.models import AgencyRequest, ChronologyRow
from rapid_reviews.policies import chronology as policies
from rapid_reviews.queries.chronology import children_of, opened
from rapid_reviews.views.base import OneDecision


class _Writes(OneDecision):
    """A page with the form of a row."""

    form_class = forms.RowForm

    @property
    def review(self) -> Any:
        """The review the row belongs to."""
        return self.record

    def shows_names(self) -> bool:
        """Whether the children are named beside their numbers."""
        return policies.reads_names(self.request.user, self.review)

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the children to choose from."""
        return {
            **super().get_form_kwargs(),
            "children": children_of(self.review, named=self.shows_names()),
        }

    def given(self, form: Any) -> dict[str, Any]:
        """The whole row."""
        return {"entry": form.entry}

    def form_valid(self, form: Any) -> HttpResponse:
        """Say that it is saved."""
        response = super().form_valid(form)
        if getattr(self, "outcome", None) is not None:
            messages.success(self.request, "The row is saved.")
        return response


class Add(_Writes):
    """Add a row of the agency that was asked."""

    model: ClassVar[Any] = AgencyRequest
    heading = "Add to your chronology"
    explanation = "Write one event. You can add as many as you need, or import them from a file."
    policy, action = policies.can_write, actions.add

    @property
    def review(self) -> Any:
        """The review of the request."""
        return self.record.review

    def shows_names(self) -> bool:
        """As the request says."""
        return bool(self.record.shows_identity)

    def get_back_url(self) -> str:
        """The agency's rows."""
        return reverse("rapid_reviews:chronology_own", args=[self.record.public_id])

    get_success_url = get_back_url


class AddRecord(_Writes):
    """Add a row from the partnership's own records."""

    heading = "Add from the partnership's records"
    explanation = "Write one event from the partnership's own records. Agencies write their own."
    policy, action = policies.can_write_records, actions.add_record

    def get_back_url(self) -> str:
        """The chronology."""
        return reverse("rapid_reviews:chronology", args=[self.record.public_id])

    get_success_url = get_back_url


class Change(_Writes):
    """Change a row."""

    model: ClassVar[Any] = ChronologyRow
    heading = "Change this row"
    explanation = "What it said before stays in its history."
    policy, action = policies.can_change, actions.change

    @property
    def review(self) -> Any:
        """The review of the row."""
        return self.record.review

    def shows_names(self) -> bool:
        """As the agency's request says; for the Business Unit by what it may know."""
        if self.record.request_id:
            return bool(self.record.request.shows_identity)
        return super().shows_names()

    def get_initial(self) -> dict[str, Any]:
        """As the row stands."""
        (view,) = opened([self.record], counts=False)
        return {**super().get_initial(), **forms.initial_of(view)}


class TakeOut(OneDecision):
    """Take a row out."""

    model: ClassVar[Any] = ChronologyRow
    heading = "Take this row out"
    explanation = "It no longer stands in the chronology. It is not deleted."
    form_class = forms.TakeOutForm
    policy, action = policies.can_change, actions.take_out

    def get_success_url(self) -> str:
        """The agency's rows, or the chronology."""
        if self.record.request_id:
            return reverse("rapid_reviews:chronology_own", args=[self.record.request.public_id])
        return reverse("rapid_reviews:chronology", args=[self.record.review.public_id])


class Comment(OneDecision):
    """Comment on a row."""

    model: ClassVar[Any] = ChronologyRow
    heading = "Comment on this row"
    explanation = "The row stays as its agency wrote it. Your comment stands beside it with your name."
    form_class = forms.CommentForm
    policy, action = policies.can_comment, actions.comment
