"""Who records what was sent to the national Panel and what it replied: the Business Unit."""

from __future__ import annotations

from typing import Any

from lscp.kernel.access import ALLOWED, Verdict
from rapid_reviews.enums import ReviewStatus as S
from rapid_reviews.policies.pack import complete
from rapid_reviews.policies.review import NOT_UNIT, is_unit
from rapid_reviews.policies.safety import may_close
from rapid_reviews.workflow import TRANSITIONS

NOT_NOTIFIED = Verdict(
    "state", "The receipt of the national notification is not recorded. Nothing goes to the Panel before it"
)
NOT_RECOMMENDED = Verdict("state", "Nothing has been recommended in this round")


def can_record_receipt(user: Any, review: Any) -> Verdict:
    """Record the Panel's receipt of the rapid review: never before the notification's own receipt.

    What the pack went without has its reason by then (`policies.pack.complete`).
    """
    verdict = _step(user, review, "send")
    if verdict and not review.notification.receipts.filter(is_live=True, is_telling=False).exists():
        return NOT_NOTIFIED
    return complete(review) if verdict else verdict


def can_correct_receipt(user: Any, review: Any) -> Verdict:
    """Correct the receipt of the present round: a new row beside the first, with a reason."""
    if not is_unit(user, review):
        return NOT_UNIT
    if review.status not in (S.SENT, S.DONE):
        return Verdict("state", "There is no receipt to correct")
    return ALLOWED


def can_record_reply(user: Any, review: Any) -> Verdict:
    """Record the Panel's reply, with its letter."""
    return _step(user, review, "finish")


def _step(user: Any, review: Any, step: str) -> Verdict:
    if not is_unit(user, review):
        return NOT_UNIT
    if review.status not in TRANSITIONS[step].sources:
        words = review.get_status_display().lower()
        return Verdict("state", f"This cannot be recorded now. The rapid review is: {words}")
    return may_close(review)
