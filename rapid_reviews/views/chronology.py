"""Reading the chronology: merged for the review, an agency's own, and one row with all that was said about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lscp.web import narrowing
from lscp.web.components import Cell, SummaryRow
from notifications.panels import button
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.chronology_codes import Theme
from rapid_reviews.forms.chronology import NarrowingForm, SearchForm
from rapid_reviews.models import AgencyRequest, ChronologyRow, RapidReview
from rapid_reviews.policies import chronology as policies
from rapid_reviews.policies.chronology_export import can_export, can_keep_words
from rapid_reviews.policies.standing import is_at_agency, is_inside, may_know_people
from rapid_reviews.queries import chronology as queries
from rapid_reviews.queries.chronology import Narrowing, RowView
from rapid_reviews.queries.chronology_roles import roles_of
from rapid_reviews.queries.opened import text_of

Hide = Callable[[str], str]
PER_PAGE = 50
MOST_FOUND = 200
HEADERS = ("When", "Agency", "What happened", "What was done", "Child seen")
OWN_HEADERS = ("When", "What happened", "What was done", "Child seen")
HIDDEN = (
    "People are called by their roles here, such as “mother”, “Child 2” or “health visitor”. Names that nobody told us "
    "about may still stand in the texts."
)


@require_http_methods(["GET", "HEAD", "POST"])
def merged(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The whole chronology in date order: narrowed down by the address, searched by the body of a post."""
    user: Any = request.user
    review = get_object_or_404(
        RapidReview.visible_to(user).select_related("notification"), public_id=public_id
    )
    knows = policies.reads_names(user, review)
    hide = _hiding(request, review, knows=knows)
    form = NarrowingForm(
        request.GET or None, sources=queries.sources_of(review, hide),
        children=queries.children_of(review, named=hide is None),
    )  # fmt: skip
    how = form.narrowing
    rows = queries.rows_of(review, how)
    if request.method == "POST" and not knows:
        raise PermissionDenied(policies.NO_SEARCH)
    searching = SearchForm(request.POST if request.method == "POST" else None)
    context = _found(request, rows, searching)
    shown = _through(hide, context["views"])
    sources = {one.row.agency_id: one.row.agency for one in shown}
    note_reading("rapid_reviews.chronology_viewed", review, by=user, contributed_by=list(sources.values()))
    key, may_add = [review.public_id], policies.can_write_records(user, review)
    return render(
        request,
        "rapid_reviews/chronology/merged.html",
        {
            **context,
            "review": review, "case": review.case, "form": form, "fields": narrowing.drawn(form),
            "searching": searching, "is_narrowed": how != Narrowing() or (form.is_bound and not form.is_valid()),
            "headers": HEADERS, "rows": [_row(one, with_agency=True) for one in shown],
            "buttons": [
                *button(
                    may_add, "Add from the partnership's records", _at("chronology_add_record", review), "secondary"
                ),
                *button(may_add, "Import from a file", _at("chronology_import_records", review), "secondary"),
                *button(
                    can_export(user, review), "Take a copy",
                    _at("chronology_export", review) + _same(request), "secondary",
                ),
            ],
            "back_url": review.get_absolute_url(), "knows": knows, "is_hidden": hide is not None, "hidden": HIDDEN,
            "here": reverse("rapid_reviews:chronology", args=key),
            "words_url": _at("chronology_words", review) if can_keep_words(user, review) else "",
        },
    )  # fmt: skip


def _same(request: HttpRequest) -> str:
    query = request.GET.copy()
    for key in ("page", "names"):
        query.pop(key, None)
    return f"?{query.urlencode()}" if query else ""


def _at(name: str, record: Any) -> str:
    return reverse(f"rapid_reviews:{name}", args=[record.public_id])


def _found(request: HttpRequest, rows: Any, searching: SearchForm) -> dict[str, Any]:
    """A page of the rows, or those that were searched for."""
    if searching.is_bound and searching.is_valid():
        views, number = queries.search(rows, searching.cleaned_data["words"], most=MOST_FOUND)
        return {"views": views, "number": number, "page": None, "most": MOST_FOUND}
    page: Page[Any] = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return {"views": queries.opened(page), "number": page.paginator.count, "page": page}


def _hiding(request: HttpRequest, review: RapidReview, *, knows: bool) -> Hide | None:
    """How texts are shown: with roles for whoever may not know the people, or asks for them; else as written."""
    if knows and request.GET.get("names") != "hide":
        return None
    return roles_of(review).hide


def _through(hide: Hide | None, views: list[RowView]) -> list[RowView]:
    for view in views:
        view.hide = hide
    return views


