"""How far off the forecast has been: what it said on two days of past reviews, beside the day they were sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

from lscp.deadlines.calendars import local_calendar
from lscp.deadlines.models import Clock
from lscp.kernel import clock
from rapid_reviews.models import KeptForecast
from rapid_reviews.timetable import PANEL

ASKED_DAYS = (5, 10)
"""The working days of a review on which its forecast is compared with what came of it."""
LATEST = 50


@dataclass(frozen=True)
class ForecastError:
    """On one working day: in how many reviews it was kept, and how many working days off it was."""

    day: int
    reviews: int
    average: float
    worst: int

    @property
    def words(self) -> str:
        """The error in a sentence."""
        reviews = "1 past review" if self.reviews == 1 else f"{self.reviews} past reviews"
        return (
            f"On working day {self.day} it was {self.average:.1f} working days off on average in {reviews}, "
            f"{self.worst} at worst."
        )


def forecast_errors(partnership: Any) -> Sequence[ForecastError]:
    """The error over the partnership's last 50 reviews that reached the Panel; nothing where none did."""
    met = Clock.all_records.filter(
        partnership=partnership, rule_key=PANEL, is_live=True, met_at__isnull=False
    ).order_by("-met_at")[:LATEST]
    sent = {(row.case_id, row.subject): clock.london_date(row.met_at) for row in met if row.met_at}
    kept = KeptForecast.all_records.filter(
        review__partnership=partnership,
        working_day__in=ASKED_DAYS,
        review__case__in={case for case, _ in sent},
    ).select_related("review")
    calendar = local_calendar(partnership)
    off: dict[int, list[int]] = {}
    for row in kept:
        day = sent.get((row.review.case_id, row.review.course))
        if day is not None:
            off.setdefault(row.working_day, []).append(abs(calendar.between(row.projected_on, day)))
    return [
        ForecastError(day, len(off[day]), mean(off[day]), max(off[day])) for day in ASKED_DAYS if day in off
    ]
