"""Pages of the partners' views: reading them, giving one's own, opening early, stepping aside."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import View

from lscp.kernel.access import Refused
from lscp.kernel.views import ScopedRecordMixin
from lscp.signing.policies import given_for_own_seat, own_view
from lscp.signing.queries import live_round, rounds_of
from lscp.signing.seats import chairs_today, place_of
from lscp.signing.visibility import reads_open_views
from notifications.actions import consideration, readings
from notifications.actions.reading import note_reading
from notifications.forms.judgement import ConflictForm, EndConflictForm, GiveViewForm, OpenViewsForm
from notifications.judgement_panels import view_step
from notifications.models import Notification
from notifications.models.judgement import RAG_VIEWS
from notifications.panels import button
from notifications.policies import judgement as policies
from notifications.policies.standing import is_unit
from notifications.queries.identity import with_standing
from notifications.queries.judgement import latest_version
from notifications.queries.opinions import recusals_for, rounds_for
from notifications.views.base import OneDecision


class Judging(OneDecision):
    """One form of this part, back to the page of views; what the action could not take is said beside it."""

    template_name = "notifications/judgement/form.html"

    def act(self, form: Any) -> object:
        """Call the action with what was typed."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        """Act; a day that cannot be, and the like, go back to the form with everything typed."""
        try:
            self.act(form)
        except ValueError as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)
        except Refused as refusal:
            if refusal.verdict.code != "incomplete":
                raise
            form.add_error(None, refusal.verdict.message)
            return self.form_invalid(form)
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        """The page of views."""
        return reverse("notifications:views", args=[self.record.public_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The way back leads to the page of views."""
        return {**super().get_context_data(**kwargs), "back_url": self.get_success_url()}


class RecordPage(ScopedRecordMixin, View):
    """A page about one notification for those who take part in judging it; a stranger gets 404."""

    model = Notification
    template_name = ""
    request: HttpRequest

    def scoped(self) -> QuerySet[Any]:
        """With the reader's standing."""
        return with_standing(self.request.user)

    def get(self, request: HttpRequest, **_: Any) -> HttpResponse:
        """Show the page to those whose business it is."""
        user: Any = request.user
        if not policies.reads_judgement(user, self.record):
            raise PermissionDenied(policies.NOT_READER.message)
        record = self.record
        common = {"record": record, "case": record.case, "back_url": record.get_absolute_url()}
        return render(request, self.template_name, {**common, **self.context(user, record)})

    def context(self, user: Any, record: Any) -> dict[str, Any]:
        """What the page prints; writes down that it was read."""
        raise NotImplementedError


def note_open_views(record: Any, *, by: Any) -> bool:
    """Write down that the views which are open to somebody are shown to them; says whether any is."""
    open_to_them = [one for one in rounds_of(record.case, RAG_VIEWS) if reads_open_views(by, one)]
    agencies = {seat.agency for one in open_to_them for seat in one.seats.select_related("agency")}
    if agencies:
        readings.read_views(record, agencies=agencies, by=by)
    return bool(agencies)


class ViewsPage(RecordPage):
    """The rounds of views: while one is blind, the reader's own view and nobody else's."""

    template_name = "notifications/judgement/views.html"

    def context(self, user: Any, record: Any) -> dict[str, Any]:
        """The rounds as this reader may see them."""
        if not note_open_views(record, by=user):
            note_reading(record, "notifications.step_viewed", by=user)
        knows_reasons = is_unit(user, record) or chairs_today(user, policies.group_of(record))
        return {
            "rounds": rounds_for(user, record),
            "recusals": recusals_for(user, record, with_reasons=knows_reasons),
            "buttons": _buttons(user, record),
        }


def _buttons(user: Any, record: Any) -> list[Any]:
    """What this reader may do here, from the policies that the actions ask."""

    def at(name: str) -> str:
        return reverse(f"notifications:{name}", args=[record.public_id])

    view_words, _, style = view_step(user, record)
    return [
        *button(policies.can_give_view(user, record), view_words, at("give_view"), style),
        *button(policies.can_open_views(user, record), "Open the views early", at("open_views"), "secondary"),
        *button(policies.can_decide(user, record), "Record the decision", at("decide"), "secondary"),
        *button(policies.can_comment(user, record), "Add a comment", at("comment"), "secondary"),
        *button(
            policies.can_declare_conflict(user, record),
            "Declare a conflict of interest",
            at("declare_conflict"),
            "secondary",
        ),
        *button(
            policies.can_end_conflict(user, record), "Take part again", at("withdraw_conflict"), "secondary"
        ),
    ]


