"""What the review's page offers on the way to the Panel: steps and pages, from the policies the actions ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from lscp.deadlines.pages import due_words
from lscp.web.components import SummaryRow
from notifications.panels import button
from notifications.policies.judgement import reads_judgement
from rapid_reviews.enums import ReviewStatus
from rapid_reviews.policies import executive, panel, recommendation
from rapid_reviews.queries.recommendation import newest
from rapid_reviews.queries.timetable import StepView
from rapid_reviews.timetable import EXECUTIVE, MEETING, PANEL


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
        found += button(
            panel.can_record_receipt(user, review), "Record the Panel’s receipt", at("panel_receipt")
        )
    if review.status == ReviewStatus.SENT:
        found += button(panel.can_record_reply(user, review), "Record the Panel’s reply", at("panel_reply"))
    if review.status in (ReviewStatus.SENT, ReviewStatus.DONE):
        verdict = panel.can_correct_receipt(user, review)
        found += button(verdict, "Correct the Panel’s receipt", at("panel_correct_receipt"), "secondary")
    return found


def recommendation_links(user: Any, review: Any) -> list[tuple[str, str]]:
    """The pages of this part that the reader may open, once there is something to read."""
    if newest(review) is None:
        return []
    found = [("What is recommended", reverse("rapid_reviews:recommendation", args=[review.public_id]))]
    if reads_judgement(user, review.notification):
        found.append(("The Executive’s page", reverse("rapid_reviews:executive", args=[review.public_id])))
    return found


def time_rows(steps: Sequence[StepView]) -> list[SummaryRow]:
    """The steps of the timetable that matter to the Executive, with what is left."""
    return [
        SummaryRow(step.clock.rule.title, f"{due_words(step.clock)} {step.view.left}".strip())
        for step in steps
        if step.key in (MEETING, EXECUTIVE, PANEL)
    ]
