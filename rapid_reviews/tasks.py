"""Celery entry points of the rapid reviews: no arguments or keys, one call each."""

import logging
from typing import Any

from celery import shared_task
from kombu.exceptions import OperationalError

from rapid_reviews.actions import chronology_export, chronology_import, forecasts

log = logging.getLogger(__name__)


@shared_task(name="rapid_reviews.keep_forecasts", ignore_result=True)
def keep_forecasts() -> int:
    """Keep what the forecast says today."""
    return forecasts.keep_forecasts()


@shared_task(name="rapid_reviews.import_rows", ignore_result=True)
def import_rows() -> int:
    """Import the files that wait for a worker, and go on with those whose worker was killed."""
    return chronology_import.go_on()


@shared_task(name="rapid_reviews.forget_files", ignore_result=True)
def forget_files() -> int:
    """Delete files for the chronology that nobody imported in time."""
    return chronology_import.forget_old()


@shared_task(name="rapid_reviews.make_copies", ignore_result=True)
def make_copies() -> int:
    """Make the copies of chronologies that wait for a worker, and those whose worker was killed."""
    return chronology_export.go_on()


@shared_task(name="rapid_reviews.forget_copies", ignore_result=True)
def forget_copies() -> int:
    """Delete the files of copies whose time is over."""
    return chronology_export.forget_old()


def kick_imports() -> None:
    """Wake a worker for a long file; without a broker the minute's sweep takes it."""
    _kick(import_rows)


def kick_copies() -> None:
    """Wake a worker for a long copy; without a broker the minute's sweep takes it."""
    _kick(make_copies)


def _kick(task: Any) -> None:
    try:
        task.apply_async(retry=False, expires=60)
    except (OperationalError, OSError) as problem:
        log.warning("the broker could not be reached; files wait for the sweep: %s", type(problem).__name__)
