"""No stage of a review closes while an immediate safety action of its case is open (local rule, as in the first stage).

Recording the call is all it waits for; what happened outside meanwhile is recorded after it, with its own time.
"""

from __future__ import annotations

from typing import Any

from lscp.kernel.access import ALLOWED, Verdict
from rapid_reviews.policies.returns import NOT_THEIRS
from rapid_reviews.policies.standing import is_at_agency
from rapid_reviews.queries.report_safety import safety_open

CALL_FIRST = Verdict("incomplete", "An immediate safety action is still open. Record the call first")


def may_close(review: Any) -> Verdict:
    """Whether a stage may close now; asked after who may and what the status allows."""
    return CALL_FIRST if safety_open(review) else ALLOWED


def can_raise_for_request(user: Any, request: Any) -> Verdict:
    """Say, from the agency's request, that a child may be at risk now: whoever has a part in it, in every state.

    It is never too late to say so. Those inside the review say it from the review.
    """
    return ALLOWED if is_at_agency(user, request) else NOT_THEIRS
