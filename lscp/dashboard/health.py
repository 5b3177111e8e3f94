"""Whether the service is well, for what watches it: a word for each part, and no details."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from typing import Final

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lscp.deadlines import health as deadlines_health
from lscp.kernel import clock
from lscp.messaging.models import OutboundMessage, Status

log = logging.getLogger(__name__)

OLDEST_WAITING: Final = dt.timedelta(minutes=15)


@login_not_required
@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers. Nothing else is asked."""
    return JsonResponse({"status": "ok"})


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Each part in a word; 503 when one is not well."""
    parts = {name: _well(name, check) for name, check in CHECKS.items()}
    is_well = all(parts.values())
    words = {name: "ok" if well else "not ok" for name, well in parts.items()}
    return JsonResponse({"status": "ok" if is_well else "not ok", **words}, status=200 if is_well else 503)


def _well(name: str, check: Callable[[], bool]) -> bool:
    try:
        well = check()
    except (DatabaseError, redis.RedisError, OSError) as problem:
        log.warning("health check %s failed: %s", name, type(problem).__name__)
        return False
    if not well:
        log.warning("health check %s is not well", name)
    return well


def database() -> bool:
    """A row can be read."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def broker() -> bool:
    """Redis answers."""
    client = redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2)
    with client:
        return bool(client.ping())


def reminders() -> bool:
    """The reminders were looked through within 15 minutes of real time."""
    return bool(deadlines_health.readiness()["ok"])


def outbox() -> bool:
    """No message that may leave has waited for more than 15 minutes."""
    late = clock.now() - OLDEST_WAITING
    waiting = OutboundMessage.objects.filter(
        status__in=[Status.QUEUED, Status.SENDING], deliver_after__lt=late
    )
    return not waiting.exists()


CHECKS: Final[dict[str, Callable[[], bool]]] = {
    "database": database,
    "redis": broker,
    "reminders": reminders,
    "outbox": outbox,
}
