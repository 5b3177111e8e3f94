"""The Business Unit's steps on what arrives, and the answers to its questions."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from notifications.actions import triage as actions
from notifications.actions.reading import note_reading
from notifications.forms import triage as forms
from notifications.policies import triage as policies
from notifications.queries.people import officers
from notifications.views.base import OneDecision


class Acknowledge(OneDecision):
    """Tell whoever raised it that it has arrived."""

    policy = policies.can_acknowledge
    action = actions.acknowledge
    form_class = forms.AcknowledgeForm
    done = (
        "You have acknowledged it.\n"
        "The person who raised it has been told. Next: pass it to the Review Advisory Group, or ask for more "
        "information."
    )
    heading = "Acknowledge this notification"
    explanation = "The person who raised it is told that it has arrived and that you look at it."


class Consider(OneDecision):
    """Pass it to the Review Advisory Group."""

    policy = policies.can_consider
    action = actions.consider
    form_class = forms.ConsiderForm
    done = (
        "You have passed it to the Review Advisory Group.\n"
        "Each statutory safeguarding partner has been asked for its own view. When all views are in, the local "
        "authority decides. The time limits run on."
    )
    heading = "Pass it to the Review Advisory Group"
    explanation = "Each statutory safeguarding partner is asked for its own view. They are told at once."


class Assign(OneDecision):
    """Give it to one officer."""

    policy = policies.can_assign
    action = actions.assign
    form_class = forms.AssignForm
    done = "The case officer is set.\nThey have been told, and find it in their own list."
    heading = "Choose the case officer"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the Business Unit's people who may see it."""
        return {**super().get_form_kwargs(), "people": officers(self.record)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Give it to the chosen person."""
        actions.assign(
            self.record.public_id,
            seen_version=form.cleaned_data["seen_version"],
            officer=form.cleaned_data["person"],
            by=self.request.user,
        )
        return redirect(self.get_success_url())


class Return(OneDecision):
    """Return it with questions."""

    policy = policies.can_return
    action = actions.return_for_information
    form_class = forms.ReturnForm
    done = (
        "Your questions have been sent.\n"
        "The person who raised it has been asked to answer them. You are told when they have. The time limits run on."
    )
    heading = "Ask for more information"
    explanation = "Ask one thing in each box. The person who raised it answers each one. The clocks go on."

    def form_valid(self, form: Any) -> HttpResponse:
        """Send the questions."""
        actions.return_for_information(
            self.record.public_id,
            seen_version=form.cleaned_data["seen_version"],
            questions=form.asked,
            by=self.request.user,
        )
        return redirect(self.get_success_url())


class AnswerQuestions(OneDecision):
    """Answer every question that was asked."""

    policy = policies.can_answer_questions
    action = actions.answer_questions
    form_class = forms.AnswersForm
    done = (
        "Your answers have been sent.\n"
        "The Business Unit has been told and reads them. You are told what is decided."
    )
    heading = "Answer the questions"
    explanation = "Answer each one. Say so where you do not know. The form itself stays as you sent it."

    def scoped(self) -> Any:
        """Only for those who may know the people in it."""
        return super().scoped().filter(knows=True)

    def note(self) -> None:
        """The questions are on the page."""
        note_reading(self.record, "notifications.questions_read", by=self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        """One box for each open question."""
        request = self.record.information_requests.filter(answered_at=None, ended_at=None).first()
        questions = request.questions.select_related("question__key") if request else ()
        asked = [(one.number, str(one.question.open())) for one in questions]
        return {**super().get_form_kwargs(), "questions": asked}

    def form_valid(self, form: Any) -> HttpResponse:
        """Send the answers."""
        actions.answer_questions(
            self.record.public_id,
            seen_version=form.cleaned_data["seen_version"],
            answers=form.given,
            by=self.request.user,
        )
        return redirect(self.get_success_url())
