"""The family's diagram with its tables, on screen and as accessible PDF."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lscp.kernel.dates import british_datetime
from lscp.web.components import Cell
from lscp.web.pdf import render_pdf
from notifications.panels import button
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.family_codes import Life, Sex
from rapid_reviews.models import RapidReview
from rapid_reviews.policies import family as policies
from rapid_reviews.policies.chronology import reads_names
from rapid_reviews.queries.chronology_roles import roles_of
from rapid_reviews.queries.family import FamilyView, Hide, Said, Someone, family_view
from rapid_reviews.queries.family_history import Earlier, earlier_wordings
from rapid_reviews.queries.genogram import Diagram

MARKING = "OFFICIAL-SENSITIVE"
HIDDEN = "People are called by their roles here, such as “mother” or “Child 2”. Names of professionals may still stand."
PEOPLE = ("Who", "Sex", "Alive", "Lives in", "More")
LINES = ("Who", "Is what to whom", "When", "Who says so")
WORKS = ("Agency", "What it does")
EARLIER = (*LINES, "Written", "What became of it")


def _review(request: HttpRequest, public_id: Any) -> RapidReview:
    seen = RapidReview.visible_to(request.user).select_related("notification")
    return get_object_or_404(seen, public_id=public_id)


def _view(request: HttpRequest, review: RapidReview) -> tuple[FamilyView, bool, Hide | None]:
    """The family, whether the reader may know it by name, and what hides names now."""
    knows = reads_names(request.user, review)
    hide = roles_of(review).hide if not knows or request.GET.get("names") == "hide" else None
    return family_view(review, hide=hide), knows, hide


@require_safe
def family(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The diagram, then everything it says in tables, and the ways to add to it."""
    review = _review(request, public_id)
    found, knows, hide = _view(request, review)
    is_hidden = hide is not None
    note_reading("rapid_reviews.family_viewed", review, by=request.user)
    diagram, verdict = found.diagram(), policies.can_write_family(request.user, review)
    key = [review.public_id]
    here = reverse("rapid_reviews:family", args=key)
    return render(request, "rapid_reviews/family.html", {
        "review": review, "case": review.case, "diagram": diagram, "knows": knows, "is_hidden": is_hidden,
        "hidden": HIDDEN, "here": here, "back_url": review.get_absolute_url(),
        "pdf_url": reverse("rapid_reviews:family_pdf", args=key),
        **tables(found, diagram, review if verdict and not is_hidden else None),
        "earlier_headers": EARLIER,
        "earlier": [_earlier(one, found) for one in earlier_wordings(review, found, hide=hide)],
        "buttons": [
            *button(verdict, "Add a person", reverse("rapid_reviews:family_add_person", args=key), "secondary"),
            *button(
                verdict, "Say how two people belong together",
                reverse("rapid_reviews:family_add_tie", args=key), "secondary",
            ),
            *button(
                verdict, "Say with whom an agency works", reverse("rapid_reviews:family_add_work", args=key),
                "secondary",
            ),
        ],
    })  # fmt: skip


def tables(found: FamilyView, diagram: Diagram, review: RapidReview | None) -> dict[str, Any]:
    """The same as the diagram in three tables; with links to change what stands there, for who may (`review`)."""
    lines = [[*_line(one, found, review), *_way(one, review)] for one in found.said]
    return {
        "people_headers": PEOPLE, "line_headers": (*LINES, "Change") if review else LINES, "work_headers": WORKS,
        "people": [_person(one, diagram, review) for one in found.people], "lines": lines,
        "works": [[Cell(agency), Cell(". ".join(says))] for agency, says in found.agencies],
        "work_lines": [[*_line(one, found, review), *_way(one, review)] for one in found.works],
    }  # fmt: skip


def _person(one: Someone, diagram: Diagram, review: RapidReview | None) -> list[Cell]:
    home = diagram.family.home_of(one.key)
    way = reverse("rapid_reviews:family_person", args=[review.public_id, one.key]) if review else ""
    life = str(Life(one.life).label) + (f", {one.died}" if one.died else "")
    about = "A child the review is about" if one.person.kind == "child" else ""
    more = ". ".join(
        part for part in (one.born, one.note, f"Source: {one.source}" if one.source else "") if part
    )
    return [
        Cell(one.full, way, note=about), Cell(str(Sex(one.sex).label)), Cell(life),
        Cell(f"Home {home}" if home else "Not recorded"), Cell(more),
    ]  # fmt: skip


def _line(one: Said, found: FamilyView, review: RapidReview | None) -> list[Cell]:
    del review
    people = found.by_key
    who = people[one.one].full if one.one in people else one.one
    verb = "works with" if one.tie is not None and one.tie.agency_id else ""
    words = " ".join(part for part in (one.words, verb, people[one.other].full) if part)
    return [Cell(who), Cell(words, note=one.note), Cell(one.when), Cell(one.source)]


def _earlier(one: Earlier, found: FamilyView) -> list[Cell]:
    written = f"{british_datetime(one.written_at)}, {one.written_by}"
    return [*_line(one.said, found, None), Cell(written), Cell(one.became, note=one.reason)]


def _way(one: Said, review: RapidReview | None) -> list[Cell]:
    if review is None:
        return []
    if one.tie is None:
        return [Cell("")]
    return [Cell("Change or take out", reverse("rapid_reviews:family_tie", args=[one.tie.public_id]))]


@never_cache
@require_safe
def family_pdf(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The diagram and its tables on landscape pages. Its name and properties hold the case's reference only.

    It leaves the product, so people are roles in it.
    """
    review = _review(request, public_id)
    found = family_view(review, hide=roles_of(review).hide)
    note_reading("rapid_reviews.picture_downloaded", review, by=request.user, picture="the family")
    reference, diagram = review.case.reference, found.diagram()
    context = {"diagram": diagram, "hidden": HIDDEN, **tables(found, diagram, None)}
    return HttpResponse(
        render_pdf("pdf/family.html", context, title=f"Family and agencies {reference}", marking=MARKING),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{reference}-family.pdf"',
            "X-Content-Type-Options": "nosniff",
        },
    )
