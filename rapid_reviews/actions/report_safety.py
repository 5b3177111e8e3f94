"""Saying, during a review, that a child may be at risk now: the siblings of the child, or anybody else.

Both ways lead to the one lane of the case. Neither replaces the call to the front door.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from lscp.kernel.access import require
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.tasks.actions import keep_from_leads, raise_safety
from lscp.tasks.models import SafetyAction
from rapid_reviews.models import AgencyRequest, RapidReview
from rapid_reviews.policies import safety as policies

LEAD = "the agency's safeguarding lead may be involved"


@transaction.atomic
def raise_for_review(public_id: Any, *, seen_version: int | None, needed: str, by: Any) -> SafetyAction:
    """Raise an immediate safety action on the review's case, for the agency of whoever says it.

    Whoever sees the review may: nobody is ever in the wrong role, or too late, to say that a child is at risk.
    """
    del seen_version
    review = claim(RapidReview, public_id, by=by, seen_version=ANY_VERSION)
    place = next(one for one in by.memberships_today() if one.partnership_id == review.partnership_id)
    return raise_safety(review.case, place.agency, tells_lead=False, needed=needed, by=by)


@transaction.atomic
def raise_for_request(
    public_id: Any, *, seen_version: int | None, needed: str, lead_involved: bool, by: Any
) -> SafetyAction:
    """Raise an immediate safety action from an agency's request, for that agency, at any stage of its return.

    The Business Unit is told at once, and the agency's safeguarding leads too unless `lead_involved`: then none of
    them sees any action of the agency on this case, as in the notification form.
    """
    del seen_version
    request = claim(AgencyRequest, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_raise_for_request(by, request), record=request)
    if lead_involved:
        keep_from_leads(request.case, request.agency, why=LEAD, by=by)
    return raise_safety(request.case, request.agency, tells_lead=not lead_involved, needed=needed, by=by)
