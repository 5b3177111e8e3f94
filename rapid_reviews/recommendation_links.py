"""What the review's page offers on the way to the Panel: steps and pages, from the policies the actions ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from lscp.deadlines.pages import due_words
from lscp.web.components import SummaryRow
from notifications.panels import button
from notifications.policies import exits
from notifications.policies.judgement import reads_judgement
from rapid_reviews.enums import ReviewStatus
from rapid_reviews.policies import executive, pack, panel, recommendation
from rapid_reviews.queries.recommendation import newest
from rapid_reviews.queries.timetable import StepView
from rapid_reviews.timetable import EXECUTIVE, MEETING, PANEL
from rapid_reviews.workflow import OVER


def recommendation_buttons(user: Any, review: Any) -> list[Any]:
    """The steps this reader may take now, and those for another time with the reason."""

    def at(name: str) -> str:
        return reverse(f"rapid_reviews:{name}", args=[review.public_id])

    found = []
    if review.status in (ReviewStatus.GATHERING, ReviewStatus.EXECUTIVE, ReviewStatus.TO_SEND):
        words = "Sign a new version" if newest(review) else "Sign what the group recommends"
        style = "" if review.status == ReviewStatus.GATHERING else "secondary"
        found += button(recommendation.can_recommend(user, review), words, at("recommend"), style)
    if review.status == ReviewStatus.EXECUTIVE and executive.can_sign(user, review).code != "role":
        found += button(executive.can_sign(user, review), "Read and sign for the Executive", at("executive"))
    if review.status == ReviewStatus.TO_SEND:
        found += button(pack.can_see_pack(user, review), "Send it to the Panel", at("panel_pack"))
        found += button(
            panel.can_record_receipt(user, review),
            "Record the Panel’s receipt",
            at("panel_receipt"),
            "secondary",
        )
    if review.status == ReviewStatus.SENT:
        found += button(panel.can_record_reply(user, review), "Record the Panel’s reply", at("panel_reply"))
    if review.status in (ReviewStatus.SENT, ReviewStatus.DONE):
        verdict = panel.can_correct_receipt(user, review)
        found += button(verdict, "Correct the Panel’s receipt", at("panel_correct_receipt"), "secondary")
    return found + _exits(user, review)


def _exits(user: Any, review: Any) -> list[Any]:
    """The ways in which an incident leaves, from every state of its review, for whoever may take them now."""
    key = [review.notification.public_id]
    steps = (
        (exits.can_find_criteria_not_met, "Criteria found not met", "criteria_not_met"),
        (exits.can_transfer, "Transfer to another area", "transfer"),
    )
    return [
        one
        for policy, words, name in steps
        if review.status not in OVER and (verdict := policy(user, review.notification))
        for one in button(verdict, words, reverse(f"notifications:{name}", args=key), "secondary")
    ]


def recommendation_links(user: Any, review: Any) -> list[tuple[str, str]]:
    """The pages of this part that the reader may open, once there is something to read."""
    found = []
    if pack.can_see_pack(user, review) and review.status != ReviewStatus.ENDED:
        found.append(("The pack for the Panel", reverse("rapid_reviews:panel_pack", args=[review.public_id])))
    if newest(review) is None:
        return found
    found += [("What is recommended", reverse("rapid_reviews:recommendation", args=[review.public_id]))]
    if reads_judgement(user, review.notification):
        found.append(("The Executive’s page", reverse("rapid_reviews:executive", args=[review.public_id])))
    return found


def time_rows(steps: Sequence[StepView]) -> list[SummaryRow]:
    """The steps of the timetable that matter to the Executive, with what is left."""
    return [
        SummaryRow(
            step.clock.rule.title, ", ".join(part for part in (due_words(step.clock), step.view.left) if part)
        )
        for step in steps
        if step.key in (MEETING, EXECUTIVE, PANEL)
    ]
