"""Who signs the recommendation: the group's chair of the day, once everything it rests on is there."""

from __future__ import annotations

from typing import Any

from lscp.accounts.dated import holds_on
from lscp.accounts.models import GroupSeat, Seat
from lscp.accounts.roles import Role
from lscp.kernel import clock
from lscp.kernel.access import ALLOWED, Verdict
from lscp.signing.seats import chairs_today
from notifications.policies import judgement as first_stage
from rapid_reviews.policies.safety import may_close
from rapid_reviews.recommendation_gates import missing
from rapid_reviews.workflow import TRANSITIONS

NOT_CHAIR = Verdict("role", "Only the chair of the Review Advisory Group signs what it recommends")


def step_of(review: Any) -> str:
    """Which step a signed version is: the first of a round, or another."""
    return "recommend" if review.status in TRANSITIONS["recommend"].sources else "recommend_anew"


def speaks_for_group(user: Any, review: Any) -> bool:
    """Whether the person signs for the group: its chair of the day; any partner's member where none is named."""
    group = first_stage.group_of(review.notification)
    if chairs_today(user, group):
        return True
    chairs = GroupSeat.objects.filter(holds_on(clock.today()), group=group, seat=Seat.CHAIR)
    is_member = user.holds(Role.RAG_MEMBER, partnership=review.partnership_id)
    return bool(is_member and (group is None or not chairs.exists()))


def can_recommend(user: Any, review: Any) -> Verdict:
    """Sign the recommendation, or another version of it until it is sent."""
    if not speaks_for_group(user, review):
        return NOT_CHAIR
    refusal = first_stage.barred(user, review.notification)
    if refusal is not None:
        return refusal
    if review.status not in TRANSITIONS[step_of(review)].sources:
        words = review.get_status_display().lower()
        return Verdict("state", f"Nothing can be recommended now. The rapid review is: {words}")
    waits = may_close(review)
    if not waits:
        return waits
    if step_of(review) == "recommend" and (lacks := missing(review)):
        return Verdict("incomplete", f"The report cannot go on yet. {'. '.join(lacks)}")
    return ALLOWED
