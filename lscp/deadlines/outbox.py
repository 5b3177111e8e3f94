"""Many messages into the outbox at once: one statement, each told once, without building a model per row.

For the sweep only: ten thousand reminders can fall due in one minute. Everything else queues through
`lscp.messaging.service.enqueue`, whose rows these equal.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from django.db import connection, transaction
from django.db.models import BigIntegerField, F, Func, Value
from django.db.models.functions import Cast

from lscp.messaging.models import OutboundMessage, Status
from lscp.messaging.service import kick

COLUMNS: Final = {
    "dedupe_key": "text", "recipient_id": "bigint", "partnership_id": "bigint", "kind": "text", "urgency": "text",
    "reference": "text", "path": "text", "context": "jsonb", "deliver_after": "timestamptz",
}  # fmt: skip
"""What differs between the rows of one statement, and its type."""


ESCALATED: Final = "deadline_escalated"
"""The kind of a message to whoever a step of escalation names."""

KEY_OF_REMINDERS: Final = "clock:"
ROW_TOLD_OF: Final = Cast(Func(F("dedupe_key"), Value(":"), 2, function="split_part"), BigIntegerField())
"""The key of the clock's row in the `letter_key` of a reminder that was posted."""


def letter_key(row: int, rung: int) -> str:
    """What makes a reminder unique: the clock's row, and the rung."""
    return f"{KEY_OF_REMINDERS}{row}:{rung}"


class Letter(NamedTuple):
    """What one clock has to say: the same words for everybody who is told of it."""

    dedupe_key: str
    partnership_id: int
    reference: str
    path: str
    context: Mapping[str, str]


class Copy(NamedTuple):
    """One person's copy of a letter: what kind, and from when it may leave."""

    letter: Letter
    recipient_id: int
    kind: str
    urgency: str
    deliver_after: dt.datetime


def post(copies: Iterable[Copy], now: dt.datetime) -> int:
    """Put copies into the outbox; one that is there already is left. Returns how many were new."""
    told, written = list(copies), dict[int, str]()
    columns = [list(column) for column in zip(*(_row(copy, written) for copy in told), strict=True)]
    if not columns:
        return 0
    table = connection.ops.quote_name(OutboundMessage._meta.db_table)
    names, kinds = ", ".join(COLUMNS), ", ".join(f"%s::{kind}[]" for kind in COLUMNS.values())
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (public_id, status, queued_at, attempts, last_error, {names}) "  # noqa: S608
            f"SELECT gen_random_uuid(), %s, %s, 0, '', {names} FROM unnest({kinds}) AS copy ({names}) "
            "ON CONFLICT DO NOTHING",
            [Status.QUEUED.value, now, *columns],
        )
        posted: int = cursor.rowcount
    transaction.on_commit(kick, robust=True)
    return posted


def _row(copy: Copy, written: dict[int, str]) -> tuple[object, ...]:
    """The values of `COLUMNS`. `written` keeps the words as text, as many letters share the same ones."""
    letter, person, kind, urgency, after = copy
    context = written.get(id(letter.context))
    if context is None:
        context = written[id(letter.context)] = json.dumps(dict(letter.context))
    return (
        letter.dedupe_key, person, letter.partnership_id, kind, urgency, letter.reference, letter.path,
        context, after,
    )  # fmt: skip
