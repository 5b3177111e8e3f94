"""In what standing somebody meets a request: at the agency that was asked, as its lead, or inside the review.

The record was fetched from `AgencyRequest.visible_to`, so nobody asked about here is shut out of its case.
"""

from __future__ import annotations

from typing import Any

from lscp.accounts import grants
from lscp.accounts.models import Membership
from notifications.queries.identity import may_know_identity
from rapid_reviews.enums import Part
from rapid_reviews.models import RapidReview
from rapid_reviews.queries.people import LEADS


def is_lead(user: Any, request: Any) -> bool:
    """Whether the person answers for the agency today: its safeguarding lead, or its seat on the group."""
    return bool(user.holds(*LEADS, partnership=request.partnership_id, agency=request.agency_id))


def parts_of(user: Any, request: Any) -> frozenset[str]:
    """What the person is named for on the request today, while they belong to the agency."""
    there = Membership.objects.today().filter(
        user=user, partnership=request.partnership_id, agency=request.agency_id
    )
    named = request.participants.today().filter(user=user).values_list("capacity", flat=True)
    found = frozenset(named)
    return found if found and there.exists() else frozenset()


def is_at_agency(user: Any, request: Any) -> bool:
    """Whether the request was made to this person, by role or by name."""
    return is_lead(user, request) or bool(parts_of(user, request))


def has_part(user: Any, request: Any, *parts: Part) -> bool:
    """Whether the person is a lead of the agency or named for one of these parts."""
    return is_lead(user, request) or bool(parts_of(user, request) & set(parts))


def is_inside(user: Any, review: Any) -> bool:
    """Whether the person sees the whole review."""
    return RapidReview.visible_to(user).filter(pk=review.pk).exists()


def may_know_people(user: Any, request: Any) -> bool:
    """Whether the person may know who the people are: at the agency where the request says so, inside by right."""
    if request.shows_identity and (
        parts_of(user, request) or grants.has_power(request, user, "view_identity")
    ):
        return True
    return may_know_identity(user, request.review.notification)