class GiveView(Judging):
    """A statutory partner's own view."""

    policy = policies.can_give_view
    form_class = GiveViewForm
    done = (
        "You have signed your view.\n"
        "Until the views are opened nobody else reads it. You can sign a new version; both are kept."
    )
    heading = "Your agency's view"
    explanation = (
        "Nobody else can read it until all views are in, or the chair opens them early. "
        "Once you sign, it cannot be changed. You can sign a new version, and both are kept."
    )

    def note(self) -> None:
        """Write down, where only later readers see it, that the page was opened."""
        the_round = live_round(self.record.case_id, RAG_VIEWS)
        if the_round is not None and self.verdict():
            readings.read_own_view(self.record, the_round, by=self.request.user)
        else:
            super().note()

    def get_initial(self) -> dict[str, Any]:
        """Carry what is in front of the signer, and their own newest view as a starting point."""
        user: Any = self.request.user
        the_round = live_round(self.record.case_id, RAG_VIEWS)
        if the_round is None:
            return {}
        found: dict[str, Any] = {
            "seen_rests_on": the_round.rests_on,
            "seen_number": the_round.views.filter(signer=user).count(),
        }
        mine = own_view(user, the_round)
        if mine is not None:
            document = mine.content.open() or {}
            found |= {"choice": mine.choice, "rationale": document.get("rationale", "")}
            for key, test in document.get("tests", {}).items():
                found |= {key: test["answer"], f"{key}_why": test["why"]}
        return found

    def act(self, form: GiveViewForm) -> object:
        """Sign."""
        data = form.cleaned_data
        return consideration.give_view(
            self.record.public_id,
            choice=data["choice"],
            rationale=data["rationale"],
            tests=form.tests,
            seen_rests_on=data["seen_rests_on"],
            seen_number=data["seen_number"],
            by=self.request.user,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say for whom the reader signs, on which version, and who of their agency has signed already."""
        user: Any = self.request.user
        the_round = live_round(self.record.case_id, RAG_VIEWS)
        place = place_of(user, the_round) if the_round else None
        given = given_for_own_seat(user, the_round) if the_round else None
        newest = latest_version(self.record)
        return super().get_context_data(place=place, version=newest, given=given, **kwargs)


class OpenViews(Judging):
    """The chair opens the views early."""

    policy = policies.can_open_views
    form_class = OpenViewsForm
    done = (
        "The views are open.\n"
        "Everybody who may read them can read them now. The local authority decides next."
    )
    heading = "Open the views early"
    explanation = "Everybody who may read the views can read them from then on. This cannot be undone."

    def act(self, form: Any) -> object:
        """Open."""
        return consideration.open_views(self.record.public_id, by=self.request.user, **form.cleaned_data)


class DeclareConflict(Judging):
    """Somebody steps aside."""

    policy = policies.can_declare_conflict
    form_class = ConflictForm
    heading = "Declare a conflict of interest"
    explanation = (
        "You then take no part in deciding about this case. If you gave a view, it no longer counts. "
        "Your deputy gives your agency's view."
    )

    def act(self, form: Any) -> object:
        """Step aside."""
        data = form.cleaned_data
        self.is_shut_out = data["shut_out"]
        return consideration.declare_conflict(
            self.record.public_id, reason=data["reason"], shut_out=self.is_shut_out, by=self.request.user
        )

    def get_success_url(self) -> str:
        """The page of views, or the home page for somebody who may not see the case any more."""
        return reverse("home") if getattr(self, "is_shut_out", False) else super().get_success_url()


class EndConflict(Judging):
    """Somebody takes part again."""

    policy = policies.can_end_conflict
    form_class = EndConflictForm
    done = "You take part again."
    heading = "Take part again"

    def act(self, form: Any) -> object:
        """Take part again."""
        return consideration.end_conflict(
            self.record.public_id, reason=form.cleaned_data["reason"], by=self.request.user
        )
