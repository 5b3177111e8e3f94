"""Answers that are believed for a few seconds, so that what every page says of the service costs no question."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.conf import settings

P = ParamSpec("P")
Answer = TypeVar("Answer")
MOST_KEPT = 256


def believed(ask: Callable[P, Answer]) -> Callable[P, Answer]:
    """Ask once in `BELIEVED_SECONDS` of real time (setting), in each process and for each set of arguments.

    For notices about the service, and lists of agencies and of texts only. Nothing that says who may see or
    do something is ever believed: that is asked each time.
    """
    kept: dict[Hashable, tuple[float, Answer]] = {}

    @wraps(ask)
    def answer(*args: P.args, **kwargs: P.kwargs) -> Answer:
        key: Hashable = (args, tuple(sorted(kwargs.items())))
        now = time.monotonic()
        found = kept.get(key)
        if found is not None and now - found[0] < settings.BELIEVED_SECONDS:
            return found[1]
        if len(kept) >= MOST_KEPT:
            kept.clear()
        fresh = ask(*args, **kwargs)
        kept[key] = (now, fresh)
        return fresh

    return answer