def _row(view: RowView, *, with_agency: bool) -> list[Cell]:
    row = view.row
    comments = "1 comment" if view.comments == 1 else f"{view.comments} comments" if view.comments else ""
    agency = [Cell(view.source, note=view.text("source"))] if with_agency else []
    address = row.get_absolute_url() + ("?names=hide" if view.hide else "")
    spoken = "Spoken to alone" if row.spoken_to == "yes" else ""
    return [
        Cell(view.when_words, address, note=comments),
        *agency,
        Cell(view.text("event"), note=view.text("significance")),
        Cell(view.text("response")),
        Cell(row.get_child_seen_display(), note=spoken),
    ]


@require_safe
def own(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One agency's own rows, and the ways to add more."""
    user: Any = request.user
    record = get_object_or_404(AgencyRequest.visible_to(user), public_id=public_id)
    knows = is_at_agency(user, record) or policies.reads_names(user, record.review)
    hide = _hiding(request, record.review, knows=knows)
    page: Page[Any] = Paginator(queries.rows_of_request(record), PER_PAGE).get_page(request.GET.get("page"))
    note_reading("rapid_reviews.agency_rows_viewed", record, by=user, contributed_by=[record.agency])
    verdict = policies.can_write(user, record)
    key = [record.public_id]
    context = {
        "record": record, "case": record.case, "page": page, "headers": OWN_HEADERS, "is_hidden": hide is not None,
        "rows": [_row(one, with_agency=False) for one in _through(hide, queries.opened(page))],
        "buttons": [
            *button(verdict, "Add an event", reverse("rapid_reviews:chronology_add", args=key)),
            *button(
                verdict, "Import from a file", reverse("rapid_reviews:chronology_import", args=key), "secondary"
            ),
        ],
        "back_url": record.get_absolute_url(), "hidden": HIDDEN, "number": page.paginator.count,
    }  # fmt: skip
    return render(request, "rapid_reviews/chronology/own.html", context)


@require_safe
def row(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One row: all it says, what it said before, and what others say about it."""
    user: Any = request.user
    record = get_object_or_404(
        ChronologyRow.visible_to(user).select_related(
            "content__key", "taken_out_because__key", "request__review", "review__notification", "made_by"
        ),
        public_id=public_id,
    )
    at_agency = record.request is not None and is_at_agency(user, record.request)
    knows = at_agency or policies.reads_names(user, record.review)
    hide = _hiding(request, record.review, knows=knows)
    said = hide if not at_agency or may_know_people(user, record.request) else roles_of(record.review).hide
    note_reading("rapid_reviews.row_viewed", record, by=user, contributed_by=[record.agency])
    (view,) = _through(hide, queries.opened([record], counts=False))
    key = [record.public_id]
    may_change = policies.can_change(user, record)
    context = {
        "record": record, "case": record.case, "is_hidden": hide is not None, "hidden": HIDDEN,
        "heading": view.when_words, "source": view.source, "facts": _facts(view),
        "reason": _said(hide, text_of(record.taken_out_because)),
        "comments": [(one.comment, _said(said, one.text)) for one in queries.comments_on(record)],
        "earlier": [
            (one.until, [fact for view in _through(hide, [one.view]) for fact in _facts(view)])
            for one in queries.earlier_versions(record)
        ],
        "buttons": [
            *button(may_change, "Change this row", reverse("rapid_reviews:chronology_change", args=key)),
            *button(
                policies.can_comment(user, record), "Comment on this row",
                reverse("rapid_reviews:chronology_comment", args=key), "secondary",
            ),
            *button(
                may_change, "Take this row out", reverse("rapid_reviews:chronology_take_out", args=key), "warning"
            ),
        ],
        "back_url": _list_of(record, inside=is_inside(user, record.review)),
    }  # fmt: skip
    return render(request, "rapid_reviews/chronology/row.html", context)


def _list_of(record: ChronologyRow, *, inside: bool) -> str:
    if inside or record.request is None:
        return reverse("rapid_reviews:chronology", args=[record.review.public_id])
    return reverse("rapid_reviews:chronology_own", args=[record.request.public_id])


def _said(hide: Hide | None, text: str) -> str:
    return hide(text) if hide else text


def _facts(view: RowView) -> list[SummaryRow]:
    row = view.row
    plain = [
        SummaryRow("When", view.when_words),
        SummaryRow("In the words given", view.as_written),
        SummaryRow("Child seen", row.get_child_seen_display()),
        SummaryRow("Spoken to alone", row.get_spoken_to_display()),
        SummaryRow("About", ", ".join(str(Theme(one).label) for one in row.themes)),
    ]
    said = [
        SummaryRow(label, view.text(key), is_narrative=True)
        for key, label in (
            ("event", "What happened"), ("source", "Recorded in"), ("response", "What was done"),
            ("significance", "Why it matters"), ("comment", "Added"),
        )
    ]  # fmt: skip
    return [one for one in (*plain[:2], *said, *plain[2:]) if one.value]
