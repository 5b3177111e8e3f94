"""What the home page, the navigation and the case page say of rapid reviews."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.urls import reverse

from lscp.accounts.roles import GRANTED_ROLES
from lscp.deadlines.pages import due_words
from lscp.kernel.addresses import page_address
from lscp.web import furniture, sections
from lscp.web.components import Action, ActionButton, Cell, NavItem, SettingsLink, SummaryRow, TableData
from notifications import panels
from notifications.panels import Panel
from notifications.queries.case_page import reads_with_it
from rapid_reviews.enums import ReviewStatus
from rapid_reviews.models import RapidReview
from rapid_reviews.queries.outcome import awaiting_words
from rapid_reviews.queries.requests import counts
from rapid_reviews.queries.reviews import going_on

ON_HOME = 5


def navigation(request: HttpRequest) -> list[NavItem]:
    """The list of rapid reviews, for roles that take part in them."""
    user: Any = request.user
    if not user.is_authenticated or not user.holds(*GRANTED_ROLES):
        return []
    address = page_address("rapid_reviews:list")
    return [NavItem("Rapid reviews", address, is_current=request.path.startswith(address))]


def under_way(request: HttpRequest) -> sections.Section | None:
    """The reviews that go on, the most urgent first, each with its forecast."""
    user: Any = request.user
    if not user.is_authenticated or not user.holds(*GRANTED_ROLES):
        return None
    rows = going_on(user, ON_HOME)
    if not rows:
        return None
    return sections.Section(
        title="Rapid reviews under way",
        table=TableData(
            caption="Rapid reviews, the most urgent first",
            headers=("Case", "Due at the Panel", "Forecast", "Returns"),
            rows=[
                [
                    Cell(row.review.case.reference, row.review.get_absolute_url()),
                    Cell(due_words(row.panel.clock) if row.panel else ""),
                    Cell(
                        row.forecast.sentence if row.forecast else row.review.standing,
                        note=_why(row.forecast),
                    ),
                    Cell("{} of {}".format(*counts(row.requests))),
                ]
                for row in rows
            ],
            is_caption_hidden=True,
        ),
        links=[Action("See all rapid reviews", reverse("rapid_reviews:list"))],
    )


def _why(forecast: Any) -> str:
    return ". ".join(forecast.causes) if forecast else ""


def panel(request: HttpRequest, notification: Any) -> Panel | None:
    """The rapid review on the case page, for those inside the process."""
    if not notification.inside:
        return None
    if not notification.review_key:
        return None
    next_step = awaiting_words(notification.review_awaits or ())
    rows = [
        SummaryRow("State", str(ReviewStatus(notification.review_status).label)),
        *([SummaryRow("What comes next", next_step)] if next_step else []),
        SummaryRow(
            "Timetable, forecast and returns", "On its own page",
            actions=[Action("Open the rapid review", _address(notification))],
        ),
    ]  # fmt: skip
    return Panel("Rapid review", "notifications/panels/rows.html", {"rows": rows}, order=5)


def buttons(request: HttpRequest, notification: Any) -> Iterable[ActionButton]:
    """The way to the rapid review."""
    if not (notification.inside and notification.review_key):
        return []
    return [ActionButton("Open the rapid review", _address(notification))]


def _address(notification: Any) -> str:
    return reverse("rapid_reviews:review", args=[notification.review_key])


def checks(request: HttpRequest, partnership: Any) -> Iterable[SettingsLink]:
    """How the checks of chronologies are set, on the partnership's settings page."""
    del request
    yield SettingsLink(
        "Checks of chronologies",
        reverse("rapid_reviews:checks_settings", args=[partnership.slug]),
        "After how many days a gap, a silence or a child not seen is suggested for a look in a rapid review.",
    )


def register() -> None:
    """Add them to the pages."""
    furniture.register_settings(checks, order=26)
    furniture.register_navigation(navigation, order=27)
    sections.register_section(under_way, order=17)
    newest = RapidReview.all_records.filter(notification=OuterRef("pk")).order_by("-opened_at", "-pk")
    reads_with_it(
        review_key=Subquery(newest.values("public_id")[:1]),
        review_status=Subquery(newest.values("status")[:1]),
        review_awaits=Subquery(newest.values("awaits")[:1]),
    )
    panels.shows(panel)
    panels.offers(buttons)
