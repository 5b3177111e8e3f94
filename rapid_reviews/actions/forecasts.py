"""Keeping what the forecast says each day."""

from __future__ import annotations

from lscp.deadlines.calendars import local_calendar
from lscp.kernel import clock
from rapid_reviews.models import KeptForecast, RapidReview
from rapid_reviews.queries.forecast import forecasts_of
from rapid_reviews.queries.timetable import attach
from rapid_reviews.timetable import PANEL
from rapid_reviews.workflow import OVER


def keep_forecasts() -> int:
    """Keep today's forecast of every review whose count has begun and that goes on; a repeat keeps nothing.

    No decision and nobody's: it alters no record of a case, so nothing is written there. Says how many.
    """
    today = clock.today()
    rows = RapidReview.all_records.exclude(status__in=OVER).exclude(forecasts__made_on=today)
    reviews = list(rows.select_related("case", "partnership"))
    steps = attach(reviews)
    forecasts = forecasts_of(reviews, steps)
    made = []
    for review in reviews:
        panel = next((step for step in steps.get(review.pk, ()) if step.key == PANEL), None)
        start = panel.clock.start_on if panel else None
        forecast = forecasts.get(review.pk)
        if start is None or forecast is None or forecast.due is None:
            continue
        day = local_calendar(review.partnership).between(start, today)
        made.append(
            KeptForecast(
                review=review, made_on=today, working_day=day, projected_on=forecast.projected,
                due_on=forecast.due,
            )
        )  # fmt: skip
    KeptForecast.all_records.bulk_create(made, ignore_conflicts=True)
    return len(made)
