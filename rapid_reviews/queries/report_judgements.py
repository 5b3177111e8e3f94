"""The answers to the statutory criteria and to the self-check, as they stand: the newest of each item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rapid_reviews.models import RapidReview, ReportJudgement
from rapid_reviews.queries.opened import text_of
from rapid_reviews.queries.report import ReportView, report_of
from rapid_reviews.report_codes import About
from rapid_reviews.report_wording.shapes import Item


@dataclass(frozen=True)
class Answered:
    """One item with the answer that counts, or none."""

    item: Item
    judgement: ReportJudgement | None
    earlier: int = 0

    @property
    def words(self) -> str:
        """The answer in a word; empty for none."""
        return str(self.judgement.get_answer_display()) if self.judgement else ""

    @property
    def reason(self) -> str:
        """Why."""
        return text_of(self.judgement.reason) if self.judgement else ""


def answered(review: RapidReview, report: ReportView, about: About) -> Sequence[Answered]:
    """Every item of one list with its newest answer, in the outline's order; one query."""
    rows = (
        ReportJudgement.all_records.filter(review=review, round=report.round, about=about)
        .select_related("reason__key", "made_by")
        .order_by("made_at", "pk")
    )
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.item, []).append(row)
    return [
        Answered(item, found[item.key][-1] if item.key in found else None, len(found.get(item.key, [])[:-1]))
        for item in report.outline.items(about)
    ]


def answered_before(review: RapidReview, report: ReportView, about: About) -> dict[str, Answered]:
    """What the round before answered, by item: where somebody starts who answers again. Empty in the first round."""
    before = report_of(review, report.round - 1) if report.round > 1 else None
    if before is None:
        return {}
    return {one.item.key: one for one in answered(review, before, about) if one.judgement}


def count_of(review: RapidReview, number: int, about: About) -> int:
    """How many answers were given: what a page shows is out of date when it has grown."""
    return ReportJudgement.all_records.filter(review=review, round=number, about=about).count()
