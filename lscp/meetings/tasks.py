"""Celery entry points of the meetings: no arguments, one call each."""

import logging

from celery import shared_task
from kombu.exceptions import OperationalError

from lscp.meetings.actions import bundle

log = logging.getLogger(__name__)


@shared_task(name="meetings.make_bundles", ignore_result=True)
def make_bundles() -> int:
    """Put together the papers that readers asked for, and go on with those whose worker was killed."""
    return bundle.go_on()


@shared_task(name="meetings.forget_bundles", ignore_result=True)
def forget_bundles() -> int:
    """Delete bundles whose time is over."""
    return bundle.forget_old()


def kick_bundles() -> None:
    """Wake a worker; without a broker the minute's sweep puts the bundle together."""
    try:
        make_bundles.apply_async(retry=False, expires=60)
    except (OperationalError, OSError) as problem:
        log.warning("the broker could not be reached; bundles wait for the sweep: %s", type(problem).__name__)
