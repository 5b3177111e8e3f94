"""The report as a paper of a meeting: how it becomes pages of a reader's bundle."""

from __future__ import annotations

import hashlib
from typing import Any

from lscp.documents.binding import Paged
from lscp.meetings.paper_pages import PaperPages, makes_pages
from lscp.web.context_processors import MARKING
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.models import RapidReview
from rapid_reviews.policies.chronology import reads_names
from rapid_reviews.queries.report import report_of
from rapid_reviews.queries.report_export import copy_of, pdf_of
from rapid_reviews.queries.report_views import contributing


def report_pages(
    user: Any, case: Any, *, public_id: Any, number: int | None = None, kind: str = "pdf"
) -> PaperPages | None:
    """One round's report, the present one without a number, for somebody who may know the people in the case."""
    rows = RapidReview.visible_to(user).filter(case=case, public_id=public_id)
    review = rows.select_related("notification").first()
    report = report_of(review, number) if review is not None else None
    if review is None or report is None or not reads_names(user, review):
        return None
    copy = copy_of(user, review, report)

    def make() -> Paged:
        return Paged(pdf_of(copy, marking=MARKING))

    def note() -> None:
        note_reading(
            "rapid_reviews.report_downloaded", review, by=user, contributed_by=contributing(user, review),
            kind="PDF", number=report.round,
        )  # fmt: skip

    del kind
    return PaperPages(hashlib.sha256(repr(copy).encode()).hexdigest(), make, note)


def register() -> None:
    """Make it known."""
    for name in ("report", "report_round", "report_copy"):
        makes_pages(f"rapid_reviews:{name}", report_pages)
