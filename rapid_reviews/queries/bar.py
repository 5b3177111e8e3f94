"""The picture of the timetable: a bar of working days from day 0, with milestones, today and the projection.

Numbers only; the template draws them, and the table beside it says the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lscp.deadlines.calendar import WorkingCalendar
from lscp.deadlines.calendars import current_calendar
from lscp.kernel import clock
from rapid_reviews.queries.forecast import Forecast
from rapid_reviews.queries.timetable import StepView
from rapid_reviews.timetable import PANEL

WIDTH, LEFT, RIGHT = 720, 24, 24
LEAST = 15
MANY = 20


@dataclass(frozen=True)
class Mark:
    """Something on the bar: where, on which working day, and in which shape it is drawn."""

    x: float
    number: int
    day: int
    label: str
    kind: str


@dataclass(frozen=True)
class Bar:
    """The whole picture: ticks for each working day, marks, and where the due day stands."""

    ticks: Sequence[tuple[float, str]]
    marks: Sequence[Mark]
    due_x: float
    end_x: float
    today_x: float | None
    projected_x: float | None
    projected_day: int | None
    used_width: float
    is_late: bool


def bar_of(partnership: Any, steps: Sequence[StepView], forecast: Forecast | None) -> Bar | None:
    """The picture of a review whose count has begun; None while day 0 has not come."""
    panel = next((step.clock for step in steps if step.key == PANEL), None)
    if panel is None or panel.start_on is None or panel.due_on is None:
        return None
    calendar, zero = current_calendar(partnership), panel.start_on
    due = _number(calendar, zero, panel.due_on)
    numbers = {step.key: _number(calendar, zero, _day(step)) for step in steps if _day(step)}
    today = _number(calendar, zero, clock.today())
    is_open = not panel.met_at
    stood = today if is_open else numbers[PANEL]
    projected = _number(calendar, zero, forecast.projected) if forecast else None
    last = max(LEAST, due, projected or 0, *numbers.values(), min(today, due + LEAST) if is_open else 0) + 1

    def x(number: int) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * min(number, last) / last, 1)

    return Bar(
        ticks=[(x(number), _label(number, last)) for number in range(last + 1)],
        marks=[
            Mark(
                x(numbers[step.key]), number, numbers[step.key], step.clock.rule.title,
                "done" if step.clock.met_at else "open",
            )
            for number, step in enumerate(steps, start=1)
            if step.key in numbers
        ],
        due_x=x(due), end_x=x(last), today_x=x(today) if is_open and 0 <= today <= last else None,
        projected_x=x(projected) if projected is not None else None, projected_day=projected,
        used_width=round(x(max(0, min(stood, last))) - LEFT, 1), is_late=bool(projected and projected > due),
    )  # fmt: skip


def _label(number: int, last: int) -> str:
    """Every number on a short bar, every fifth on a long one."""
    return str(number) if last <= MANY or number % 5 == 0 else ""


def _day(step: StepView) -> dt.date | None:
    row = step.clock
    return clock.london_date(row.met_at) if row.met_at else row.due_on


def _number(calendar: WorkingCalendar, zero: dt.date, day: dt.date | None) -> int:
    return calendar.between(zero, day) if day else 0
