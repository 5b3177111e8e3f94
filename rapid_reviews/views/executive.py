"""The Executive's page, signing on it, opening the answers early, settling a split, and the partnership's rule."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lscp.signing.policies import given_for_own_seat, own_view
from lscp.signing.queries import live_round
from lscp.signing.seats import place_of
from lscp.web.components import SummaryRow
from notifications.panels import button
from notifications.policies import judgement as first_stage
from rapid_reviews.actions import executive as actions
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.forms import recommendation as forms
from rapid_reviews.forms.report import OpenViewsForm
from rapid_reviews.models import RapidReview
from rapid_reviews.models.recommendation import EXECUTIVE_VIEWS
from rapid_reviews.policies import executive as policies
from rapid_reviews.queries.executive import contributing, criteria_of, parts_of, rounds_for, rule_words
from rapid_reviews.queries.recommendation import (
    Shown,
    children_of,
    in_hand,
    receipts_of,
    shown,
    standing_of,
    versions_of,
)
from rapid_reviews.queries.report_views import contributing as viewing
from rapid_reviews.queries.report_views import rounds_for as partner_rounds
from rapid_reviews.queries.timetable import steps_of
from rapid_reviews.recommendation_links import time_rows
from rapid_reviews.views.recommendation import OnRecommendation, panel_rows, rows_of


@require_safe
def executive(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Everything an Executive member needs to decide: recommendation, dissent, criteria, summary, dates."""
    user: Any = request.user
    review = get_object_or_404(RapidReview.visible_to(user), public_id=public_id)
    if not first_stage.reads_judgement(user, review.notification):
        raise PermissionDenied(first_stage.NOT_READER.message)
    agencies = {one.pk: one for one in (*contributing(user, review), *viewing(user, review))}
    note_reading("rapid_reviews.executive_page_read", review, by=user, contributed_by=list(agencies.values()))
    people = dict(children_of(review))
    found = [shown(row, people) for row in versions_of(review)]
    context = {
        "record": review, "case": review.case, "back_url": review.get_absolute_url(),
        "standing": standing_of(review), "parts": parts_of(review),
        "newest": (found[0], rows_of(found[0])) if found else None,
        "earlier": _earlier(review, found), "ways": _ways(user, review),
        "criteria": criteria_of(review), "rounds": rounds_for(user, review),
        "partners": partner_rounds(user, review, review.round), "rule": rule_words(review),
        "times": time_rows(steps_of(review)), "buttons": _buttons(user, review),
        "links": [
            ("The whole report", reverse("rapid_reviews:report", args=[public_id])),
            ("Every version of the recommendation", reverse("rapid_reviews:recommendation", args=[public_id])),
            ("The rapid review", review.get_absolute_url()),
        ],
    }  # fmt: skip
    return render(request, "rapid_reviews/recommendation/executive.html", context)


def _earlier(review: RapidReview, found: list[Shown]) -> tuple[Shown, list[Any], list[Any]] | None:
    """In a later round: what the round before recommended, and what the Panel replied to it."""
    before = next((one for one in found if one.row.round < review.round), None)
    if before is None:
        return None
    replied = [one for one in receipts_of(review) if one.round == before.row.round]
    return before, rows_of(before), panel_rows(replied[0]) if replied else []


def _ways(user: Any, review: RapidReview) -> list[Any]:
    """The way to sign once more at the end of the page, after everything was read."""
    verdict = policies.can_sign(user, review)
    address = reverse("rapid_reviews:executive_sign", args=[review.public_id])
    return button(verdict, "Sign your agency’s answer", address) if verdict else []


def _buttons(user: Any, review: RapidReview) -> list[Any]:
    def at(name: str) -> str:
        return reverse(f"rapid_reviews:{name}", args=[review.public_id])

    conflict = reverse("notifications:declare_conflict", args=[review.notification.public_id])
    return [
        *button(policies.can_sign(user, review), "Sign your agency’s answer", at("executive_sign")),
        *button(policies.can_settle(user, review), "Record how it was settled", at("executive_settle"), "secondary"),
        *button(policies.can_open(user, review), "Open the answers early", at("executive_open"), "secondary"),
        *button(
            first_stage.can_declare_conflict(user, review.notification), "Declare a conflict of interest", conflict,
            "secondary",
        ),
    ]  # fmt: skip


