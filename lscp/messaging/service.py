"""Queueing a message in the transaction of what it tells of. Sending is `lscp.messaging.delivery`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from lscp.kernel import clock
from lscp.messaging import catalogue, quiet
from lscp.messaging.models import OutboundMessage, Urgency


def enqueue(
    kind: str,
    *,
    to: Iterable[Any],
    dedupe_key: str,
    case: Any = None,
    partnership: Any = None,
    path: str = "",
    deliver_after: dt.datetime | None = None,
    **context: Any,
) -> int:
    """Put one message for each person in the outbox, once for each (dedupe_key, person).

    `case` gives the reference and partnership. `context` holds safe values only. Reminders wait for
    the end of the partnership's quiet hours. Returns how many people were addressed. Raises
    `RuntimeError` outside a transaction, `LookupError` for an unregistered kind.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("messaging.enqueue must run in the action's transaction")
    spec = catalogue.get(kind)
    partnership = partnership or getattr(case, "partnership", None)
    now = clock.now()
    after = deliver_after or now
    if spec.urgency == Urgency.REMINDER and partnership is not None:
        after = quiet.next_waking(partnership, after)
    rows = [
        OutboundMessage(
            dedupe_key=dedupe_key,
            recipient=person,
            partnership=partnership,
            kind=kind,
            urgency=spec.urgency,
            reference=case.reference if case else "",
            path=path,
            context=context,
            queued_at=now,
            deliver_after=after,
        )
        for person in {person.pk: person for person in to}.values()
    ]
    OutboundMessage.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        transaction.on_commit(kick, robust=True)
    return len(rows)


def kick() -> None:
    """Ask a worker to deliver now. When the broker is down the message waits for the sweep instead."""
    from lscp.messaging import tasks  # noqa: PLC0415 - circular import: tasks deliver what is queued here

    tasks.kick_delivery()
