"""The list of rapid reviews with what a row says: the working day, the due day, the forecast, the returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lscp.deadlines.calendars import current_calendar
from lscp.kernel import clock
from rapid_reviews.models import AgencyRequest, RapidReview
from rapid_reviews.queries.forecast import Forecast, forecast_of
from rapid_reviews.queries.requests import RequestView, with_clocks
from rapid_reviews.queries.timetable import StepView, attach
from rapid_reviews.timetable import PANEL
from rapid_reviews.workflow import OVER

SHOWN = 100


@dataclass(frozen=True)
class RowView:
    """One review of the list. `day` is the working day it stands on, counted from day 0."""

    review: RapidReview
    panel: StepView | None
    day: int | None
    length: int
    forecast: Forecast | None
    requests: list[RequestView]


def going_on(user: Any) -> list[RowView]:
    """The reviews this person may see: those that go on first, the most urgent at the top; at most 100."""
    rows = list(RapidReview.visible_to(user).order_by("ended_at", "-opened_at", "-pk")[:SHOWN])
    rows.sort(key=lambda row: row.ended_at is not None)
    steps = attach(rows)
    by_review: dict[int, list[AgencyRequest]] = {}
    for request in AgencyRequest.all_records.filter(review__in=[row.pk for row in rows]).select_related(
        "agency"
    ):
        by_review.setdefault(request.review_id, []).append(request)
    views = [_row(row, steps.get(row.pk, []), with_clocks(by_review.get(row.pk, []))) for row in rows]
    return sorted(views, key=_urgency)


def _row(review: RapidReview, steps: list[StepView], requests: list[RequestView]) -> RowView:
    panel = next((step for step in steps if step.key == PANEL), None)
    goes_on = review.status not in OVER
    start = panel.clock.start_on if panel else None
    day = current_calendar(review.partnership).between(start, clock.today()) if start and goes_on else None
    return RowView(
        review=review, panel=panel, day=day, length=panel.clock.length if panel else 0,
        forecast=forecast_of(review, steps) if goes_on else None, requests=requests,
    )  # fmt: skip


def _urgency(row: RowView) -> Any:
    ended = row.review.status in OVER
    due = row.panel.clock.due_at if row.panel else None
    return (ended, due is None, due or row.review.opened_at)
