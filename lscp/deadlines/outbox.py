"""Many messages into the outbox at once: one statement, each told once, without building a model per row.

For the sweep only: ten thousand reminders can fall due in one minute. Everything else queues through
`lscp.messaging.service.enqueue`, whose rows these equal.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db import connection, transaction
from django.db.models import BigIntegerField, F, Func, Value
from django.db.models.functions import Cast

from lscp.messaging.models import OutboundMessage, Status
from lscp.messaging.service import kick

COLUMNS = (
    "public_id", "dedupe_key", "recipient_id", "partnership_id", "kind", "urgency", "reference", "path",
    "context", "status", "queued_at", "deliver_after", "attempts", "last_error",
)  # fmt: skip


ESCALATED: Final = "deadline_escalated"
"""The kind of a message to whoever a step of escalation names."""

KEY_OF_REMINDERS: Final = "clock:"
ROW_TOLD_OF: Final = Cast(Func(F("dedupe_key"), Value(":"), 2, function="split_part"), BigIntegerField())
"""The key of the clock's row in the `letter_key` of a reminder that was posted."""


def letter_key(row: int, rung: int) -> str:
    """What makes a reminder unique: the clock's row, and the rung."""
    return f"{KEY_OF_REMINDERS}{row}:{rung}"


@dataclass(frozen=True)
class Letter:
    """What one clock has to say: the same words for everybody who is told of it."""

    dedupe_key: str
    partnership_id: int
    reference: str
    path: str
    context: Mapping[str, str]


@dataclass(frozen=True)
class Copy:
    """One person's copy of a letter: what kind, and from when it may leave."""

    letter: Letter
    recipient_id: int
    kind: str
    urgency: str
    deliver_after: dt.datetime


def post(copies: Iterable[Copy], now: dt.datetime) -> int:
    """Put copies into the outbox; one that is there already is left. Returns how many were new."""
    contexts: dict[int, str] = {}
    rows = [_row(copy, now, contexts) for copy in copies]
    if not rows:
        return 0
    table = connection.ops.quote_name(OutboundMessage._meta.db_table)
    places = ", ".join(["%s"] * len(rows))
    statement = f"INSERT INTO {table} ({', '.join(COLUMNS)}) VALUES {places} ON CONFLICT DO NOTHING"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, rows)
        posted: int = cursor.rowcount
    transaction.on_commit(kick, robust=True)
    return posted


def _row(copy: Copy, now: dt.datetime, contexts: dict[int, str]) -> tuple[object, ...]:
    letter = copy.letter
    context = contexts.setdefault(id(letter), "") or json.dumps(dict(letter.context))
    contexts[id(letter)] = context
    return (
        str(uuid.uuid4()), letter.dedupe_key, copy.recipient_id, letter.partnership_id, copy.kind,
        copy.urgency, letter.reference, letter.path, context, Status.QUEUED.value, now,
        copy.deliver_after, 0, "",
    )  # fmt: skip
