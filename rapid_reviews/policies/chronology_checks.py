"""Who says what becomes of a finding of the checks, and who sets them."""

from __future__ import annotations

from typing import Any

from lscp.accounts.roles import UNIT_ROLES, Role
from lscp.kernel.access import ALLOWED, Verdict
from notifications.policies import judgement as first_stage
from rapid_reviews.policies.chronology import OVER

NOT_THEIRS = Verdict(
    "role", "Only the Business Unit and members of the Review Advisory Group say what becomes of a finding"
)
NOT_MANAGER = Verdict("role", "Only the partnership's manager can set this")


def can_settle(user: Any, review: Any) -> Verdict:
    """Say that a finding is worth discussing, or dismiss it: the Business Unit and the group, while the review goes on.

    Whoever raised the incident or stepped aside says nothing.
    """
    if not user.holds(*UNIT_ROLES, Role.RAG_MEMBER, partnership=review.partnership_id):
        return NOT_THEIRS
    refusal = first_stage.barred(user, review.notification)
    if refusal is not None:
        return refusal
    if review.status in OVER:
        return Verdict(
            "state", "This rapid review is over, so what was said of its chronology stays as it is"
        )
    return ALLOWED


def can_set(user: Any, partnership: Any) -> Verdict:
    """Set how long is long: the partnership's manager."""
    return ALLOWED if user.holds(Role.LSCP_MANAGER, partnership=partnership) else NOT_MANAGER
