"""Who signs for the Executive, opens the signed answers early and settles what the partners do not agree on."""

from __future__ import annotations

from typing import Any

from lscp.accounts.roles import Role
from lscp.kernel.access import ALLOWED, Verdict
from lscp.signing import policies as signing
from lscp.signing.models import SigningRound
from lscp.signing.queries import live_round, result_of
from lscp.signing.seats import chairs_today, place_in
from notifications.policies import judgement as first_stage
from rapid_reviews.enums import ReviewStatus
from rapid_reviews.models.recommendation import EXECUTIVE_VIEWS
from rapid_reviews.policies.safety import may_close
from rapid_reviews.queries.recommendation import executive_group, executive_rule

NOT_EXECUTIVE = Verdict("role", "Only the Executive members of the statutory partners sign this")
NOT_CHAIR = Verdict("role", "Only the chair of the Executive can do this")
NOT_ASKED = Verdict("state", "The Executive is not asked at this point")


def can_sign(user: Any, review: Any) -> Verdict:
    """A statutory partner's Executive member, or their deputy, signs while the review is with the Executive."""
    if not user.holds(Role.EXECUTIVE, partnership=review.partnership_id):
        return NOT_EXECUTIVE
    refusal = first_stage.barred(user, review.notification)
    if refusal is not None:
        return refusal
    if review.status != ReviewStatus.EXECUTIVE:
        return NOT_ASKED
    place = place_in(user, review.case_id, EXECUTIVE_VIEWS)
    if place is not None:
        verdict = signing.can_sign_at(place)
        return may_close(review) if verdict else verdict
    return NOT_EXECUTIVE if live_round(review.case_id, EXECUTIVE_VIEWS) else NOT_ASKED


def can_open(user: Any, review: Any) -> Verdict:
    """The chair of the day opens the signed answers early, after giving their own, with a reason."""
    verdict = _chair(user, review)
    the_round = live_round(review.case_id, EXECUTIVE_VIEWS) if verdict else None
    if the_round is None:
        return NOT_ASKED if verdict else verdict
    verdict = signing.can_open_early(user, the_round)
    return may_close(review) if verdict else verdict


def can_settle(user: Any, review: Any) -> Verdict:
    """The chair records how it was settled, once the signed answers are open and do not agree.

    What the partners do then is a local rule with a date (`ExecutiveRule`). Without one nothing is guessed: the
    recommendation waits until all agree, or until the chair records, with reasons, how it was settled.
    """
    verdict = _chair(user, review)
    if not verdict:
        return verdict
    the_round = live_round(review.case_id, EXECUTIVE_VIEWS)
    if the_round is None:
        return NOT_ASKED
    if not the_round.is_open:
        return Verdict("state", "The signed answers are not open yet")
    if agreed(the_round):
        return Verdict("state", "The partners agree, so there is nothing to settle")
    return may_close(review)


def agreed(the_round: SigningRound) -> str:
    """The choice that all who signed agree on, once enough partners have signed; empty otherwise.

    Enough is every seat that was asked, or as many as the partnership's own rule of the day says.
    """
    result = result_of(the_round)
    rule = executive_rule(the_round.case.partnership_id)
    needed = min(rule.quorum, len(result.seats)) if rule else len(result.seats)
    if len(result.choices) < needed or len(set(result.choices)) != 1:
        return ""
    return result.choices[0]


def can_set_rule(user: Any, partnership: Any) -> Verdict:
    """Set the quorum and the rule for a split: the partnership's manager."""
    if not user.holds(Role.LSCP_MANAGER, partnership=partnership):
        return Verdict("role", "Only the partnership's manager can set this")
    return ALLOWED


def _chair(user: Any, review: Any) -> Verdict:
    if not chairs_today(user, executive_group(review.partnership_id)):
        return NOT_CHAIR
    refusal = first_stage.barred(user, review.notification)
    if refusal is not None:
        return refusal
    return ALLOWED if review.status == ReviewStatus.EXECUTIVE else NOT_ASKED
