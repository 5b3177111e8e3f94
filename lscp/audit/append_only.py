"""Which tables are append-only, and what of them stays: read from the triggers that the models declare.

A model says once, in its triggers, what nobody may do to its rows. The rights of the application's role
follow from that (`lscp.audit.protection`), so that the two never differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pgtrigger


@dataclass(frozen=True)
class Guard:
    """One table: whether its rows stay, which columns never change, and which may although others do not."""

    table: str
    keeps_rows: bool
    stays: tuple[str, ...]
    may_change: tuple[str, ...]

    @property
    def taken(self) -> list[str]:
        """The rights that the application's role does not have on the table as a whole."""
        taken = ["TRUNCATE"]
        taken += ["DELETE"] if self.keeps_rows else []
        return taken + (["UPDATE"] if self.stays else [])


def guards() -> list[Guard]:
    """Every table with a trigger that refuses something, by name."""
    found: dict[str, tuple[Any, list[pgtrigger.Protect]]] = {}
    for model, trigger in pgtrigger.registered():
        if isinstance(trigger, pgtrigger.Protect):
            found.setdefault(model._meta.db_table, (model, []))[1].append(trigger)
    return [_guard(model, triggers) for _, (model, triggers) in sorted(found.items())]


def append_only_tables() -> list[str]:
    """The tables whose rows never change and never go: the record, field-level history, what was signed."""
    return [guard.table for guard in guards() if guard.keeps_rows and guard.stays and not guard.may_change]


def _guard(model: Any, triggers: list[pgtrigger.Protect]) -> Guard:
    columns = [field.column for field in model._meta.concrete_fields]
    stays = {column for trigger in triggers for column in _never_changed(model, trigger)}
    return Guard(
        table=model._meta.db_table,
        keeps_rows=any(_refuses(trigger, pgtrigger.Delete) and _always(trigger) for trigger in triggers),
        stays=tuple(column for column in columns if column in stays),
        may_change=tuple(column for column in columns if column not in stays) if stays else (),
    )


def _never_changed(model: Any, trigger: pgtrigger.Protect) -> Iterator[str]:
    """The columns this trigger refuses to see changed, whatever state the row is in."""
    for field in model._meta.concrete_fields:
        if isinstance(trigger, pgtrigger.ReadOnly):
            named = trigger.fields or [one.name for one in model._meta.concrete_fields]
            if field.name in named and field.name not in (trigger.exclude or ()):
                yield field.column
        elif _refuses(trigger, pgtrigger.Update) and _always(trigger):
            yield field.column


def _always(trigger: pgtrigger.Protect) -> bool:
    return trigger.condition is None


def _refuses(trigger: pgtrigger.Protect, operation: pgtrigger.Operation) -> bool:
    return trigger.operation is not None and operation in trigger.operation
