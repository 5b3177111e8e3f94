"""Rapid review meetings: the agenda they start with, the papers offered, and the way to call one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from lscp.accounts.models import GroupKind
from lscp.meetings import agendas, papers
from lscp.meetings.policies import can_call_meeting
from notifications.policies.judgement import group_of
from rapid_reviews.enums import ReviewStatus
from rapid_reviews.models import RapidReview
from rapid_reviews.policies.chronology import reads_names
from rapid_reviews.queries.report import current_round, review_going_on
from rapid_reviews.report_wording.agenda_2026_1 import AGENDA


def agenda_of(case: Any, group: Any) -> Sequence[str]:
    """The agenda of a rapid review meeting, while a review of the case goes on."""
    return AGENDA if group.kind == GroupKind.RAG and review_going_on(case) is not None else ()


def papers_of(user: Any, case: Any) -> list[tuple[str, str]]:
    """The review's pages that may be papers, for somebody who sees it and may know the people in it."""
    review = RapidReview.visible_to(user).filter(case=case).order_by("-opened_at").first()
    if review is None or not reads_names(user, review):
        return []
    key, number = review.public_id, current_round(review)
    found = [
        ("The rapid review", review.get_absolute_url()),
        ("The merged chronology", reverse("rapid_reviews:chronology", args=[key])),
    ]
    if number:
        found += [
            ("The report", reverse("rapid_reviews:report", args=[key])),
            ("The report (PDF)", reverse("rapid_reviews:report_copy", args=[key, number, "pdf"])),
        ]
    return found


def meeting_links(user: Any, review: RapidReview) -> list[tuple[str, str]]:
    """The meetings about the case, and for those who may, the way to call the rapid review meeting."""
    case, group = review.case, group_of(review.notification)
    found = [("Meetings", reverse("meetings:case_meetings", args=[case.public_id]))]
    is_open = review.status == ReviewStatus.GATHERING
    if group is not None and is_open and can_call_meeting(user, group, case):
        address = reverse("meetings:call", args=[case.public_id, group.public_id])
        found.append(("Call the rapid review meeting", address))
    return found


def register() -> None:
    """Make the agenda and the papers known."""
    agendas.suggests_agenda(agenda_of)
    papers.offers_papers("rapid_review", papers_of)
