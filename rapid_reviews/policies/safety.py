"""No stage of a review closes while an immediate safety action of its case is open (local rule, as in the first stage).

Recording the call is all it waits for; what happened outside meanwhile is recorded after it, with its own time.
"""

from __future__ import annotations

from typing import Any

from lscp.kernel.access import ALLOWED, Verdict
from rapid_reviews.queries.report_safety import safety_open

CALL_FIRST = Verdict("incomplete", "An immediate safety action is still open. Record the call first")


def may_close(review: Any) -> Verdict:
    """Whether a stage may close now; asked after who may and what the status allows."""
    return CALL_FIRST if safety_open(review) else ALLOWED
