"""Which agencies can be asked, in which order, and whom there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lscp.accounts.kinds import AgencyKind
from lscp.accounts.models import Agency, Membership
from lscp.cases.scope import let_in
from rapid_reviews.enums import RequestStatus
from rapid_reviews.models import AgencyRequest, RapidReview
from rapid_reviews.queries.people import WRITERS
from rapid_reviews.queries.requests import named_in_form

AROUND = (AgencyKind.BUSINESS_UNIT, AgencyKind.INDEPENDENT)
"""Kinds of agency that never work with a family."""


@dataclass(frozen=True)
class Offered:
    """The agencies of the partnership not asked yet, those named in the form first; their people by agency."""

    agencies: Sequence[Agency]
    people: Mapping[int, Sequence[Any]]
    named: frozenset[str]


def agencies_to_ask(review: RapidReview) -> Offered:
    """Whom a review can still ask."""
    asked = AgencyRequest.all_records.filter(review=review).exclude(status=RequestStatus.WITHDRAWN)
    places = (
        review.partnership.places.today()
        .exclude(agency__kind__in=AROUND)
        .exclude(agency__in=asked.values("agency"))
        .select_related("agency")
    )
    named = frozenset(named_in_form(review.notification))
    agencies = sorted(
        {place.agency_id: place.agency for place in places}.values(),
        key=lambda agency: (str(agency.public_id) not in named, agency.name),
    )
    return Offered(agencies, _people(review, agencies), named)


def _people(review: RapidReview, agencies: Sequence[Agency]) -> dict[int, list[Any]]:
    rows = (
        Membership.objects.today()
        .filter(partnership=review.partnership, agency__in=agencies, role__in=WRITERS, user__is_active=True)
        .select_related("user")
        .order_by("user__name", "user_id")
    )
    found: dict[int, dict[int, Any]] = {}
    for row in rows:
        found.setdefault(row.agency_id, {})[row.user_id] = row.user
    return {agency: let_in(people.values(), review.case) for agency, people in found.items()}
