"""Saying what becomes of a finding of the checks, and setting how long is long."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from lscp.audit import evidence
from lscp.audit import service as audit
from lscp.kernel import clock
from lscp.kernel.access import Stale, require
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.people import sealing
from rapid_reviews.actions.recording import record
from rapid_reviews.checks.codes import Made
from rapid_reviews.checks.values import Thresholds
from rapid_reviews.models import CheckSettings, FindingOutcome, RapidReview
from rapid_reviews.policies import chronology_checks as policies
from rapid_reviews.queries.chronology_checks import NUMBERS, FindingView, checked

GONE = (
    "The chronology has changed since you opened this page, and the finding with it. Look at the checks again"
)
SAID = "Somebody else has said what becomes of this finding since you opened this page. Look at it again"


@transaction.atomic
def settle(public_id: Any, *, seen: int, code: str, made: str, reason: str, by: Any) -> FindingOutcome:
    """Say that a finding is worth discussing, or dismiss it with the reason. What was said before stays.

    `seen` is how often somebody had said something when the page was opened. Raises `Stale` when the chronology
    changed so that the finding differs, or somebody was first; `ValueError` for a dismissal without a reason.
    """
    review = claim(RapidReview, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_settle(by, review), record=review)
    found = checked(review).find(code)
    if found is None:
        raise Stale(GONE, record=review)
    if len(found.outcomes) != seen:
        raise Stale(SAID, record=review)
    if made == Made.DISMISSED and not reason.strip():
        raise ValueError("Enter why this is dismissed")
    return _write(review, found, Made(made), reason.strip(), by=by)


def _write(review: RapidReview, found: FindingView, made: Made, reason: str, *, by: Any) -> FindingOutcome:
    finding = found.finding
    document = {
        "state": finding.state, "said": finding.sentences(), "reason": reason,
        "since": finding.since.isoformat() if finding.since else None,
        "until": finding.until.isoformat() if finding.until else None,
    }  # fmt: skip
    row = FindingOutcome.all_records.create(
        review=review, check_kind=finding.check, key=finding.key, rows=list(finding.rows), made=made, made_by=by,
        content=sealing.seal(review.case, document, is_frozen=True),
    )  # fmt: skip
    record(
        "rapid_reviews.finding_settled", subject=review, by=by, check=str(finding.check.label),
        made=str(made.label).lower(), signed=evidence.of(row),
    )  # fmt: skip
    return row


@transaction.atomic
def set_limits(partnership: Any, *, in_force_from: dt.date, limits: Thresholds, by: Any) -> CheckSettings:
    """Set how long is long from a day on. Local rule, configurable; what held before stays.

    Raises `ValueError` for a day in the past.
    """
    require(policies.can_set(by, partnership))
    if in_force_from < clock.today():
        raise ValueError("Choose today or a later day")
    row = CheckSettings.objects.create(
        partnership=partnership, in_force_from=in_force_from, set_by=by,
        **{name: getattr(limits, name) for name in NUMBERS},
    )  # fmt: skip
    audit.record("rapid_reviews.checks_set", subject=row, by=by, day=in_force_from.isoformat())
    return row
