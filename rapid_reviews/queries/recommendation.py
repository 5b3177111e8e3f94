"""The recommendation as it stands: its versions, what the Executive made of each, what goes to the Panel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lscp.accounts.models import GroupKind, StandingGroup
from lscp.kernel import clock
from lscp.people.models import Person, PersonKind
from lscp.signing.models import SigningRound
from lscp.signing.queries import rounds_of
from rapid_reviews.enums import ReviewStatus
from rapid_reviews.models import (
    ExecutiveOutcome,
    ExecutiveRule,
    PanelReceipt,
    PanelReply,
    RapidReview,
    Recommendation,
)
from rapid_reviews.models.recommendation import EXECUTIVE_VIEWS
from rapid_reviews.queries.opened import document_of, text_of
from rapid_reviews.queries.panel_clock import clock_met_in
from rapid_reviews.recommendation_codes import LearningKind
from rapid_reviews.report_codes import NextStep


@dataclass(frozen=True)
class ForChild:
    """What is recommended for one child where it differs."""

    child: str
    outcome: str
    reasons: str
    key: str
    code: str
    kinds: Sequence[str]


@dataclass(frozen=True)
class Shown:
    """One version as a page prints it."""

    row: Recommendation
    outcome: str
    rationale: str
    changed_because: str
    children: str
    decided: ExecutiveOutcome | None
    for_children: Sequence[ForChild] = ()

    @property
    def executive(self) -> str:
        """What the Executive decided on it, in words."""
        return "" if self.decided is None else outcome_words(self.decided)

    @property
    def executive_reasons(self) -> str:
        """Why the chair settled it so."""
        return text_of(self.decided.content) if self.decided else ""


def versions_of(review: RapidReview) -> list[Recommendation]:
    """Every signed version, newest first. The caller has scoped the review."""
    rows = Recommendation.all_records.filter(review=review).order_by("-number")
    return list(rows.select_related("content__key", "signed_by", "executive_outcome__content__key"))


def newest(review: Any) -> Recommendation | None:
    """The version that counts."""
    rows = Recommendation.all_records.filter(review=review).order_by("-number")
    return rows.select_related("content__key", "signed_by", "executive_outcome").first()


def in_hand(review: Any) -> Recommendation | None:
    """The version of the present round, or None while the group still thinks about it."""
    found = newest(review)
    return found if found is not None and found.round == review.round else None


def standing_of(review: RapidReview) -> str:
    """Where one review stands in words, on a page of its own: also that the Executive gave it back."""
    if review.status != ReviewStatus.GATHERING or in_hand(review) is None:
        return review.standing
    words = "the Executive gave it back, and the group looks again"
    return f"Round {review.round}: {words}" if review.round > 1 else f"{words[:1].upper()}{words[1:]}"


def decided_on(recommendation: Recommendation | None) -> ExecutiveOutcome | None:
    """What the Executive decided on a version; None while it has not."""
    return getattr(recommendation, "executive_outcome", None) if recommendation else None


def shown(row: Recommendation, people: dict[Any, str]) -> Shown:
    """One version, opened."""
    content = document_of(row.content)
    names = [people.get(str(key), "A child") for key in row.children]
    return Shown(
        row, words(row.outcome, row.learning_kinds, content.get("other_kind", "")),
        content.get("rationale", ""), content.get("changed_because", ""), ", ".join(names), decided_on(row),
        for_children(row, people),
    )  # fmt: skip


def for_children(row: Recommendation, people: dict[Any, str]) -> list[ForChild]:
    """What one version recommends for single children, in the children's order."""
    order = list(people)
    found = [
        ForChild(
            people.get(str(one.child), "A child"), words(one.outcome, one.learning_kinds),
            document_of(one.content).get("rationale", ""), str(one.child), one.outcome, one.learning_kinds,
        )
        for one in row.for_children.select_related("content__key")
    ]  # fmt: skip
    return sorted(found, key=lambda one: order.index(one.key) if one.key in order else len(order))


def words(outcome: str, kinds: list[str], other: str = "") -> str:
    """An outcome with the kinds of learning, in words."""
    said = str(NextStep(outcome).label)
    if not kinds:
        return said
    named = [
        other if kind == LearningKind.OTHER and other else str(LearningKind(kind).label) for kind in kinds
    ]
    return f"{said}: {', '.join(name[0].lower() + name[1:] for name in named)}"


def outcome_words(decided: ExecutiveOutcome) -> str:
    """What the Executive decided, in words."""
    said = str(decided.get_choice_display())
    if not decided.outcome:
        return said
    return (
        said if decided.choice == "endorse" else f"Differ: {words(decided.outcome, decided.learning_kinds)}"
    )


def children_of(review: RapidReview) -> list[tuple[str, str]]:
    """The children of the incident by public key, as "Child 1" in order: no name is needed to choose."""
    rows = Person.all_records.filter(case=review.case_id, kind=PersonKind.CHILD, removed_at=None)
    return [(str(one.public_id), str(one)) for one in rows.order_by("number")]


def executive_group(partnership: Any) -> StandingGroup | None:
    """The partnership's Executive, where it is set up."""
    return StandingGroup.objects.filter(partnership=partnership, kind=GroupKind.EXECUTIVE).first()


def executive_rule(partnership: Any, *, at: dt.datetime | None = None) -> ExecutiveRule | None:
    """The partnership's own rule of now, or as it was set and in force at a moment; None where there is none."""
    at = at or clock.now()
    rows = ExecutiveRule.objects.filter(
        partnership=partnership, in_force_from__lte=clock.london_date(at), set_at__lte=at
    )
    return rows.order_by("in_force_from", "pk").last()


def executive_rounds(review: RapidReview) -> list[SigningRound]:
    """The Executive's rounds about a review, newest first."""
    keys = {str(one.public_id) for one in versions_of(review)}
    return [one for one in rounds_of(review.case, EXECUTIVE_VIEWS) if one.rests_on in keys]


def suggestion(review: Any) -> PanelReply | None:
    """The Panel's suggestion of a local review, with its letter: criterion (d) of regulation 11."""
    rows = PanelReply.all_records.filter(review=review, suggests_local=True).select_related("letter")
    return rows.order_by("-round").first()


def receipts_of(review: RapidReview) -> list[PanelReceipt]:
    """What was sent to the Panel, the newest round first, each with the reply that came; None while there is none."""
    rows = PanelReceipt.all_records.filter(review=review, is_live=True).select_related("sent_by__key")
    replies = {
        one.round: one for one in PanelReply.all_records.filter(review=review).select_related("content__key")
    }
    found = list(rows.order_by("-round"))
    for row in found:
        row.reply, row.clock = replies.get(row.round), clock_met_in(review, row.round)
    return found
