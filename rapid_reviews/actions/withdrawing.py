"""Taking a request back: an agency asked by mistake, or a review that ends. Sight ends at once."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from lscp.accounts import grants
from lscp.deadlines import actions as clocks
from lscp.kernel import clock
from lscp.kernel.access import require
from lscp.kernel.scoping import claim
from lscp.messaging import service as messaging
from lscp.people import sealing
from rapid_reviews.actions.recording import record
from rapid_reviews.models import AgencyRequest, RapidReview
from rapid_reviews.policies import asking as policies
from rapid_reviews.queries.people import people_asked
from rapid_reviews.workflow import REQUEST_TRANSITIONS, WAITED_FOR


@transaction.atomic
def withdraw(public_id: Any, *, seen_version: int | None, reason: str, by: Any) -> AgencyRequest:
    """Take a request back, with the reason. The agency's people no longer see it from now on.

    What they wrote stays with the review; what they read stays on the record.
    """
    request = claim(AgencyRequest, public_id, by=by, seen_version=seen_version)
    require(policies.can_withdraw(by, request), record=request)
    _withdraw(request, reason, by=by)
    return request


def withdraw_open_requests(review: RapidReview, *, reason: str, by: Any) -> None:
    """The review ends: agencies that have not answered need not answer any more."""
    rows = AgencyRequest.all_records.filter(review=review, status__in=WAITED_FOR)
    for request in rows.select_related("case__partnership", "agency", "review").order_by("pk"):
        _withdraw(request, reason, by=by)


def _withdraw(request: AgencyRequest, reason: str, *, by: Any) -> None:
    people = people_asked(request)
    request.withdrawn_because = sealing.seal(request.case, reason)
    sealing.freeze([request.withdrawn_because])
    request.apply(REQUEST_TRANSITIONS["withdraw"], by=by)
    request.save()
    grants.revoke_all(request)
    request.participants.filter(ended_at=None).update(ended_at=clock.now(), ended_by=by)
    clocks.cancel_one(
        request.case,
        "agency_return",
        subject=str(request.public_id),
        reason="The request was withdrawn",
        by=by,
    )
    record("rapid_reviews.request_withdrawn", subject=request, by=by, agency=request.agency.name)
    messaging.enqueue(
        "return_not_wanted", to=people, dedupe_key=f"return_not_wanted:{request.public_id}", case=request.case
    )
