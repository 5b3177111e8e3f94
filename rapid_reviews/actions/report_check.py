"""Saying why something of the case's identity stays in the report."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from lscp.kernel.access import Refused, Stale, require
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.people import sealing
from rapid_reviews.actions.recording import record
from rapid_reviews.actions.report_judging import NO_REPORT
from rapid_reviews.models import KeptPassage, RapidReview
from rapid_reviews.policies import report as policies
from rapid_reviews.queries.report import report_of
from rapid_reviews.queries.report_check import hits_of

GONE = "These words have changed since you opened this page. Look at the check again"


@transaction.atomic
def keep_words(public_id: Any, *, hit: str, reason: str, by: Any) -> KeptPassage:
    """Say why words that the check found stay, where they stand now. Raises `Stale` when they have changed."""
    review = claim(RapidReview, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_check_names(by, review), record=review)
    report = report_of(review)
    if report is None:
        raise Refused(NO_REPORT, record=review)
    found = next((one for one in hits_of(review, report) if one.key == hit), None)
    if found is None:
        raise Stale(GONE, record=review)
    document = {
        "before": found.spot.before, "text": found.spot.text, "after": found.spot.after, "reason": reason,
    }  # fmt: skip
    made = KeptPassage.all_records.create(
        review=review, round=report.round, place=found.place.code, made_by=by,
        content=sealing.seal(review.case, document, is_frozen=True),
    )  # fmt: skip
    record("rapid_reviews.report_words_kept", subject=review, by=by, place=found.place.title)
    return made
