"""Who signs for the Executive, opens the signed answers early and settles what the partners do not agree on."""

from __future__ import annotations

from typing import Any

from lscp.accounts.dated import holds_on
from lscp.accounts.models import GroupSeat, Seat
from lscp.accounts.roles import Role
from lscp.kernel import clock
from lscp.kernel.access import ALLOWED, Verdict
from lscp.signing import policies as signing
from lscp.signing.enums import Standing
from lscp.signing.models import SigningRound
from lscp.signing.queries import Result, live_round, result_of
from lscp.signing.seats import chairs_today, place_in, set_aside
from notifications.policies import judgement as first_stage
from rapid_reviews.enums import ReviewStatus
from rapid_reviews.models.recommendation import EXECUTIVE_VIEWS
from rapid_reviews.policies.safety import may_close
from rapid_reviews.queries.recommendation import executive_group, executive_rule
from rapid_reviews.recommendation_codes import CastingRule, ConflictRule

NOT_EXECUTIVE = Verdict("role", "Only the Executive members of the statutory partners sign this")
NOT_CHAIR = Verdict("role", "Only the chair of the Executive can do this")
NOT_ASKED = Verdict("state", "The Executive is not asked at this point")
NO_DEPUTIES = Verdict("role", "Your partnership's rule for the Executive says that deputies do not sign")
NOBODY_ALONE = Verdict(
    "state",
    "Your partnership's rule says that nobody settles this alone. It waits until all who signed agree",
)


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
    if place is not None and place.standing == Standing.DEPUTY and not deputies_sign(review.case):
        return NO_DEPUTIES
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
    rule = executive_rule(review.partnership_id, at=the_round.begun_at)
    if rule is not None and rule.casting == CastingRule.NOBODY:
        return NOBODY_ALONE
    return may_close(review)


def agreed(the_round: SigningRound) -> str:
    """The choice that all who signed agree on, once enough partners have signed; empty otherwise."""
    result = result_of(the_round)
    if len(result.choices) < _enough(the_round, result) or len(set(result.choices)) != 1:
        return ""
    return result.choices[0]


def _enough(the_round: SigningRound, result: Result) -> int:
    """How many must have signed: every seat that was asked, or as many as the partnership's own rule says.

    The rule is the one that held when the question was put: nobody changes it for answers that are coming in.
    Where that rule leaves out a partner whose people all stepped aside, the others are enough.
    """
    seats = len(result.seats)
    rule = executive_rule(the_round.case.partnership_id, at=the_round.begun_at)
    if rule is None:
        return seats
    if rule.conflict == ConflictRule.LEFT_OUT:
        seats -= len({seat.pk for seat in result.missing} & set_aside(the_round))
    return max(1, min(rule.quorum, seats))


def deputies_sign(case: Any) -> bool:
    """Whether deputies sign for the Executive: unless the partnership's own rule says no.

    As with `agreed`, the rule that held when the question was put; the one of the day while nothing is asked.
    """
    the_round = live_round(case, EXECUTIVE_VIEWS)
    rule = executive_rule(case.partnership_id, at=the_round.begun_at if the_round else None)
    return rule is None or rule.deputies


def is_kept_out(user: Any, case: Any) -> bool:
    """A deputy, where the partnership's rule says that deputies do not sign: nobody waits for them."""
    if deputies_sign(case):
        return False
    group = executive_group(case.partnership_id)
    own = GroupSeat.objects.filter(holds_on(clock.today()), group=group, user=user)
    return own.filter(seat=Seat.DEPUTY).exists() and not own.exclude(seat=Seat.DEPUTY).exists()


def can_set_rule(user: Any, partnership: Any) -> Verdict:
    """Set who signs with whom, how many are enough, and what a split leads to: the partnership's manager."""
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
