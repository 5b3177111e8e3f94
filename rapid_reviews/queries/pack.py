"""The checklist of the pack for the national Panel: each item worked out from the record, never ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from lscp.signing.queries import result_of
from rapid_reviews.models import (
    AgencyRequest,
    PackReason,
    PanelReply,
    PanelSending,
    RapidReview,
    Recommendation,
)
from rapid_reviews.pack_codes import BLOCKS, PackItem
from rapid_reviews.queries.opened import document_of, text_of
from rapid_reviews.queries.readiness import views_missing
from rapid_reviews.queries.recommendation import decided_on, executive_rounds, in_hand
from rapid_reviews.queries.report import ReportView, report_of
from rapid_reviews.queries.report_check import unsettled
from rapid_reviews.queries.report_identity import identity_of, spots
from rapid_reviews.queries.report_judgements import answered
from rapid_reviews.queries.report_safety import safety_open
from rapid_reviews.recommendation_codes import PanelAnswer
from rapid_reviews.report_codes import About, SectionKind, SectionState
from rapid_reviews.workflow import WAITED_FOR

NO_REPORT = "The report has not been begun"


@dataclass(frozen=True)
class Checked:
    """One item: what is missing in words, empty when it is met; where it is mended; why it goes all the same."""

    item: PackItem
    missing: Sequence[str]
    mend_url: str
    given: PackReason | None = None
    note: str = ""

    @property
    def is_met(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    @property
    def blocks(self) -> bool:
        """Whether there is nothing to send without it."""
        return self.item in BLOCKS and not self.is_met

    @property
    def needs_reason(self) -> bool:
        """Whether somebody still has to say why it goes without."""
        return not self.is_met and not self.blocks and self.given is None

    @property
    def reason(self) -> str:
        """Why it goes without, as it was written."""
        return text_of(self.given.reason) if self.given else ""


def checklist(review: RapidReview, *, with_notes: bool = False) -> list[Checked]:
    """Every item of the present round's pack. The caller has scoped the review."""
    rows = PackReason.all_records.filter(review=review, round=review.round).select_related(
        "reason__key", "given_by"
    )
    given = {row.item: row for row in rows.order_by("pk")}
    report, recommendation = report_of(review), in_hand(review)
    missing = {
        PackItem.NOTIFIED: _notified(review), PackItem.RECOMMENDED: _recommended(recommendation),
        PackItem.EXECUTIVE: _executive(recommendation), PackItem.REPORT: _report(review, report),
        PackItem.SELF_CHECK: _self_check(review, report), PackItem.NAMES: _names(review, report),
        PackItem.WORDS: [], PackItem.SAFETY: _safety(review),
        PackItem.RETURNS: _returns(review), PackItem.LETTER: _letter(review),
    }  # fmt: skip
    notes = {PackItem.WORDS: _words(review, recommendation)} if with_notes else {}
    return [
        Checked(item, missing[item], _mend(review, item), given.get(item), notes.get(item, ""))
        for item in PackItem
        if item != PackItem.LETTER or review.round > 1
    ]


def lacking(review: RapidReview) -> tuple[list[str], list[str]]:
    """What there is nothing to send without, and what is unmet with no reason given yet: both in words."""
    items = checklist(review)
    blocked = [words for one in items if one.blocks for words in one.missing]
    return blocked, [str(one.item.label) for one in items if one.needs_reason]


def sendings_of(review: RapidReview) -> list[PanelSending]:
    """When the present round's pack was sent, the newest first; each that was corrected as it is now known."""
    rows = PanelSending.all_records.filter(review=review, round=review.round, superseded_by=None)
    return list(rows.select_related("recorded_by", "sent_by__key", "recommendation").order_by("-pk"))


def put_right(review: RapidReview) -> list[PanelSending]:
    """What was recorded of the present round's sendings and corrected since, the newest first."""
    rows = PanelSending.all_records.filter(review=review, round=review.round, superseded_by__isnull=False)
    found = rows.select_related("recorded_by", "sent_by__key", "superseded_by__reason__key")
    return list(found.select_related("superseded_by__recorded_by").order_by("-pk"))


