"""The group's recommendation: signed versions that stay; each new one asks the Executive afresh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from lscp.accounts.roles import SUBMISSION_ROLES
from lscp.audit import evidence
from lscp.kernel.access import require
from lscp.kernel.scoping import claim
from lscp.people import sealing
from lscp.signing.enums import EndReason
from rapid_reviews.actions import executive
from rapid_reviews.actions.recommendation_telling import people_with_roles, tell
from rapid_reviews.actions.recording import record
from rapid_reviews.actions.report_views import end_views
from rapid_reviews.actions.timetable import meet_step
from rapid_reviews.models import ChildRecommendation, RapidReview, Recommendation
from rapid_reviews.policies import recommendation as policies
from rapid_reviews.queries.recommendation import children_of, newest
from rapid_reviews.recommendation_codes import LearningKind
from rapid_reviews.report_codes import NextStep
from rapid_reviews.timetable import DRAFT
from rapid_reviews.workflow import TRANSITIONS


@dataclass(frozen=True)
class ForChild:
    """What is recommended for one child where it differs: the child's public key, the outcome, why."""

    child: str
    outcome: str
    reasons: str
    learning_kinds: Sequence[str] = ()


@transaction.atomic
def recommend(
    public_id: Any,
    *,
    seen_version: int | None,
    outcome: str,
    rationale: str,
    learning_kinds: Sequence[str] = (),
    other_kind: str = "",
    children: Sequence[str] = (),
    changed_because: str = "",
    for_children: Sequence[ForChild] = (),
    by: Any,
) -> Recommendation:
    """Sign what the group recommends and pass it to the Executive.

    A change is a new version with the reason; it voids what the Executive signed on the one before.
    `for_children` says what is recommended for single children where that differs. Raises `ValueError` for
    other learning without its kind, a child that is not of the case, or a change without its reason.
    """
    review = claim(RapidReview, public_id, by=by, seen_version=seen_version)
    require(policies.can_recommend(by, review), record=review)
    before = newest(review)
    kinds = list(learning_kinds) if outcome == NextStep.OTHER else []
    _check_kinds(outcome, kinds, other_kind)
    _check_children(review, outcome, kinds, children, for_children)
    if before is not None and not changed_because.strip():
        raise ValueError("Enter why there is a new version")
    content = sealing.seal(
        review.case, {"rationale": rationale, "other_kind": other_kind, "changed_because": changed_because}
    )
    sealing.freeze([content])
    row = Recommendation.all_records.create(
        review=review, round=review.round, number=before.number + 1 if before else 1, outcome=outcome,
        learning_kinds=kinds, children=list(children), content=content, signed_by=by,
    )  # fmt: skip
    _keep_for_children(row, for_children)
    step = policies.step_of(review)
    review.apply(TRANSITIONS[step], by=by)
    review.save()
    end_views(review, by=by)
    record(
        "rapid_reviews.recommended", subject=row, by=by, number=row.number,
        outcome=str(row.get_outcome_display()), round=row.round, signed=evidence.of(row),
    )  # fmt: skip
    why = EndReason.AMENDED if step == "recommend_anew" else EndReason.LOOK_AGAIN
    meet_step(review, DRAFT, evidence="The group signed its recommendation on the report", by=by)
    executive.begin(review, row, why=why, by=by)
    told = people_with_roles(review, SUBMISSION_ROLES)
    tell("review_recommended", review, told, key=str(row.public_id), page="recommendation", by=by)
    return row


def _check_children(
    review: RapidReview, outcome: str, kinds: Sequence[str], about: Sequence[str], apart: Sequence[ForChild]
) -> None:
    if not {*about, *(one.child for one in apart)} <= {key for key, _words in children_of(review)}:
        raise ValueError("Select children of this incident only")
    for one in apart:
        if one.outcome == NextStep.OTHER and not one.learning_kinds:
            raise ValueError("Select how the other learning is to be done")
        if not one.reasons.strip():
            raise ValueError("Enter why it differs for this child")
        if (one.outcome, sorted(one.learning_kinds)) == (outcome, sorted(kinds)):
            raise ValueError("For one child you chose the same as for the others. Select that it is the same")


def _keep_for_children(row: Recommendation, apart: Sequence[ForChild]) -> None:
    for one in apart:
        content = sealing.seal(row.review.case, {"rationale": one.reasons})
        sealing.freeze([content])
        ChildRecommendation.all_records.create(
            recommendation=row, child=one.child, outcome=one.outcome, content=content,
            learning_kinds=list(one.learning_kinds) if one.outcome == NextStep.OTHER else [],
        )  # fmt: skip


def _check_kinds(outcome: str, kinds: Sequence[str], other_kind: str) -> None:
    if outcome == NextStep.OTHER and not kinds:
        raise ValueError("Select how the other learning is to be done")
    if LearningKind.OTHER in kinds and not other_kind.strip():
        raise ValueError("Enter what other learning is meant")
