"""Who wrote what of a report: every saved version of every section, the newest first, and what agencies gave."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lscp.kernel.dates import british_datetime
from lscp.web.components import Cell
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.models import RapidReview
from rapid_reviews.queries.report import ReportView, report_of
from rapid_reviews.queries.report_contributors import Places, draft_number, return_lines, versions_of

SHOWN = 500
"""Versions on the page; older ones stand on their sections' own pages."""


@never_cache
@require_safe
def authors(request: HttpRequest, public_id: Any, number: int) -> HttpResponse:
    """One round's report by its authors. No text of a section stands here."""
    user: Any = request.user
    review = get_object_or_404(RapidReview.visible_to(user), public_id=public_id)
    report = report_of(review, number)
    if report is None:
        raise Http404
    note_reading("rapid_reviews.report_read", review, by=user, part="who wrote what")
    context = {
        "record": review,
        "case": review.case,
        "report": report,
        "draft": draft_number(review, report),
        "agency_rows": return_lines(review),
        "headers": ("Section", "What changed", "Saved", "By", "Where it comes from"),
        "rows": _rows(review, report),
        "shown": SHOWN,
        "back_url": reverse("rapid_reviews:report_round", args=[review.public_id, report.round]),
    }
    return render(request, "rapid_reviews/report/authors.html", context)


def _rows(review: RapidReview, report: ReportView) -> list[list[Cell]]:
    titles = {one.section.pk: one.title for one in report.written if one.section is not None}
    places = Places(review.partnership_id)
    return [
        [
            Cell(titles[one.section_id], one.section.get_absolute_url()),
            Cell(
                f"Version {one.number}",
                reverse("rapid_reviews:report_version", args=[one.section.public_id, one.number]),
            ),
            Cell(british_datetime(one.made_at)),
            Cell(str(one.made_by), note=places.of(one.made_by, one.made_at)),
            Cell(one.taken_from or "Written"),
        ]
        for one in versions_of(report, SHOWN)
    ]
