"""Saying, during a review, that a child may be at risk now: the siblings of the child, or anybody else."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.tasks.actions import raise_safety
from lscp.tasks.models import SafetyAction
from rapid_reviews.models import RapidReview


@transaction.atomic
def raise_for_review(public_id: Any, *, seen_version: int | None, needed: str, by: Any) -> SafetyAction:
    """Raise an immediate safety action on the review's case, for the agency of whoever says it.

    Whoever sees the review may: nobody is ever in the wrong role, or too late, to say that a child is at risk.
    """
    del seen_version
    review = claim(RapidReview, public_id, by=by, seen_version=ANY_VERSION)
    place = next(one for one in by.memberships_today() if one.partnership_id == review.partnership_id)
    return raise_safety(review.case, place.agency, tells_lead=False, needed=needed, by=by)
