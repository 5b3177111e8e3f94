"""Pages of the partners' views of what should follow: asking, reading, giving one's own, opening early."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lscp.kernel.access import Refused
from lscp.signing.policies import given_for_own_seat, own_view
from lscp.signing.queries import live_round
from lscp.signing.seats import place_of
from notifications.panels import button
from notifications.policies import judgement as first_stage
from rapid_reviews.actions import report_views as actions
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.forms import report as forms
from rapid_reviews.models import RapidReview
from rapid_reviews.models.report import PARTNER_VIEWS
from rapid_reviews.policies import report as policies
from rapid_reviews.queries.report_views import contributing, rounds_for
from rapid_reviews.views.base import OneDecision

TITLE = "Each partner’s view, and dissent"


@require_safe
def views(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The rounds of views: while one is blind, the reader's own view and nobody else's."""
    user: Any = request.user
    review = get_object_or_404(
        RapidReview.visible_to(user).select_related("notification"), public_id=public_id
    )
    note_reading(
        "rapid_reviews.report_read", review, by=user, part=TITLE, contributed_by=contributing(user, review)
    )
    context = {
        "record": review, "case": review.case, "rounds": rounds_for(user, review),
        "buttons": _buttons(user, review), "back_url": reverse("rapid_reviews:report", args=[public_id]),
    }  # fmt: skip
    return render(request, "rapid_reviews/report/views.html", context)


def _buttons(user: Any, review: RapidReview) -> list[Any]:
    def at(name: str) -> str:
        return reverse(f"rapid_reviews:{name}", args=[review.public_id])

    conflict = reverse("notifications:declare_conflict", args=[review.notification.public_id])
    is_asked = live_round(review.case_id, PARTNER_VIEWS) is not None
    words = "Ask the partners again" if is_asked else "Ask the partners what should follow"
    return [
        *button(policies.can_give_view(user, review), "Give your agency’s view", at("report_view")),
        *button(policies.can_ask_views(user, review), words, at("report_ask_views"), "secondary"),
        *button(
            policies.can_open_views(user, review), "Open the views early", at("report_open_views"), "secondary"
        ),
        *button(
            first_stage.can_declare_conflict(user, review.notification), "Declare a conflict of interest",
            conflict, "secondary",
        ),
    ]  # fmt: skip


class OnViews(OneDecision):
    """One step of the partners' views; leads back to their page."""

    template_name = "notifications/judgement/form.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """What cannot be taken is said beside the form, with everything typed."""
        try:
            return super().form_valid(form)
        except Refused as refusal:
            if refusal.verdict.code != "incomplete":
                raise
            form.add_error(None, refusal.verdict.message)
            return self.form_invalid(form)

    def get_back_url(self) -> str:
        """The page of views."""
        return reverse("rapid_reviews:report_views", args=[self.record.public_id])

    def get_success_url(self) -> str:
        """The page of views."""
        return self.get_back_url()


class AskViews(OnViews):
    """Ask the statutory partners."""

    heading = "Ask the partners what should follow"
    explanation = (
        "Each statutory safeguarding partner signs its own view. Nobody reads another's until all are in. "
        "If you ask again, a new round begins and the earlier one is kept."
    )
    form_class = forms.AskViewsForm
    policy, action = policies.can_ask_views, actions.ask_views


class GiveView(OnViews):
    """A statutory partner's own view."""

    heading = "What should follow this rapid review?"
    explanation = (
        "Nobody else can read it until all views are in, or the chair opens them early. "
        "Once you sign, it cannot be changed. You can sign a new version, and both are kept."
    )
    form_class = forms.NextStepForm
    policy = policies.can_give_view

    def note_page(self) -> None:
        """The entry about opening the page stands where only later readers see it."""
        the_round = live_round(self.record.case_id, PARTNER_VIEWS)
        if the_round is None:
            super().note_page()
        else:
            actions.note_own_page(self.record, the_round, by=self.request.user)

    def get_initial(self) -> dict[str, Any]:
        """Carry what is in front of the signer, and their own newest view as a starting point."""
        user: Any = self.request.user
        the_round = live_round(self.record.case_id, PARTNER_VIEWS)
        if the_round is None:
            return {}
        found: dict[str, Any] = {
            "seen_rests_on": the_round.rests_on,
            "seen_number": the_round.views.filter(signer=user).count(),
        }
        mine = own_view(user, the_round)
        if mine is not None:
            found |= {"choice": mine.choice, "rationale": (mine.content.open() or {}).get("rationale", "")}
        return found

    def carry_out(self, form: Any) -> Any:
        """Sign."""
        return actions.give_view(self.record.public_id, by=self.request.user, **form.cleaned_data)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say for whom the reader signs, and who of their agency has signed already."""
        user: Any = self.request.user
        the_round = live_round(self.record.case_id, PARTNER_VIEWS)
        return super().get_context_data(
            place=place_of(user, the_round) if the_round else None,
            given=given_for_own_seat(user, the_round) if the_round else None, **kwargs,
        )  # fmt: skip


class OpenViews(OnViews):
    """The chair opens the views early."""

    heading = "Open the views early"
    explanation = "Everybody who may read the views can read them from then on. This cannot be undone."
    form_class = forms.OpenViewsForm
    policy, action = policies.can_open_views, actions.open_views
