"""The chronology as a picture: on screen, narrowed down like the merged chronology, and as accessible PDF."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lscp.web import narrowing
from lscp.web.pdf import render_pdf
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.forms.chronology import NarrowingForm, SearchForm
from rapid_reviews.models import RapidReview
from rapid_reviews.policies import chronology as policies
from rapid_reviews.queries import chronology as queries
from rapid_reviews.queries.chronology import Narrowing
from rapid_reviews.queries.chronology_roles import roles_of
from rapid_reviews.queries.timeline import Hide, Timeline, address, timeline_of

MARKING = "OFFICIAL-SENSITIVE"
HEADERS = ("When", "Agency", "What happened", "Child seen")
HIDDEN = "People are called by their roles here, such as “mother” or “Child 2”. Names of professionals may still stand."
EVERY = 1_000_000
"""More rows than a chronology has: the picture of a search shows all that was found."""


def _asked(
    request: HttpRequest, public_id: Any
) -> tuple[RapidReview, bool, Hide | None, NarrowingForm, Narrowing]:
    """The review, whether the reader may know the people, what hides them, and how it is narrowed down."""
    user: Any = request.user
    review = get_object_or_404(
        RapidReview.visible_to(user).select_related("notification"), public_id=public_id
    )
    knows = policies.reads_names(user, review)
    hide = None if knows and request.GET.get("names") != "hide" else roles_of(review).hide
    form = NarrowingForm(
        request.GET or None, sources=queries.sources_of(review, hide),
        children=queries.children_of(review, named=hide is None),
    )  # fmt: skip
    return review, knows, hide, form, form.narrowing


@require_http_methods(["GET", "HEAD", "POST"])
def picture(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The picture with its table: narrowed down by the address, searched by the body of a post."""
    review, knows, hide, form, how = _asked(request, public_id)
    if request.method == "POST" and not knows:
        raise PermissionDenied(policies.NO_SEARCH)
    searching = SearchForm(request.POST if request.method == "POST" else None)
    rows = queries.rows_of(review, how)
    found = None
    if searching.is_bound and searching.is_valid():
        found, _number = queries.search(rows, searching.cleaned_data["words"], most=EVERY)
        for view in found:
            view.hide = hide
    timeline = timeline_of(review, rows, how, hide=hide, found=found)
    note_reading("rapid_reviews.chronology_viewed", review, by=request.user, contributed_by=timeline.agencies)
    return render(request, "rapid_reviews/chronology/picture.html", {
        "review": review, "case": review.case, "form": form, "fields": narrowing.drawn(form),
        "searching": searching, "part": timeline.whole(), "number": len(timeline.events), "headers": HEADERS,
        "is_narrowed": how != Narrowing() or (form.is_bound and not form.is_valid()),
        "is_search": found is not None, "knows": knows, "is_hidden": hide is not None, "hidden": HIDDEN,
        "here": reverse("rapid_reviews:chronology_picture", args=[review.public_id]), **_ways(timeline),
    })  # fmt: skip


def _ways(timeline: Timeline) -> dict[str, str]:
    """The ways on: back to the rows, the PDF, and names on or off, all narrowed down alike."""
    review, how, is_hidden = timeline.review, timeline.how, timeline.hide is not None
    return {
        "back_url": address("chronology", review, how, is_hidden=is_hidden),
        "pdf_url": address("chronology_picture_pdf", review, how, is_hidden=is_hidden),
        "names_url": address("chronology_picture", review, how, is_hidden=False),
        "roles_url": address("chronology_picture", review, how, is_hidden=True),
    }


@never_cache
@require_safe
def picture_pdf(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The picture and its table on landscape pages. Its name and properties hold the case's reference only.

    It leaves the product, so people are roles in it; a copy with names is taken with a reason, elsewhere.
    """
    review, _knows, hide, _form, how = _asked(request, public_id)
    hide = roles_of(review).hide if hide is None else hide
    timeline = timeline_of(review, queries.rows_of(review, how), how, hide=hide)
    note_reading(
        "rapid_reviews.picture_downloaded", review, by=request.user, contributed_by=timeline.agencies,
        picture="the chronology",
    )  # fmt: skip
    reference = review.case.reference
    context = {
        "parts": timeline.parts(), "headers": HEADERS, "hidden": HIDDEN,
        "number": len(timeline.events), "is_narrowed": how != Narrowing(),
    }  # fmt: skip
    title = f"Chronology {reference}, as a picture"
    return HttpResponse(
        render_pdf("pdf/timeline.html", context, title=title, marking=MARKING),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{reference}-chronology-picture.pdf"',
            "X-Content-Type-Options": "nosniff",
        },
    )
