"""The agency's steps: nil, quality check, signing off, giving back, declining, suggesting, naming people."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse

from rapid_reviews.actions import agency_people, steps, suggesting
from rapid_reviews.enums import Part
from rapid_reviews.forms import returns as forms
from rapid_reviews.models import AgencyRequest
from rapid_reviews.policies import returns as policies
from rapid_reviews.queries.people import LEADS, may_be_named
from rapid_reviews.queries.request_page import versions_of
from rapid_reviews.queries.returns import load, rows_of
from rapid_reviews.views.returns_base import AtAgency


class WithReturn(AtAgency):
    """A step on the newest version, which the page shows in full."""

    template_name = "rapid_reviews/returns/step.html"
    shows_return = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The version in words, and the names under it so far."""
        newest = versions_of(self.record, signed_only=False)[:1]
        sections = rows_of(newest[0].version.content.open() or {}) if newest else []
        signatures = newest[0].signatures if newest else []
        return super().get_context_data(sections=sections, signatures=signatures, **kwargs)


class Nil(AtAgency):
    """Sign that the agency knows nothing."""

    heading = "Sign that your agency knows nothing"
    explanation = (
        "You confirm that your agency has searched its records and does not know these people. "
        "This counts as your agency's return."
    )
    form_class = forms.NilForm
    policy, action = policies.can_answer_nil, steps.answer_nil

    def form_valid(self, form: Any) -> HttpResponse:
        """Say that it is done."""
        response = super().form_valid(form)
        messages.success(self.request, "Signed and sent. Your agency need do nothing more. Thank you.")
        return response


class CheckReturn(WithReturn):
    """Say that the quality is checked."""

    heading = "Check the quality of the return"
    explanation = (
        "Does it answer what was asked? Is it clear, fair and complete? Can somebody outside understand it?"
    )
    form_class = forms.CheckReturnForm
    policy, action = policies.can_check, steps.check


class SignOff(WithReturn):
    """Sign the return off for the agency."""

    heading = "Sign off the return"
    explanation = (
        "You sign for your agency. The Business Unit gets it at once, and it can no longer be changed."
    )
    form_class = forms.SignOffForm
    policy, action = policies.can_sign_off, steps.sign_off

    def form_valid(self, form: Any) -> HttpResponse:
        """Say that it is done."""
        response = super().form_valid(form)
        messages.success(self.request, "Signed and sent. The Business Unit reads it next. Thank you.")
        return response


class GiveBack(WithReturn):
    """Give the return back to its author."""

    heading = "Give the return back to its author"
    form_class = forms.GiveBackForm
    policy, action = policies.can_give_back, steps.give_back


class Decline(AtAgency):
    """Say that the agency does not answer, and why."""

    heading = "Say that your agency cannot answer"
    explanation = "If your agency knows nothing, sign that instead. Other agencies count on your answer."
    form_class = forms.DeclineForm
    policy, action = policies.can_decline, steps.decline


class Suggest(AtAgency):
    """Suggest whom else to ask."""

    heading = "Suggest another agency to ask"
    explanation = (
        "The Business Unit, the partnership's own team, decides. You are not told who else is asked."
    )
    form_class = forms.SuggestForm
    policy, action = policies.can_suggest, suggesting.suggest

    def get_form_kwargs(self) -> dict[str, Any]:
        """The partnership's other agencies."""
        offered = {key for key, _name in load(self.record).agencies}
        places = self.record.partnership.places.today().select_related("agency").order_by("agency__name")
        agencies = [place.agency for place in places if str(place.agency.public_id) in offered]
        return {**super().get_form_kwargs(), "agencies": agencies}

    def carry_out(self, form: Any) -> Any:
        """An addition: it overwrites nobody's work."""
        data = form.cleaned_data
        return suggesting.suggest(
            self.record.public_id, agency=data["agency"], why=data["why"], by=self.request.user
        )


class SetPeople(AtAgency):
    """Who writes, checks and signs, and who may take two steps."""

    heading = "Who has a part in your agency’s return"
    explanation = "Everybody you name can read the request and the return, and is told when it is their turn."
    form_class = forms.PeopleForm
    policy, action = policies.can_set_people, agency_people.set_people

    def get_form_kwargs(self) -> dict[str, Any]:
        """The people of the agency, and those of them who may sign off."""
        there = {"partnership": self.record.partnership_id, "agency": self.record.agency_id}
        people = may_be_named(self.record.case, self.record.partnership, self.record.agency)
        signers = [one for one in people if one.holds(*LEADS, **there)]
        return {**super().get_form_kwargs(), "people": people, "signers": signers}

    def get_initial(self) -> dict[str, Any]:
        """Who is named now."""
        record: AgencyRequest = self.record
        named = record.participants.today().values_list("capacity", "user__public_id")
        chosen = {
            name: [str(key) for capacity, key in named if capacity == part]
            for name, part in (("writes", Part.WRITES), ("checks", Part.CHECKS), ("signs", Part.SIGNS))
        }
        takes_two = policies.one_person_takes_two(record)
        return {**super().get_initial(), **chosen, "one_person_takes_two": takes_two}

    def given(self, form: Any) -> dict[str, Any]:
        """The people chosen, and the rule."""
        return {**form.named, "one_person_takes_two": bool(form.cleaned_data["one_person_takes_two"])}
