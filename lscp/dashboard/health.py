"""Whether the service is well, for what watches it: a word for each part, and no details."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lscp.deadlines import health as deadlines_health
from lscp.messaging import broker as messages_broker
from lscp.messaging import queries as messaging_queries
from lscp.record import proofs

log = logging.getLogger(__name__)


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
    except (DatabaseError, OSError) as problem:
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
    return messages_broker.ping()


def reminders() -> bool:
    """The reminders were looked through within 15 minutes of real time."""
    return bool(deadlines_health.readiness()["ok"])


def outbox() -> bool:
    """No message that may leave has waited for more than 15 minutes."""
    return messaging_queries.oldest_late() is None


def record() -> bool:
    """The last proof of the record found nothing wrong."""
    return proofs.holds()


CHECKS: Final[dict[str, Callable[[], bool]]] = {
    "database": database,
    "redis": broker,
    "reminders": reminders,
    "outbox": outbox,
    "record": record,
}
