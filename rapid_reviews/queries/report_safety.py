"""Immediate safety: no recommendation is made while a child may still be at risk and the call is not recorded."""

from __future__ import annotations

from lscp.tasks.models import SafetyAction
from lscp.tasks.queries import open_for_case
from rapid_reviews.models import RapidReview


def safety_open(review: RapidReview) -> list[SafetyAction]:
    """The open safety actions of the case, whoever asks; a recommendation waits for them."""
    return list(open_for_case(review.case_id).select_related("agency"))
