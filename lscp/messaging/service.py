"""Queueing a message in the transaction of what it tells of. Sending is `lscp.messaging.delivery`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from django.db import connection, transaction

from lscp.kernel import clock
from lscp.messaging import catalogue, quiet
from lscp.messaging.models import OutboundMessage, Urgency

LONGEST_VALUE: Final = 200

_held: ContextVar[list[OutboundMessage] | None] = ContextVar("lscp_messaging_held", default=None)


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

    `case` gives the reference and partnership. `context` holds safe values only: whole numbers and
    short texts of one line. Reminders wait for the end of the partnership's quiet hours. Returns how
    many people were addressed. Raises `RuntimeError` outside a transaction, `LookupError` for an
    unregistered kind or a value its words speak of and nobody gave, `ValueError` for a value that
    might be narrative.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("messaging.enqueue must run in the action's transaction")
    spec = catalogue.get(kind)
    _check(spec, context)
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
    held = _held.get()
    if held is not None:
        held += rows
    else:
        _post(rows)
    return len(rows)


@contextmanager
def together() -> Iterator[None]:
    """Put the messages queued inside into the outbox in one go when the block ends.

    For an action that tells several things. None is queued when the block fails. A block inside a block
    changes nothing.
    """
    if _held.get() is not None:
        yield
        return
    held: list[OutboundMessage] = []
    token = _held.set(held)
    try:
        yield
    finally:
        _held.reset(token)
    _post(held)


def _post(rows: list[OutboundMessage]) -> None:
    OutboundMessage.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        kick_after_commit()


def kick_after_commit() -> None:
    """Ask a worker once to deliver, when this transaction is committed."""
    if all(hook[1] is not kick for hook in connection.run_on_commit):
        transaction.on_commit(kick, robust=True)


def kick() -> None:
    """Ask a worker to deliver now. When the broker is down the message waits for the sweep instead."""
    from lscp.messaging import tasks  # noqa: PLC0415 - circular import: tasks deliver what is queued here

    tasks.kick_delivery()


def _check(spec: catalogue.MessageKind, context: dict[str, Any]) -> None:
    missing = sorted(spec.values - {"reference", *context})
    if missing:
        raise LookupError(f"message kind {spec.name} needs {', '.join(missing)}")
    for name, value in context.items():
        is_short = isinstance(value, str) and len(value) <= LONGEST_VALUE and "\n" not in value
        if not is_short and not isinstance(value, int):
            raise ValueError(f"{name} of a message must be a whole number or a short text of one line")
