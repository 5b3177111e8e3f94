"""Who may take a copy of the chronology, with names or without, and who fetches one; who keeps the list of words."""

from __future__ import annotations

from typing import Any

from lscp.kernel import clock
from lscp.kernel.access import ALLOWED, Verdict
from rapid_reviews.chronology_codes import CopyStatus
from rapid_reviews.policies.chronology import NOT_INSIDE, reads_names
from rapid_reviews.policies.review import in_hand
from rapid_reviews.policies.standing import is_inside

NO_NAMES = Verdict("role", "Only people who may know who the people of this review are can do this")


def can_export(user: Any, review: Any) -> Verdict:
    """Take a copy with roles in the place of names: everybody inside the review, also when it is over."""
    return ALLOWED if is_inside(user, review) else NOT_INSIDE


def can_export_names(user: Any, review: Any) -> Verdict:
    """Take a copy with names: who may read them."""
    found = can_export(user, review)
    return found if not found or reads_names(user, review) else NO_NAMES


def can_make(user: Any, copy: Any) -> Verdict:
    """Whether the person who asked may still have what they asked for."""
    policy = can_export_names if copy.shows_names else can_export
    return policy(user, copy.review)


def can_fetch(user: Any, copy: Any) -> Verdict:
    """Fetch the file: who asked for it, while they may still have it and it is kept."""
    found = can_make(user, copy)
    if not found or copy.made_by_id != user.pk:
        return found and NOT_INSIDE
    if copy.is_in_hand:
        return Verdict("state", "This copy is not ready yet")
    if copy.status != CopyStatus.READY or copy.kept_until <= clock.now():
        return Verdict("state", "This copy is no longer kept. You can ask for another")
    return ALLOWED


def can_keep_words(user: Any, review: Any) -> Verdict:
    """Read and change the list of words that stand for people: the Business Unit, where it may know them."""
    found = in_hand(user, review)
    return found if not found or reads_names(user, review) else NO_NAMES


def can_take_word_out(user: Any, word: Any) -> Verdict:
    """Take a word off the list."""
    found = can_keep_words(user, word.review)
    if found and word.taken_out_at:
        return Verdict("state", "This word was taken off the list")
    return found
