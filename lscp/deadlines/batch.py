"""What the sweep reads and writes of a batch: values, as making records of five thousand costs more than the rest."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Self

from django.db import connection

from lscp.accounts.models import Partnership
from lscp.deadlines.compute import Due
from lscp.deadlines.models import Clock, Rule, Rung
from lscp.kernel.shapes import one_of


class WaitingRung(NamedTuple):
    """A rung that is due."""

    pk: int
    clock_id: int
    number: int
    failures: int


class NextRung(NamedTuple):
    """The rung of a running clock that waits next."""

    clock_id: int
    number: int
    fire_at: dt.datetime


class Row(NamedTuple):
    """A clock's row with what of its case the sweep needs: nothing that somebody typed."""

    pk: int
    chain: uuid.UUID
    subject: str
    unit: str
    due_on: dt.date | None
    due_at: dt.datetime | None
    is_live: bool
    is_open: bool
    paused_at: dt.datetime | None
    agency_id: int | None
    holder_id: int | None
    partnership_id: int
    rule_id: int
    calendar_version_id: int
    case_id: int
    case__reference: str
    case__is_restricted: bool

    @property
    def end(self) -> Due | None:
        """When it ends, as `Clock.end` says it; nothing for a clock that does not run."""
        if not (self.is_live and self.is_open) or self.paused_at:
            return None
        return Due(self.due_on, self.due_at) if self.due_on and self.due_at else None


@dataclass(frozen=True)
class Batch:
    """Clocks by their key, and the rules and partnerships that they share, read once."""

    clocks: Mapping[int, Row]
    rules: Mapping[int, Rule]
    partnerships: Mapping[int, Partnership]

    @classmethod
    def read(cls, keys: Iterable[int]) -> Self:
        """These clocks."""
        found = Clock.all_records.filter(one_of("pk", keys)).values_list(*Row._fields)
        clocks = {row[0]: Row._make(row) for row in found}
        return cls(
            clocks=clocks,
            rules=Rule.objects.in_bulk({clock.rule_id for clock in clocks.values()}),
            partnerships=Partnership.objects.in_bulk({clock.partnership_id for clock in clocks.values()}),
        )


def add_rungs(rungs: Iterable[NextRung]) -> None:
    """Write rungs that wait, in one statement."""
    columns = [list(column) for column in zip(*rungs, strict=True)]
    if not columns:
        return
    table = connection.ops.quote_name(Rung._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (clock_id, number, fire_at, covers, failures, last_error) "  # noqa: S608
            "SELECT clock_id, number, fire_at, 0, 0, '' "
            "FROM unnest(%s::bigint[], %s::smallint[], %s::timestamptz[]) AS next (clock_id, number, fire_at)",
            columns,
        )