def _mend(review: RapidReview, item: PackItem) -> str:
    def at(name: str, *more: Any) -> str:
        return reverse(f"rapid_reviews:{name}", args=[review.public_id, *more])

    return {
        PackItem.NOTIFIED: review.notification.get_absolute_url(),
        PackItem.RECOMMENDED: at("recommendation"),
        PackItem.EXECUTIVE: at("executive"),
        PackItem.REPORT: at("report"),
        PackItem.SELF_CHECK: at("report_questions", About.READINESS),
        PackItem.NAMES: at("report_names"),
        PackItem.WORDS: at("recommendation"),
        PackItem.SAFETY: review.notification.get_absolute_url(),
        PackItem.RETURNS: review.get_absolute_url(),
        PackItem.LETTER: at("recommendation"),
    }[item]


def _notified(review: RapidReview) -> list[str]:
    if review.notification.receipts.filter(is_live=True, is_telling=False).exists():
        return []
    return ["The receipt of the national notification is not recorded. Nothing goes to the Panel before it"]


def _recommended(recommendation: Recommendation | None) -> list[str]:
    return [] if recommendation else ["The group has not signed what it recommends in this round"]


def _executive(recommendation: Recommendation | None) -> list[str]:
    decided = decided_on(recommendation)
    if decided is not None and decided.outcome:
        return []
    return ["The Executive has not decided on the recommendation"]


def _report(review: RapidReview, report: ReportView | None) -> list[str]:
    if report is None:
        return [NO_REPORT]
    found = [
        f"“{one.part.title}” is not ready"
        for one in report.written
        if one.state != SectionState.READY and one.part.kind == SectionKind.TEXT
    ]
    for about in (About.LOCAL, About.NATIONAL):
        left = sum(one.judgement is None for one in answered(review, report, about))
        found += [f"{about.label}: {left} not answered"] if left else []
    return found + views_missing(review, report)


def _self_check(review: RapidReview, report: ReportView | None) -> list[str]:
    if report is None:
        return [NO_REPORT]
    left = sum(one.judgement is None for one in answered(review, report, About.READINESS))
    return [f"{left} items of the self-check are not answered"] if left else []


def _names(review: RapidReview, report: ReportView | None) -> list[str]:
    left = unsettled(review, report) if report else 0
    return [f"{left} places in the report hold a name or a number of the case"] if left else []


def _words(review: RapidReview, recommendation: Recommendation | None) -> str:
    """The recommendation, its reasons for single children and the Executive's answers, against the identity."""
    if recommendation is None:
        return ""
    identity = identity_of(review.notification)
    found = sum(len(spots(identity, text)) for text in texts_signed(review, recommendation))
    if not found:
        return "No name or number of the case was found there"
    places = (
        "1 name or number of the case stands" if found == 1 else f"{found} names or numbers of the case stand"
    )
    return f"{places} there. The pack says a role instead"


def texts_signed(review: RapidReview, recommendation: Recommendation) -> list[str]:
    """Every text that was signed with a version of the recommendation and on it."""
    content = document_of(recommendation.content)
    decided = decided_on(recommendation)
    texts = [str(content.get(key, "")) for key in ("rationale", "other_kind")]
    texts += [
        str(document_of(one.content).get("rationale", ""))
        for one in recommendation.for_children.select_related("content__key")
    ]
    texts += [text_of(decided.content)] if decided else []
    for the_round in executive_rounds(review):
        if the_round.rests_on == str(recommendation.public_id) and the_round.is_open:
            texts += [
                str(document_of(one.counted.content).get("rationale", ""))
                for one in result_of(the_round).seats
                if one.counted
            ]
    return texts


def _safety(review: RapidReview) -> list[str]:
    left = len(safety_open(review))
    return [f"{left} immediate safety action{'' if left == 1 else 's'} still open"] if left else []


def _returns(review: RapidReview) -> list[str]:
    rows = AgencyRequest.all_records.filter(review=review, status__in=WAITED_FOR).select_related("agency")
    names = [str(row.agency) for row in rows.order_by("agency__name")]
    return [f"Not answered yet: {', '.join(names)}"] if names else []


def _letter(review: RapidReview) -> list[str]:
    reply = PanelReply.all_records.filter(
        review=review, round=review.round - 1, answer=PanelAnswer.RECONSIDER
    ).first()
    return [] if reply is None or reply.letter_id else ["The Panel's letter was not attached to its reply"]
