"""The Business Unit asks agencies, reminds them, and deals with what comes back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from lscp.kernel.access import Verdict
from lscp.web.components import SummaryRow
from rapid_reviews.actions import asking as actions
from rapid_reviews.actions import withdrawing
from rapid_reviews.actions.timetable import day_for_answer
from rapid_reviews.forms import asking as forms
from rapid_reviews.policies import asking as policies
from rapid_reviews.queries.asking import agencies_to_ask
from rapid_reviews.queries.opened import text_of
from rapid_reviews.views.base import OneDecision, OnRequest


class Ask(OneDecision):
    """Ask many agencies at once."""

    heading = "Ask agencies what they know"
    explanation = (
        "Each agency gets its own request and sees only that. Their safeguarding leads are told at once."
    )
    form_class = forms.AskForm
    policy, action = policies.can_ask, actions.ask

    def verdict(self) -> Verdict:
        """Not where nobody is left to ask."""
        verdict = super().verdict()
        return policies.EVERYBODY_ASKED if verdict and not agencies_to_ask(self.record).agencies else verdict

    def get_form_kwargs(self) -> dict[str, Any]:
        """The agencies that can be asked, those of the form first, with their people."""
        found = agencies_to_ask(self.record)
        return {
            **super().get_form_kwargs(),
            "agencies": found.agencies,
            "people": found.people,
            "named": found.named,
        }

    def get_initial(self) -> dict[str, Any]:
        """The agencies of the form are chosen, and the timetable's day."""
        found = agencies_to_ask(self.record)
        chosen = [str(one.public_id) for one in found.agencies if str(one.public_id) in found.named]
        initial = {**super().get_initial(), "due": day_for_answer(self.record), "shows_identity": True}
        return {**initial, "agencies": chosen}

    def given(self, form: Any) -> dict[str, Any]:
        """The agencies with their people beside what was typed."""
        data = form.cleaned_data
        return {
            "to": form.to_ask, "look_for": data["look_for"], "period": data["period"], "due": data["due"],
            "shows_identity": bool(data["shows_identity"]),
        }  # fmt: skip

    def form_valid(self, form: Any) -> HttpResponse:
        """Say how many were asked."""
        response = super().form_valid(form)
        made = getattr(self, "outcome", None)
        if made:
            words = "1 agency was" if len(made) == 1 else f"{len(made)} agencies were"
            messages.success(self.request, f"{words} asked. They are told now, and reminded before the day.")
        return response


class ChaseAll(OneDecision):
    """Remind every agency that has not answered."""

    heading = "Remind those who have not answered"
    explanation = "Everybody named on an open request, and the safeguarding leads there, get a message."
    form_class = forms.RemindForm
    policy, action = policies.can_ask, actions.chase_all

    def form_valid(self, form: Any) -> HttpResponse:
        """Say how many were reminded."""
        response = super().form_valid(form)
        messages.success(self.request, f"Agencies reminded: {self.outcome}.")
        return response


class Chase(OnRequest):
    """Remind one agency."""

    heading = "Remind this agency"
    explanation = "Everybody named on the request, and the safeguarding leads of the agency, get a message."
    form_class = forms.RemindForm
    policy, action = policies.can_chase, actions.chase


class SetDue(OnRequest):
    """Another day for one agency."""

    heading = "Set another day for this agency"
    form_class = forms.SetDueForm
    policy, action = policies.can_set_due, actions.set_due


class SendBack(OnRequest):
    """Send a return back with questions."""

    heading = "Send the return back with questions"
    explanation = (
        "The signed version stays as it is. The agency answers in a new version, and its clock runs again."
    )
    form_class = forms.QuestionsForm
    policy, action = policies.can_send_back, actions.send_back


class AskAgain(OnRequest):
    """Ask an agency once more."""

    heading = "Ask this agency once more"
    form_class = forms.QuestionsForm
    policy, action = policies.can_ask_again, actions.ask_again


class Accept(OnRequest):
    """Accept a return."""

    heading = "Accept the return"
    explanation = "You have checked that it answers what was asked. It then counts as complete."
    form_class = forms.AcceptForm
    policy, action = policies.can_accept, actions.accept


class Withdraw(OnRequest):
    """Take a request back."""

    heading = "Withdraw the request"
    explanation = (
        "For an agency asked by mistake, or not needed any more. What it has read stays on the record."
    )
    form_class = forms.WithdrawForm
    policy, action = policies.can_withdraw, withdrawing.withdraw


class AnswerSuggestion(OnRequest):
    """Answer a suggestion to ask another agency."""

    heading = "Answer a suggestion"
    form_class = forms.AnswerSuggestionForm
    policy, action = policies.can_answer_suggestion, actions.answer_suggestion
    template_name = "rapid_reviews/set_date.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Fetch the request first; a suggestion it does not have is not there."""
        record = get_object_or_404(self.scoped(), public_id=kwargs["public_id"])
        rows = record.suggestions.select_related("agency", "made_by", "text__key")
        self.suggestion = rows.filter(public_id=kwargs["suggestion"]).first()
        if self.suggestion is None:
            raise Http404
        self.suggestion.request = record
        return super().dispatch(request, *args, **kwargs)

    def verdict(self) -> Any:
        """Asked of the suggestion."""
        return policies.can_answer_suggestion(self.request.user, self.suggestion)

    def carry_out(self, form: Any) -> Any:
        """Call the action with the suggestion of the address."""
        return actions.answer_suggestion(
            self.record.public_id, suggestion=self.suggestion.public_id, by=self.request.user,
            answer=form.cleaned_data["answer"], reason=form.cleaned_data.get("reason") or "",
        )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the suggestion in its own words."""
        one = self.suggestion
        facts = [
            SummaryRow("Suggested by", f"{one.made_by}, {self.record.agency}"),
            SummaryRow("Agency", str(one.agency) if one.agency else "", missing="Not one of the list"),
            SummaryRow("Why", text_of(one.text), is_narrative=True),
        ]
        return super().get_context_data(facts=facts, **kwargs)

    def get_back_url(self) -> str:
        """The review."""
        return str(self.record.review.get_absolute_url())

    def get_success_url(self) -> str:
        """To asking the agency when that is the answer, else back to the review."""
        if self.outcome.answer == "asked":
            return reverse("rapid_reviews:ask", args=[self.record.review.public_id])
        return self.get_back_url()
