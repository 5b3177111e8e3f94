"""The list of rapid reviews with what a row says: the working day, the due day, the forecast, the returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lscp.deadlines.calendar import WorkingCalendar
from lscp.deadlines.calendars import current_calendar
from lscp.kernel import clock
from rapid_reviews.models import AgencyRequest, RapidReview
from rapid_reviews.queries.forecast import Forecast, forecasts_of
from rapid_reviews.queries.panel_clock import clocks_of
from rapid_reviews.queries.requests import RequestView, with_clocks
from rapid_reviews.queries.timetable import StepView, attach
from rapid_reviews.timetable import PANEL, RECONSIDERED
from rapid_reviews.workflow import OVER

SHOWN = 100


@dataclass(frozen=True)
class RowView:
    """One review of the list. `day` is the working day it stands on, counted from day 0 of its round.

    `panel` is the clock of its present round; once that is met, or the review is over, there is no day.
    """

    review: RapidReview
    panel: StepView | None
    day: int | None
    length: int
    forecast: Forecast | None
    requests: list[RequestView]


def listed(user: Any) -> list[RowView]:
    """The reviews this person may see: those that go on first, the most urgent at the top; at most 100."""
    rows = list(RapidReview.visible_to(user).order_by("ended_at", "-opened_at", "-pk")[:SHOWN])
    return _views(rows)


def going_on(user: Any, most: int) -> list[RowView]:
    """The most urgent of the reviews that go on, at most so many."""
    found = RapidReview.visible_to(user).exclude(status__in=OVER)
    return _views(list(found.order_by("-opened_at", "-pk")[:SHOWN]), most)


def _views(rows: list[RapidReview], most: int | None = None) -> list[RowView]:
    """What the rows say, the most urgent first, in as many queries as for one row."""
    steps = attach(rows)
    panels = {key: next((one for one in found if one.key == PANEL), None) for key, found in steps.items()}
    again = clocks_of([row for row in rows if row.round > 1])
    panels |= {key: StepView(RECONSIDERED, view) for key, view in again.items()}
    rows = sorted(rows, key=lambda row: _urgency(row, panels.get(row.pk)))[:most]
    asked = AgencyRequest.all_records.filter(review__in=[row.pk for row in rows]).select_related("agency")
    requests: dict[int, list[RequestView]] = {}
    for view in with_clocks(asked):
        requests.setdefault(view.request.review_id, []).append(view)
    forecasts = forecasts_of([row for row in rows if row.status not in OVER], steps)
    calendars = {row.partnership_id: row.partnership for row in rows}
    working_days = {key: current_calendar(partnership) for key, partnership in calendars.items()}
    return [
        RowView(
            review=row, panel=panels.get(row.pk), length=_length(panels.get(row.pk)),
            day=_day(row, panels.get(row.pk), working_days[row.partnership_id]),
            forecast=forecasts.get(row.pk), requests=requests.get(row.pk, []),
        )
        for row in rows
    ]  # fmt: skip


def _length(panel: StepView | None) -> int:
    return panel.clock.length if panel else 0


def _day(review: RapidReview, panel: StepView | None, calendar: WorkingCalendar) -> int | None:
    """The working day on which it stands; None before day 0, and once it was sent or is over."""
    if panel is None or panel.clock.start_on is None or panel.clock.met_at or review.status in OVER:
        return None
    return calendar.between(panel.clock.start_on, clock.today())


def _urgency(review: RapidReview, panel: StepView | None) -> Any:
    due = panel.clock.due_at if panel else None
    is_sent = panel is not None and panel.clock.met_at is not None
    return (review.status in OVER, is_sent, due is None, due or review.opened_at)
