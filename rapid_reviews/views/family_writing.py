"""Adding to the family's diagram: people, what is known of each, how they belong together, who works with them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404
from django.urls import reverse

from rapid_reviews.actions import family as actions
from rapid_reviews.family_codes import WORKS_WITH
from rapid_reviews.forms import family as forms
from rapid_reviews.models import FamilyTie
from rapid_reviews.policies import family as policies
from rapid_reviews.queries import family as queries
from rapid_reviews.views.base import OneDecision


class _OnFamily(OneDecision):
    """One decision about the family of a review; leads back to its diagram."""

    @property
    def review(self) -> Any:
        """The review."""
        return self.record

    def get_back_url(self) -> str:
        """The family's page."""
        return reverse("rapid_reviews:family", args=[self.review.public_id])

    get_success_url = get_back_url

    def people(self) -> list[tuple[str, str]]:
        """Whom a page lets somebody choose; with names for who may know them."""
        may = policies.can_write_family(self.request.user, self.review)
        return queries.people_to_choose(self.review) if may else []


class AddPerson(_OnFamily):
    """Add somebody whom the notification does not name."""

    heading = "Add a person to the family"
    explanation = "Add anybody whom the notification does not name. The notification stays as it is."
    form_class = forms.PersonForm
    policy, action = policies.can_write_family, actions.add_person

    def given(self, form: Any) -> dict[str, Any]:
        """Names and facts."""
        return {"names": form.names, "facts": form.facts}


class Person(_OnFamily):
    """What the review knows of one person."""

    heading = "What is known of this person"
    explanation = "What you write here stands in the family's diagram. The notification stays as it is."
    form_class = forms.PersonForm
    policy, action = policies.can_write_family, actions.know

    def known(self) -> Any:
        """The person with what is kept of them; nobody else's."""
        found = queries.known_of(self.review, self.kwargs["person_id"])
        if found is None:
            raise Http404
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        """With names only for somebody whom the review added."""
        return {**super().get_form_kwargs(), "is_named": self.known().is_added}

    def get_initial(self) -> dict[str, Any]:
        """As it stands."""
        if not policies.can_write_family(self.request.user, self.review):
            return super().get_initial()
        found = self.known()
        return {**super().get_initial(), **found.names, **found.facts, "facts_version": found.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Headed by what the person is called without a name."""
        return super().get_context_data(**{"heading": f"What is known of {self.known().label}", **kwargs})

    def given(self, form: Any) -> dict[str, Any]:
        """Who, what was seen before, and what is kept now."""
        return {
            "person_id": self.kwargs["person_id"], "seen_facts": form.cleaned_data["facts_version"] or 0,
            "facts": form.facts, "names": form.names,
        }  # fmt: skip


class AddTie(_OnFamily):
    """Say how two people belong together."""

    heading = "How do two people belong together?"
    explanation = "What you write goes before what the notification says of the same two people."
    form_class: Any = forms.TieForm
    policy, action = policies.can_write_family, actions.tie

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the people to choose from."""
        agencies = queries.agencies_to_choose(self.review)
        return {**super().get_form_kwargs(), "people": self.people(), "agencies": agencies}

    def given(self, form: Any) -> dict[str, Any]:
        """The line."""
        return {"bond": form.bond}


class AddWork(AddTie):
    """Say with whom an agency works."""

    heading = "With whom does an agency work?"
    explanation = "Write what the worker does, not the worker's name."
    form_class = forms.WorkForm


class _OnTie(_OnFamily):
    """One decision about one line."""

    model: ClassVar[Any] = FamilyTie

    @property
    def review(self) -> Any:
        """The review of the line."""
        return self.record.review


class Tie(_OnTie):
    """Change a line, or go on to take it out."""

    heading = "Change how they belong together"
    explanation = "What it said before stays in its history."
    template_name = "rapid_reviews/family_tie.html"
    policy, action = policies.can_change_tie, actions.change_tie

    def get_form_class(self) -> Any:
        """The form of its sort."""
        return forms.WorkForm if self.record.kind == WORKS_WITH else forms.TieForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the people to choose from."""
        agencies = queries.agencies_to_choose(self.review)
        return {**super().get_form_kwargs(), "people": self.people(), "agencies": agencies}

    def get_initial(self) -> dict[str, Any]:
        """As it stands."""
        if not policies.can_write_family(self.request.user, self.review):
            return super().get_initial()
        return {**super().get_initial(), **queries.answers_of(self.record)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the way to take it out."""
        way = reverse("rapid_reviews:family_take_out", args=[self.record.public_id])
        return super().get_context_data(**{"take_out_url": way, **kwargs})

    def given(self, form: Any) -> dict[str, Any]:
        """The line."""
        return {"bond": form.bond}


class TakeOut(_OnTie):
    """Take a line out."""

    heading = "Take this out of the diagram"
    explanation = "It no longer stands in the diagram. It is not deleted."
    form_class = forms.TakeOutTieForm
    policy, action = policies.can_change_tie, actions.take_out_tie