def _in_short(review: RapidReview) -> list[SummaryRow]:
    """What is signed on, in a line or two; to differ names one outcome for all the children."""
    newest = in_hand(review)
    if newest is None:
        return []
    one = shown(newest, dict(children_of(review)))
    rows = [SummaryRow(f"Recommended, version {newest.number}", one.outcome)]
    return rows + [SummaryRow(f"For {each.child}", each.outcome) for each in one.for_children]


class OnExecutive(OnRecommendation):
    """One step of the Executive; leads back to its page."""

    template_name = "notifications/judgement/form.html"
    page = "executive"


class Sign(OnExecutive):
    """A statutory partner's Executive member signs."""

    heading = "Sign for your agency"
    explanation = (
        "Nobody else can read your answer until all are in, or the chair opens them early. Once you sign, it cannot "
        "be changed. You can sign a new version, and both are kept."
    )
    form_class = forms.SignForm
    policy = policies.can_sign
    template_name = "rapid_reviews/recommendation/sign.html"

    def note_page(self) -> None:
        """The entry about opening the page stands where only later readers see it."""
        the_round = live_round(self.record.case_id, EXECUTIVE_VIEWS)
        if the_round is None:
            super().note_page()
        else:
            actions.note_own_page(self.record, the_round, by=self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the answers that are offered."""
        the_round = live_round(self.record.case_id, EXECUTIVE_VIEWS)
        return {**super().get_form_kwargs(), "choices": the_round.choices if the_round else []}

    def get_initial(self) -> dict[str, Any]:
        """Carry what is in front of the signer, and their own newest answer as a starting point."""
        user: Any = self.request.user
        the_round = live_round(self.record.case_id, EXECUTIVE_VIEWS)
        if the_round is None:
            return {}
        found: dict[str, Any] = {
            "seen_rests_on": the_round.rests_on,
            "seen_number": the_round.views.filter(signer=user).count(),
        }
        mine = own_view(user, the_round)
        if mine is not None:
            found |= {"choice": mine.choice, **(mine.content.open() or {})}
        return found

    def carry_out(self, form: Any) -> Any:
        """Sign."""
        answers = form.answers
        return actions.sign(
            self.record.public_id, by=self.request.user,
            **{**answers, "learning_kinds": answers.get("learning_kinds") or ()},
        )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say for whom the reader signs, and who of their agency has signed already."""
        user: Any = self.request.user
        the_round = live_round(self.record.case_id, EXECUTIVE_VIEWS)
        return super().get_context_data(
            place=place_of(user, the_round) if the_round else None,
            given=given_for_own_seat(user, the_round) if the_round else None,
            recommended=_in_short(self.record), **kwargs,
        )  # fmt: skip


class Open(OnExecutive):
    """The chair opens the answers early."""

    heading = "Open the answers early"
    explanation = "Everybody who may read the answers can read them from then on. This cannot be undone."
    form_class = OpenViewsForm
    policy, action = policies.can_open, actions.open_views


class Settle(OnExecutive):
    """The chair records how a split was settled."""

    heading = "Record how it was settled"
    explanation = (
        "The partners' signed answers differ, or too few have signed. All of them stay on the record."
    )
    form_class = forms.SettleForm
    policy, action = policies.can_settle, actions.settle

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the answers that are offered."""
        the_round = live_round(self.record.case_id, EXECUTIVE_VIEWS)
        return {**super().get_form_kwargs(), "choices": the_round.choices if the_round else []}

    def given(self, form: Any) -> dict[str, Any]:
        """An empty list where nothing was asked."""
        answers = dict(form.answers)
        return {**answers, "learning_kinds": answers.get("learning_kinds") or ()}
