"""Celery entry points of the rapid reviews: no arguments or keys, one call each."""

from celery import shared_task

from rapid_reviews.actions import forecasts


@shared_task(name="rapid_reviews.keep_forecasts", ignore_result=True)
def keep_forecasts() -> int:
    """Keep what the forecast says today."""
    return forecasts.keep_forecasts()
