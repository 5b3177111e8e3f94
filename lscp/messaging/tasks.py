"""Celery entry points of the outbox: no arguments but ids, one call each."""

import logging

from celery import shared_task
from kombu.exceptions import OperationalError

from lscp.messaging import broker, delivery

log = logging.getLogger(__name__)


@shared_task(name="messaging.deliver", ignore_result=True)
def deliver() -> int:
    """Send what is due."""
    return delivery.deliver_due()


def kick_delivery() -> None:
    """Wake a worker after a commit; without a broker the minute's sweep sends it later."""
    try:
        deliver.apply_async(retry=False, expires=60)
    except (OperationalError, OSError) as problem:
        broker.note_failure()
        log.warning(
            "the broker could not be reached; messages wait for the sweep: %s", type(problem).__name__
        )
