"""Whether the broker that wakes the workers answers. It carries no message: those are in the database."""

from __future__ import annotations

import threading
import time
from typing import Final

import redis
from django.conf import settings

ASKED_AGAIN_AFTER: Final = 10.0
"""Seconds for which an answer is believed, so that a page costs no question each time."""
PATIENCE: Final = 0.5

_lock = threading.Lock()
_answer: tuple[float, bool] | None = None


def is_reachable() -> bool:
    """Whether the broker answered within the last seconds; asks it when nobody has asked lately."""
    global _answer  # noqa: PLW0603 - one answer for the process
    with _lock:
        if _answer is None or time.monotonic() - _answer[0] > ASKED_AGAIN_AFTER:
            _answer = (time.monotonic(), ping())
        return _answer[1]


def note_failure() -> None:
    """Somebody has just failed to reach it: believe that until it is asked again."""
    global _answer  # noqa: PLW0603 - the same
    with _lock:
        _answer = (time.monotonic(), False)


def forget() -> None:
    """Ask afresh next time."""
    global _answer  # noqa: PLW0603 - the same
    with _lock:
        _answer = None


def ping() -> bool:
    """Ask the broker now."""
    try:
        with redis.Redis.from_url(
            settings.CELERY_BROKER_URL, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE
        ) as client:
            return bool(client.ping())
    except (redis.RedisError, OSError):
        return False
