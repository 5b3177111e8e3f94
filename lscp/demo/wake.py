"""Asks the workers to look at once, so that a moved clock shows its effects; without Redis they look soon."""

import logging

from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from lscp.deadlines.tasks import sweep_deadlines
from lscp.messaging.tasks import kick_delivery

log = logging.getLogger(__name__)


def wake_workers() -> None:
    """Start a sweep of the reminders and a delivery of messages."""
    try:
        sweep_deadlines.apply_async(retry=False, expires=60)
    except (OperationalError, RedisError, OSError):
        log.warning("no worker could be woken; the sweep of this minute will do it")
    kick_delivery()
