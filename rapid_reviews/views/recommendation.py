"""What the group recommends: its versions side by side, and signing one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lscp.kernel.access import Refused
from lscp.kernel.dates import british_date
from lscp.web.components import Action, SummaryRow
from rapid_reviews.actions import recommendation as actions
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.forms.recommendation import SAME, RecommendForm
from rapid_reviews.models import PanelReceipt, RapidReview, Recommendation
from rapid_reviews.policies import recommendation as policies
from rapid_reviews.queries.opened import document_of, text_of
from rapid_reviews.queries.recommendation import (
    Shown,
    children_of,
    for_children,
    newest,
    receipts_of,
    shown,
    versions_of,
)
from rapid_reviews.recommendation_links import recommendation_buttons
from rapid_reviews.views.base import OneDecision


def rows_of(one: Shown) -> list[SummaryRow]:
    """One version as a list of facts."""
    rows = [SummaryRow("Recommended", one.outcome)]
    if one.children:
        rows.append(SummaryRow("About", one.children))
    rows.append(SummaryRow("Why", one.rationale, is_narrative=True))
    for each in one.for_children:
        rows.append(SummaryRow(f"For {each.child}", each.outcome))
        rows.append(SummaryRow(f"Why it differs for {each.child}", each.reasons, is_narrative=True))
    if one.changed_because:
        rows.append(SummaryRow("Why it was changed", one.changed_because, is_narrative=True))
    rows.append(SummaryRow("The Executive", one.executive, missing="Has not decided on it"))
    if one.executive_reasons:
        rows.append(SummaryRow("How it was settled", one.executive_reasons, is_narrative=True))
    return rows


def panel_rows(receipt: PanelReceipt) -> list[SummaryRow]:
    """What was sent to the Panel in one round, and what it replied."""
    reply = receipt.reply
    rows = [
        SummaryRow("Sent", f"{british_date(receipt.sent_on)}, by {text_of(receipt.sent_by)}"),
        SummaryRow("Reference", receipt.reference, missing="None was given"),
        SummaryRow("In time", "No, it was late" if receipt.was_late else "Yes"),
        *_lateness(receipt),
        SummaryRow("Reply", reply.get_answer_display() if reply else "", missing="Not here yet"),
    ]
    if reply:
        rows.append(SummaryRow("It came on", british_date(reply.received_on)))
        rows.append(SummaryRow("What it says", text_of(reply.content), is_narrative=True))
    if reply and reply.suggests_local:
        rows.append(
            SummaryRow(
                "Criterion (d)",
                "The Panel suggests a local review",
                actions=[Action("Open its letter", reply.letter.get_absolute_url())] if reply.letter else [],
            )
        )
    return rows


def _lateness(receipt: PanelReceipt) -> list[SummaryRow]:
    """Why it was late, and who said so, as it stands on the ledger."""
    row = receipt.clock
    if row is None or row.late_reason is None or row.late_reason_at is None:
        return []
    said = f"{row.late_reason_by}, {british_date(row.late_reason_at)}"
    why = text_of(row.late_reason)
    return [SummaryRow("Why it was late", why, is_narrative=True), SummaryRow("Said by", said)]


@require_safe
def recommendation(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Every signed version, the newest first, side by side with the one before."""
    user: Any = request.user
    review = get_object_or_404(RapidReview.visible_to(user), public_id=public_id)
    note_reading("rapid_reviews.recommendation_read", review, by=user)
    people = dict(children_of(review))
    found = [shown(row, people) for row in versions_of(review)]
    context = {
        "record": review, "case": review.case, "versions": [(one, rows_of(one)) for one in found],
        "rounds": [(one, panel_rows(one)) for one in receipts_of(review)],
        "buttons": recommendation_buttons(user, review), "back_url": review.get_absolute_url(),
    }  # fmt: skip
    return render(request, "rapid_reviews/recommendation/versions.html", context)


class OnRecommendation(OneDecision):
    """One step on the way to the Panel, where what the action cannot take is said beside the form."""

    page = "recommendation"

    def form_valid(self, form: Any) -> HttpResponse:
        """What is missing is said beside the form, with everything typed."""
        try:
            return super().form_valid(form)
        except Refused as refusal:
            if refusal.verdict.code != "incomplete":
                raise
            form.add_error(None, refusal.verdict.message)
            return self.form_invalid(form)

    def get_back_url(self) -> str:
        """The page of this part."""
        return reverse(f"rapid_reviews:{self.page}", args=[self.record.public_id])

    def get_success_url(self) -> str:
        """The page of this part."""
        return self.get_back_url()


class Recommend(OnRecommendation):
    """The chair signs what the group recommends."""

    heading = "Sign what the group recommends"
    explanation = (
        "Once you sign, it cannot be changed. You can sign a new version until it is sent to the national Panel. "
        "Each new version asks the Executive afresh."
    )
    form_class = RecommendForm
    policy, action = policies.can_recommend, actions.recommend

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the children of the incident."""
        return {
            **super().get_form_kwargs(), "children": children_of(self.record),
            "is_first": newest(self.record) is None,
        }  # fmt: skip

    def get_initial(self) -> dict[str, Any]:
        """The version before is the starting point."""
        before = newest(self.record)
        if before is None:
            return super().get_initial()
        content = document_of(before.content)
        return {
            **super().get_initial(), "outcome": before.outcome, "learning_kinds": before.learning_kinds,
            "other_kind": content.get("other_kind", ""), "rationale": content.get("rationale", ""),
            "children": [str(key) for key in before.children], **self._for_children(before),
        }  # fmt: skip

    def _for_children(self, before: Recommendation) -> dict[str, Any]:
        people = dict(children_of(self.record))
        apart = {one.key: one for one in for_children(before, people)}
        found: dict[str, Any] = {"same": not apart}
        for place, key in enumerate(people):
            one = apart.get(key)
            found[f"child_{place}_outcome"] = one.code if one else SAME
            if one:
                found |= {f"child_{place}_kinds": one.kinds, f"child_{place}_reasons": one.reasons}
        return found

    def given(self, form: Any) -> dict[str, Any]:
        """What the action takes: an empty list where nothing was asked."""
        answers = {
            name: value
            for name, value in form.answers.items()
            if name != "same" and not name.startswith("child_")
        }
        return {
            **answers,
            "for_children": [
                actions.ForChild(child, outcome, reasons, kinds)
                for child, outcome, kinds, reasons in form.apart
            ],
            "learning_kinds": answers.get("learning_kinds") or (),
            "other_kind": answers.get("other_kind") or "",
            "children": answers.get("children") or (),
        }
