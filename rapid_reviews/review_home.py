"""What the home page, the navigation and the case page say of rapid reviews."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lscp.accounts.roles import GRANTED_ROLES
from lscp.deadlines.pages import due_words
from lscp.kernel.dates import british_date
from lscp.web import furniture, sections
from lscp.web.components import Action, ActionButton, Cell, NavItem, SummaryRow, TableData
from notifications import panels
from notifications.panels import Panel
from rapid_reviews.enums import ReviewStatus
from rapid_reviews.models import RapidReview
from rapid_reviews.queries.forecast import forecast_of
from rapid_reviews.queries.requests import counts, requests_of
from rapid_reviews.queries.reviews import going_on
from rapid_reviews.queries.timetable import steps_of
from rapid_reviews.timetable import PANEL
from rapid_reviews.workflow import OVER

ON_HOME = 5


def navigation(request: HttpRequest) -> list[NavItem]:
    """The list of rapid reviews, for roles that take part in them."""
    user: Any = request.user
    if not user.is_authenticated or not user.holds(*GRANTED_ROLES):
        return []
    address = reverse("rapid_reviews:list")
    return [NavItem("Rapid reviews", address, is_current=request.path.startswith(address))]


def under_way(request: HttpRequest) -> sections.Section | None:
    """The reviews that go on, the most urgent first, each with its forecast."""
    user: Any = request.user
    if not user.is_authenticated or not user.holds(*GRANTED_ROLES):
        return None
    rows = [row for row in going_on(user) if row.review.status not in OVER][:ON_HOME]
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
                    Cell(row.forecast.sentence if row.forecast else "", note=_why(row.forecast)),
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
    review = _review_of(request.user, notification)
    if review is None:
        return None
    steps = steps_of(review)
    answered, asked, late = counts(requests_of(request.user, review))
    due = next((step.clock for step in steps if step.key == PANEL), None)
    rows = [SummaryRow("State", review.get_status_display())]
    if review.status != ReviewStatus.ENDED:
        forecast = forecast_of(review, steps)
        rows += [
            SummaryRow("Due at the Panel", due_words(due) if due else "", missing="The count has not begun"),
            SummaryRow("Returns", f"{answered} of {asked}" + (f", {late} late" if late else "")),
            SummaryRow(
                "Forecast", f"{british_date(forecast.projected)}. {forecast.sentence}" if forecast else ""
            ),
        ]
    return Panel("Rapid review", "notifications/panels/rows.html", {"rows": rows}, order=5)


def buttons(request: HttpRequest, notification: Any) -> Iterable[ActionButton]:
    """The way to the rapid review."""
    if not notification.inside:
        return []
    review = _review_of(request.user, notification)
    return [ActionButton("Open the rapid review", review.get_absolute_url())] if review else []


def _review_of(user: Any, notification: Any) -> RapidReview | None:
    """The newest review of the incident, read once a page."""
    if "_review" not in notification.__dict__:
        rows = RapidReview.visible_to(user).filter(notification=notification.pk)
        notification.__dict__["_review"] = rows.order_by("-opened_at", "-pk").first()
    found: RapidReview | None = notification.__dict__["_review"]
    return found


def register() -> None:
    """Add them to the pages."""
    furniture.register_navigation(navigation, order=27)
    sections.register_section(under_way, order=17)
    panels.shows(panel)
    panels.offers(buttons)
