"""The report as its pages show it: parts in the outline's order, each with its section, text and state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from rapid_reviews import report_wording
from rapid_reviews.enums import ReviewStatus
from rapid_reviews.models import RapidReview, ReportSection, ReportVersion
from rapid_reviews.queries.opened import text_of
from rapid_reviews.report_codes import SectionState
from rapid_reviews.report_wording.shapes import Outline, Part


@dataclass(frozen=True)
class PartView:
    """One part of the outline; `section` is there for those that somebody writes."""

    number: int
    part: Part
    section: ReportSection | None
    newest: int = 0

    @property
    def state(self) -> SectionState:
        """How far it is."""
        return state_of(self.section, self.newest)

    @property
    def title(self) -> str:
        """The title with its number."""
        return f"{self.number}. {self.part.title}"


@dataclass(frozen=True)
class ReportView:
    """One round's report."""

    outline: Outline
    round: int
    parts: Sequence[PartView]

    @property
    def written(self) -> list[PartView]:
        """The parts that somebody writes."""
        return [one for one in self.parts if one.section is not None]


def state_of(section: ReportSection | None, newest: int) -> SectionState:
    """Not begun, being written, or ready."""
    if section is not None and section.ready_at:
        return SectionState.READY
    return SectionState.WRITING if newest else SectionState.NOT_BEGUN


def rounds_of(review: RapidReview) -> list[int]:
    """The rounds for which there is a report, the newest first."""
    rows = ReportSection.all_records.filter(review=review).order_by("-round")
    return list(rows.values_list("round", flat=True).distinct())


def current_round(review: RapidReview) -> int:
    """The present round; 0 while no report was begun."""
    newest = ReportSection.all_records.filter(review=review).order_by("-round").first()
    return newest.round if newest else 0


def report_of(review: RapidReview, number: int | None = None) -> ReportView | None:
    """The report of a round, the present one without a number; None where there is none. The caller has scoped."""
    number = number or current_round(review)
    newest = ReportVersion.all_records.filter(section=OuterRef("pk")).order_by("-number").values("number")
    rows = (
        ReportSection.all_records.filter(review=review, round=number)
        .select_related("owner", "ready_by", "changed_by", "case", "review")
        .annotate(newest=Subquery(newest[:1]))
    )
    sections: dict[str, Any] = {row.key: row for row in rows}
    if not sections:
        return None
    outline = report_wording.outline(next(iter(sections.values())).edition)
    parts = [
        PartView(place, part, found := sections.get(part.key), (found.newest or 0) if found else 0)
        for place, part in enumerate(outline.parts, start=1)
    ]
    return ReportView(outline, number, parts)


def texts_of(report: ReportView) -> dict[str, str]:
    """The text of every written part by its key, in one query; empty for one not begun."""
    keys = {one.section.pk: one.part.key for one in report.written if one.section is not None}
    rows = ReportVersion.all_records.filter(section__in=keys).select_related("text__key")
    newest = {row.section_id: row for row in rows.order_by("section", "number")}
    found = dict.fromkeys(keys.values(), "")
    return found | {keys[section]: text_of(row.text) for section, row in newest.items()}


def earlier_words(number: int) -> str:
    """How a text says that it comes from an earlier round."""
    return f"Round {number}"


def still_as_before(report: ReportView) -> list[PartView]:
    """The parts that are not ready and whose text is that of the round before, word for word; one query."""
    words = earlier_words(report.round - 1)
    rows = ReportVersion.all_records.filter(
        section__in=[one.section.pk for one in report.written if one.section], number=1, taken_from=words
    )
    taken = set(rows.values_list("section", flat=True))
    return [
        one
        for one in report.written
        if one.section and one.newest == 1 and not one.section.ready_at and one.section.pk in taken
    ]


def latest(section: ReportSection) -> ReportVersion | None:
    """The newest version of a section."""
    rows = ReportVersion.all_records.filter(section=section).select_related("text__key", "made_by")
    return rows.order_by("-number").first()


def part_of(section: ReportSection) -> Part:
    """The part of the outline that a section is."""
    return report_wording.outline(section.edition).part(section.key)


def number_of(section: ReportSection) -> int:
    """The section's number in the report."""
    return report_wording.outline(section.edition).parts.index(part_of(section)) + 1


def views_key(review: RapidReview, number: int) -> str:
    """How the rounds of views about one round of a report begin what they rest on."""
    return f"{review.public_id}:{number}:"


def report_links(review: RapidReview) -> list[tuple[str, str]]:
    """The way from the review's page to its report; nothing where none was begun."""
    if not current_round(review):
        return []
    return [("The report", reverse("rapid_reviews:report", args=[review.public_id]))]


def review_going_on(case: Any) -> RapidReview | None:
    """The review of a case that gathers what agencies know."""
    rows = RapidReview.all_records.filter(case=case, status=ReviewStatus.GATHERING)
    return rows.select_related("notification", "case", "partnership").first()
