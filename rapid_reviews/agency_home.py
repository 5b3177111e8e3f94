"""What people at an agency that is asked meet without looking for it: their home page, clocks and files."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from lscp.accounts.models import Agency
from lscp.cases import contributors
from lscp.deadlines import access
from lscp.deadlines.pages import due_words
from lscp.documents import access as documents
from lscp.web import sections
from lscp.web.components import Cell, Status, TableData
from notifications.queries.identity import identified_inside
from rapid_reviews.actions.return_files import KIND
from rapid_reviews.models import AgencyRequest, RapidReview
from rapid_reviews.models.requests import RULE
from rapid_reviews.queries import own_clocks
from rapid_reviews.queries.asked_of import Waiting, waiting_for


def asked(request: HttpRequest) -> sections.Section | None:
    """What is asked of the reader's agency in rapid reviews and not answered yet."""
    user: Any = request.user
    if not user.is_authenticated:
        return None
    rows = waiting_for(user)
    if not rows:
        return None
    return sections.Section(
        title="Asked of your agency",
        intro=(
            "A rapid review looks at what happened to a child, to learn from it quickly. Say what your agency knows, "
            "or that it knows nothing."
        ),
        table=TableData(
            caption="Requests to your agency, the late ones first",
            headers=("Case", "What to do", "Agency", "Wanted by"),
            rows=[_row(one) for one in rows],
            is_caption_hidden=True,
        ),
    )


def _row(one: Waiting) -> list[Cell]:
    request, view = one.view.request, one.view.view
    address = request.get_absolute_url()
    late = Status("Late", "red") if one.view.is_late else None
    return [
        Cell(request.case.reference, address),
        Cell(one.to_do, address),
        Cell(str(request.agency)),
        Cell(due_words(view.clock) if view else "", status=late, note=view.left if view else ""),
    ]


def _known(user: Any) -> QuerySet[AgencyRequest]:
    """Requests of which a person may know: they read the files of their own agency."""
    return AgencyRequest.visible_to(user)


def _inside(user: Any) -> QuerySet[AgencyRequest]:
    """Requests of reviews that a person sees whole, and whose people they may know: they read every file."""
    reviews = RapidReview.visible_to(user).order_by().filter(pk=OuterRef("review_id"))
    known = identified_inside(user).order_by().filter(pk=OuterRef("review__notification_id"))
    return AgencyRequest.visible_to(user).filter(Exists(reviews), Exists(known))


def agencies_of_case(case: Any) -> list[Agency]:
    """The agencies whose returns the case holds."""
    held = AgencyRequest.all_records.filter(case=case, versions__isnull=False).values("agency")
    return list(Agency.objects.filter(pk__in=held))


def register() -> None:
    """Add them."""
    sections.register_section(asked, order=8)
    access.keeps_clocks(
        RULE,
        access.OwnClocks(own_clocks.clocks_q, own_clocks.page, "The request", told=own_clocks.told),
    )
    documents.holds_files(KIND, known=_known, inside=_inside)
    contributors.names_contributors("rapid_reviews", agencies_of_case)
