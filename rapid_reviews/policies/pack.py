"""Who prepares and downloads the pack for the national Panel, and says why it goes although something is unmet."""

from __future__ import annotations

from typing import Any

from lscp.kernel.access import ALLOWED, Verdict
from rapid_reviews.enums import ReviewStatus as S
from rapid_reviews.policies.review import NOT_UNIT, in_hand, is_unit
from rapid_reviews.queries.pack import lacking, sendings_of

TO_GO = (S.TO_SEND,)
GONE = (S.SENT, S.DONE)


def can_see_pack(user: Any, review: Any) -> Verdict:
    """Look at the checklist: the Business Unit, at any time."""
    return ALLOWED if is_unit(user, review) else NOT_UNIT


def can_give_reason(user: Any, review: Any) -> Verdict:
    """Say why the pack goes although an item is unmet: until it has gone."""
    verdict = in_hand(user, review)
    if verdict and review.status in GONE:
        return Verdict("state", "This round's pack has gone to the Panel")
    return verdict


def can_download(user: Any, review: Any) -> Verdict:
    """Download the pack: once nothing is missing without a reason. A late pack is never held up by more."""
    if not is_unit(user, review):
        return NOT_UNIT
    if review.status in GONE:
        return ALLOWED
    if review.status not in TO_GO:
        return Verdict("state", "There is no pack yet. The recommendation is not signed and decided on")
    return complete(review)


def can_record_sending(user: Any, review: Any) -> Verdict:
    """Record that the pack was sent. It stops no clock."""
    if not is_unit(user, review):
        return NOT_UNIT
    if review.status not in TO_GO:
        return Verdict("state", f"Nothing is to be sent now. The rapid review is: {_words(review)}")
    return complete(review)


def can_correct_sending(user: Any, review: Any) -> Verdict:
    """Correct what was recorded of the newest sending of the present round: a new row, with the reason."""
    if not is_unit(user, review):
        return NOT_UNIT
    if review.status not in (*TO_GO, *GONE) or not sendings_of(review):
        return Verdict("state", "No sending is recorded that could be corrected")
    return ALLOWED


def complete(review: Any) -> Verdict:
    """Whether everything is there, or somebody said why it is not."""
    blocked, unexplained = lacking(review)
    if blocked:
        return Verdict("incomplete", ". ".join(blocked))
    if unexplained:
        listed = "; ".join(unexplained)
        return Verdict("incomplete", f"Not met, and no reason given on the page of the pack: {listed}")
    return ALLOWED


def _words(review: Any) -> str:
    return str(review.get_status_display()).lower()
