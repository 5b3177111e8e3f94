"""What was recommended and signed, as it leaves the product: people by their roles, signers by their seats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lscp.kernel.dates import british_date
from lscp.signing.models import SigningRound
from lscp.signing.queries import result_of
from lscp.signing.visibility import reads_open_views
from rapid_reviews.models import RapidReview, Recommendation
from rapid_reviews.queries.chronology_roles import Roles, roles_of
from rapid_reviews.queries.opened import document_of, text_of
from rapid_reviews.queries.recommendation import (
    Shown,
    children_of,
    executive_rounds,
    outcome_words,
    shown,
    versions_of,
)
from rapid_reviews.queries.report_export import Answer

CHAIR = "the chair of the Review Advisory Group (RAG)"


def recommendation_rows(user: Any, review: RapidReview, number: int) -> list[Answer]:
    """What one round recommends, and in a later round what the round before recommended; newest version each."""
    found = {one.round: one for one in reversed(versions_of(review)) if one.round <= number}
    if number not in found:
        return []
    roles, people = roles_of(review), dict(children_of(review))
    rows = _version(roles, shown(found[number], people))
    if number - 1 in found:
        before = _version(roles, shown(found[number - 1], people))
        rows += [Answer(f"Round {number - 1}: {row.label}", row.text) for row in before]
    return rows


def signature_rows(user: Any, review: RapidReview, number: int) -> list[Answer]:
    """The Executive's decision on one round's recommendation, and each partner's signed answer once they are open."""
    newest = next((one for one in versions_of(review) if one.round == number), None)
    if newest is None:
        return []
    roles, rows = roles_of(review), []
    decided = getattr(newest, "executive_outcome", None)
    if decided is not None:
        rows.append(
            Answer(
                "The Executive", f"{outcome_words(decided)}\n\nDecided on {british_date(decided.decided_at)}"
            )
        )
        if decided.content:
            rows.append(Answer("How it was settled", roles.hide(text_of(decided.content))))
    the_round = _signed_on(review, newest)
    if the_round is not None and reads_open_views(user, the_round):
        rows += _seats(the_round, roles)
    return rows


def _version(roles: Roles, one: Shown) -> list[Answer]:
    signed = f"Signed by {CHAIR} on {british_date(one.row.signed_at)}, version {one.row.number}"
    rows = [Answer("Recommended", f"{roles.hide(one.outcome)}\n\n{signed}")]
    if one.children:
        rows.append(Answer("About", one.children))
    rows.append(Answer("Why", roles.hide(one.rationale)))
    rows += [
        Answer(f"For {each.child}", f"{roles.hide(each.outcome)}\n\n{roles.hide(each.reasons)}")
        for each in one.for_children
    ]
    if one.changed_because:
        rows.append(Answer("Why it was changed", roles.hide(one.changed_because)))
    return rows


def _signed_on(review: RapidReview, version: Recommendation) -> SigningRound | None:
    rounds: Sequence[SigningRound] = executive_rounds(review)
    return next((one for one in rounds if one.rests_on == str(version.public_id) and one.is_open), None)


def _seats(the_round: SigningRound, roles: Roles) -> list[Answer]:
    rows = []
    for seat in result_of(the_round).seats:
        view, title = seat.counted, f"For {seat.seat.title}"
        if view is None:
            rows.append(Answer(title, "No answer that counts"))
            continue
        reasons = roles.hide(str(document_of(view.content).get("rationale", "")))
        signed = f"Signed by its Executive member on {british_date(view.signed_at)}"
        rows.append(Answer(title, "\n\n".join((the_round.words_for(view.choice), reasons, signed))))
    return rows
