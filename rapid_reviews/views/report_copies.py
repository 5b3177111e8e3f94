"""Copies of the report: accessible PDF and Word. Each download is on the record."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lscp.web.context_processors import MARKING
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.models import RapidReview
from rapid_reviews.queries.report import report_of
from rapid_reviews.queries.report_export import copy_of, pdf_of
from rapid_reviews.queries.report_views import contributing
from rapid_reviews.queries.report_word import word_of

PDF, WORD = "pdf", "docx"
TYPES = {
    PDF: "application/pdf",
    WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
WORDS = {PDF: "PDF", WORD: "Word"}


@never_cache
@require_safe
def copy(request: HttpRequest, public_id: Any, number: int, kind: str) -> HttpResponse:
    """One round's report as a file. Its name and properties hold the case's reference only."""
    user: Any = request.user
    review = get_object_or_404(
        RapidReview.visible_to(user).select_related("notification"), public_id=public_id
    )
    report = report_of(review, number)
    if report is None or kind not in TYPES:
        raise Http404
    note_reading(
        "rapid_reviews.report_downloaded", review, by=user, contributed_by=contributing(user, review),
        kind=WORDS[kind], number=report.round,
    )  # fmt: skip
    found = copy_of(user, review, report)
    data = (pdf_of if kind == PDF else word_of)(found, marking=MARKING)
    return HttpResponse(
        data,
        content_type=TYPES[kind],
        headers={
            "Content-Disposition": f'attachment; filename="{found.file_name}.{kind}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
