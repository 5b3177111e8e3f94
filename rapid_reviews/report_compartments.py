"""Who may read what the report keeps apart: the partners' open views, who takes no part, who was refused."""

from __future__ import annotations

from typing import Any

from lscp.cases.addresses import keeps_refusals_apart
from lscp.signing import seats, visibility
from lscp.signing.queries import newest_round
from notifications.compartments import gives_no_view
from notifications.policies.judgement import reads_judgement
from rapid_reviews.models import RapidReview
from rapid_reviews.models.report import PARTNER_VIEWS

TELLS_OF_VIEWS = tuple(
    f"rapid_reviews:{name}" for name in ("report_views", "report_view", "report_open_views")
)
"""Addresses where being refused can tell that somebody has given a view, or has not."""


def reads_views_of(user: Any, case: Any) -> bool:
    """Whether the open views about a case's rapid review are this person's business."""
    review = RapidReview.visible_to(user).filter(case=case).order_by("-opened_at").first()
    return review is not None and reads_judgement(user, review.notification)


def round_compartment(case: Any) -> str:
    """The compartment of the newest round of views, sealed while it is blind; nothing without a round."""
    the_round = newest_round(case, PARTNER_VIEWS)
    return visibility.compartment_of(the_round) if the_round else ""


def register() -> None:
    """Make these rules known."""
    visibility.shows_views(PARTNER_VIEWS, reads_views_of)
    seats.keeps_out(PARTNER_VIEWS, gives_no_view)
    keeps_refusals_apart(TELLS_OF_VIEWS, round_compartment)
