"""Keeping the review's list of words that stand for people, each with the role to write in its place."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from lscp.kernel import clock
from lscp.kernel.access import require
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.people import sealing
from lscp.people.names import normal
from rapid_reviews.actions.recording import record
from rapid_reviews.models import RapidReview, RoleWord
from rapid_reviews.policies import chronology_export as policies
from rapid_reviews.queries.chronology_roles import words_of


@transaction.atomic
def add(public_id: Any, *, seen_version: int | None, word: str, role: str, by: Any) -> RoleWord:
    """Add a word. Raises `ValueError` for one that is on the list, or that would change ordinary text."""
    del seen_version  # an addition never waits for anybody else's work
    review = claim(RapidReview, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_keep_words(by, review), record=review)
    plain = normal(word)
    if len(plain.replace(" ", "")) < 2:
        raise ValueError("The word must have at least 2 letters")
    if plain in {normal(one) for _row, one, _role in words_of(review)}:
        raise ValueError("This word is on the list already. Take it off first to change its role")
    made = RoleWord.all_records.create(
        case=review.case, partnership_id=review.partnership_id, review=review, made_by=by, changed_by=by,
        content=sealing.seal(review.case, {"word": word, "role": role}, is_frozen=True),
    )  # fmt: skip
    record("rapid_reviews.role_word_added", subject=made, by=by)
    return made


@transaction.atomic
def take_out(public_id: Any, *, seen_version: int | None, by: Any) -> RoleWord:
    """Take a word off the list. Copies that were made stay as they are."""
    word = claim(RoleWord, public_id, by=by, seen_version=seen_version)
    require(policies.can_take_word_out(by, word), record=word)
    word.taken_out_at, word.taken_out_by = clock.now(), by
    word.touch(by=by)
    word.save(update_fields=["version", "changed_at", "changed_by", "taken_out_at", "taken_out_by"])
    record("rapid_reviews.role_word_taken_out", subject=word, by=by)
    return word
