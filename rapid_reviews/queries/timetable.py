"""The timetable as its page shows it: each step with its clock, in the order of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lscp.deadlines.calendars import current_calendar
from lscp.deadlines.models import Clock
from lscp.deadlines.queries import SHOWN, ClockView, view_of
from lscp.kernel.clock import london_date
from rapid_reviews.models import RapidReview
from rapid_reviews.timetable import PANEL, STEPS


@dataclass(frozen=True)
class StepView:
    """One step: its key, its clock as it stands, and whether its day can still be set."""

    key: str
    view: ClockView

    @property
    def clock(self) -> Clock:
        """The live row."""
        return self.view.clock

    @property
    def can_move(self) -> bool:
        """Whether the step waits for somebody, and is not the Panel's."""
        return self.key != PANEL and self.clock.met_at is None and self.clock.cancelled_at is None


def steps_of(review: RapidReview) -> list[StepView]:
    """The steps of a review that the caller fetched from what the reader may see; one query."""
    rows = Clock.all_records.filter(
        case=review.case_id, subject=review.course, is_live=True, rule_key__in=STEPS
    ).select_related(*SHOWN, "why__key")
    found = {row.rule_key: row for row in rows}
    return [StepView(key, view_of(found[key])) for key in STEPS if key in found]


def step_of(review: RapidReview, key: str) -> StepView | None:
    """One step, or None."""
    return next((step for step in steps_of(review) if step.key == key), None)


def working_days_used(review: RapidReview, steps: list[StepView]) -> int | None:
    """How many working days had gone when the review opened; None while day 0 has not come."""

    start = next((step.clock.start_on for step in steps if step.key == PANEL and step.clock.start_on), None)
    if start is None:
        return None
    return max(0, current_calendar(review.partnership).between(start, london_date(review.opened_at)))


def attach(reviews: list[Any]) -> dict[int, list[StepView]]:
    """The steps of many reviews, by review, in one query."""
    wanted = {(review.case_id, review.course): review.pk for review in reviews}
    rows = Clock.all_records.filter(
        case__in={case for case, _course in wanted}, is_live=True, rule_key__in=STEPS
    ).select_related(*SHOWN)
    found: dict[int, dict[str, Clock]] = {}
    for row in rows:
        review = wanted.get((row.case_id, row.subject))
        if review is not None:
            found.setdefault(review, {})[row.rule_key] = row
    return {
        review: [StepView(key, view_of(clocks[key])) for key in STEPS if key in clocks]
        for review, clocks in found.items()
    }
