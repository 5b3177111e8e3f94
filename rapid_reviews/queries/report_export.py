"""The report as it leaves the product: parts in order, as headings, paragraphs and questions with answers.

Legal advice is never part of it. While anything is unmet, the copy calls itself a draft.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from lscp.kernel.dates import british_date
from lscp.signing.queries import result_for
from lscp.web.pdf import render_pdf
from notifications.queries.opinions import sentence_of
from rapid_reviews.models import RapidReview
from rapid_reviews.queries.opened import document_of
from rapid_reviews.queries.readiness import unmet
from rapid_reviews.queries.report import PartView, ReportView, current_round, texts_of
from rapid_reviews.queries.report_contributors import draft_number, return_lines, section_lines
from rapid_reviews.queries.report_judgements import answered
from rapid_reviews.queries.report_views import open_round
from rapid_reviews.report_codes import About, SectionKind

NOT_WRITTEN = "Nothing is written here."
AUTHORS = "Who contributed and who wrote what"
NOT_OPEN = "The partners’ views are not open."


@dataclass(frozen=True)
class Answer:
    """One question or name with what was said."""

    label: str
    text: str


@dataclass(frozen=True)
class Chapter:
    """One part of the copy: paragraphs, then rows."""

    title: str
    paragraphs: Sequence[str] = ()
    rows: Sequence[Answer] = ()
    headers: tuple[str, str] = ("Question", "Answer and reasons")


@dataclass(frozen=True)
class Copy:
    """The whole copy. `reference` is all that its file name may say."""

    reference: str
    round: int
    is_draft: bool
    chapters: Sequence[Chapter]
    draft: int = 0

    @property
    def title(self) -> str:
        """What the document is called; it names nobody."""
        words = f"Rapid review report {self.reference}"
        return f"{words}, round {self.round}" if self.round > 1 else words

    @property
    def draft_words(self) -> str:
        """What a copy that may not go on yet says of itself, with its number."""
        return f"Draft {self.draft}. It is not ready to go on." if self.is_draft else ""

    @property
    def file_name(self) -> str:
        """Its file name without the ending."""
        name = f"{self.reference}-rapid-review-report"
        return f"{name}-round-{self.round}" if self.round > 1 else name


Filler = Callable[[Any, RapidReview, int], Sequence[Answer]]
_fillers: dict[str, Filler] = {}


def fills(part: str, source: Filler) -> None:
    """Say what stands in a part that follows the report: `source(user, review, round)` gives its rows."""
    _fillers[part] = source


def copy_of(user: Any, review: RapidReview, report: ReportView, *, names_signers: bool = True) -> Copy:
    """The copy of one round's report for this reader, who may read it.

    `names_signers` says whether who signed a view is named; what leaves the partnership says the agency only.
    """
    texts = texts_of(report)
    chapters = [
        _views(user, review, report, one.part.title, names_signers=names_signers)
        if one.part.kind == SectionKind.VIEWS
        else _chapter(user, review, report, one, texts)
        for one in report.parts
        if one.part.kind != SectionKind.LEGAL
        and (one.part.kind != SectionKind.LATER or one.part.key in _fillers)
    ]
    chapters.append(_authors(review, report))
    numbered = [
        Chapter(f"{number}. {one.title}", one.paragraphs, one.rows, one.headers)
        for number, one in enumerate(chapters, start=1)
    ]
    is_draft = report.round == current_round(review) and bool(unmet(review))
    number = draft_number(review, report)
    return Copy(review.case.reference, report.round, is_draft, numbered, draft=number)


def _authors(review: RapidReview, report: ReportView) -> Chapter:
    """Which agencies contributed, in which roles, and who wrote which section."""
    lines = [*return_lines(review), *section_lines(review, report)]
    rows = [Answer(label, text) for label, text in lines]
    return Chapter(AUTHORS, () if rows else (NOT_WRITTEN,), rows, ("Agency or section", "Who wrote it"))


def pdf_of(copy: Copy, *, marking: str) -> bytes:
    """The copy as an accessible PDF."""
    return render_pdf("pdf/rapid_review_report.html", {"copy": copy}, title=copy.title, marking=marking)


def _chapter(
    user: Any, review: RapidReview, report: ReportView, one: PartView, texts: dict[str, str]
) -> Chapter:
    part = one.part
    match part.kind:
        case SectionKind.CRITERIA:
            rows = [
                Answer(
                    f"{row.item.question} ({row.item.source})",
                    _joined(row.words or "Not answered", row.reason),
                )
                for row in answered(review, report, About(part.about or About.LOCAL))
            ]
            return Chapter(part.title, rows=rows)
        case SectionKind.LATER:
            rows = list(_fillers[part.key](user, review, report.round))
            return Chapter(part.title, () if rows else (NOT_WRITTEN,), rows, ("What", "Answer and reasons"))
    text = texts.get(part.key, "").strip()
    return Chapter(part.title, [line for line in text.split("\n") if line.strip()] or [NOT_WRITTEN])


def _views(user: Any, review: RapidReview, report: ReportView, title: str, *, names_signers: bool) -> Chapter:
    the_round = open_round(user, review, report.round)
    result = result_for(user, the_round) if the_round is not None else None
    if the_round is None or result is None:
        return Chapter(title, [NOT_OPEN])
    rows = []
    for seat in result.seats:
        view = seat.counted
        if view is None:
            rows.append(Answer(seat.seat.title, "No view that counts"))
            continue
        reasons = str(document_of(view.content).get("rationale", ""))
        signer = view.signer if names_signers else "its member of the group"
        signed = f"Signed by {signer} on {british_date(view.signed_at)}"
        rows.append(Answer(seat.seat.title, _joined(the_round.words_for(view.choice), reasons, signed)))
    return Chapter(title, [sentence_of(result, the_round)], rows, ("Partner", "View and reasons"))


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)
