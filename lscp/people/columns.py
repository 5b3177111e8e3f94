"""For migrations: what people typed moves from plain columns into sealed values, and back.

The rows may belong to a table that nobody can change: while the texts move, the owner switches its triggers
off, so a migration connects as the owner, as every migration does. On the way back the sealed values stay
behind, because frozen ones never go; nothing refers to them any more.
"""

from __future__ import annotations

import copy
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.migrations.operations.base import Operation
from django.db.models import F

from lscp.people import sealing
from lscp.people.models import SealedField

AT_ONCE = 500
GIVEN_UP = str(sealing.DISPOSED)
OF_EVENTS: dict[str, Any] = {
    "db_constraint": False, "on_delete": models.DO_NOTHING, "related_query_name": "+",
}  # fmt: skip
"""The keys of a field-level history bind nothing."""


@dataclass(frozen=True)
class Typed:
    """Plain columns of one table that become sealed fields of the same names.

    `case` is the path from a row to its case. What is empty becomes no value, but for those named in
    `required`. `events` is the table's field-level history: its columns move too, and what was the same in two
    of its rows is the same sealed value, so that no change appears that nobody made.
    """

    model: str
    names: tuple[str, ...]
    case: str = "case"
    required: frozenset[str] = frozenset()
    events: str = ""

    @property
    def tables(self) -> list[str]:
        """The table, and its history."""
        return [self.model, self.events] if self.events else [self.model]

    def field(self, table: str, name: str) -> SealedField:
        """The sealed field in place of the plain one."""
        kind = OF_EVENTS if table == self.events else {}
        return SealedField(null=name not in self.required, to="people.sealedvalue", **kind)


class SealColumns(Operation):
    """Seal columns of one app, in one step: each would cost every later migration run its own rebuilt state.

    A text of a case that was disposed of is given up, as its other texts were: what takes its place opens as
    disposed of. Constraints, indexes and triggers that name the columns go before this and come back after it.
    """

    def __init__(self, *typed: Typed) -> None:
        self.typed = typed

    def describe(self) -> str:
        """What the migration says it does."""
        return f"Seal what was typed into {', '.join(one.model for one in self.typed)}"

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Put the sealed fields in, and build the models anew once rather than for every field."""
        built = state.__dict__.pop("apps", None)
        for one in self.typed:
            for table in one.tables:
                for name in one.names:
                    state.alter_field(app_label, table, name, one.field(table, name), preserve_default=True)
        if built is not None:
            state.__dict__["apps"] = built
            changed = {(app_label, table) for one in self.typed for table in one.tables}
            state.reload_models(changed, delay=False)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Add the columns of the keys, seal the texts, take the plain columns away."""
        for one in self.typed:
            known: dict[Any, uuid.UUID] = {}
            for table in one.tables:
                plain = from_state.apps.get_model(app_label, table)
                sealed = to_state.apps.get_model(app_label, table)
                for name in one.names:
                    schema_editor.add_field(sealed, _loose(sealed, name))
                with _triggers_off(plain, schema_editor):
                    for part in _parts(plain._base_manager.values("pk", *one.names), one.case):
                        _seal_part(to_state.apps, sealed, part, one, known)
                        if not one.events:
                            known.clear()
                for name in one.names:
                    if name in one.required:
                        kept = sealed._meta.get_field(name)
                        schema_editor.alter_field(sealed, _loose(sealed, name), kept)
                    schema_editor.remove_field(plain, plain._meta.get_field(name))

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Add the plain columns, open the texts, take the keys away."""
        from_state.clear_delayed_apps_cache()
        for one in reversed(self.typed):
            for table in one.tables:
                sealed = from_state.apps.get_model(app_label, table)
                plain = to_state.apps.get_model(app_label, table)
                for name in one.names:
                    schema_editor.add_field(plain, _waiting(plain, name))
                with _triggers_off(sealed, schema_editor):
                    for part in _parts(sealed._base_manager.values("pk", *one.names), one.case):
                        _unseal_part(from_state.apps, plain, part, one)
                for name in one.names:
                    schema_editor.remove_field(sealed, sealed._meta.get_field(name))


def _loose(model: Any, name: str) -> Any:
    """The sealed field, its column empty while the texts move."""
    field = copy.copy(model._meta.get_field(name))
    field.null = True
    return field


def _waiting(model: Any, name: str) -> Any:
    """The plain field, with something to stand in its column until the texts are back."""
    field = copy.copy(model._meta.get_field(name))
    if not field.has_default():
        field.default = ""
    return field


@contextmanager
def _triggers_off(model: Any, schema_editor: Any) -> Iterator[None]:
    """No trigger of the table refuses, or keeps a history, meanwhile; deferred checks are made at the end."""
    table = schema_editor.quote_name(model._meta.db_table)
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    schema_editor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _parts(rows: Any, case: str) -> Iterator[list[dict[str, Any]]]:
    """The rows in parts, by their keys; each with its case."""
    last = 0
    while part := list(rows.filter(pk__gt=last).annotate(its_case=F(case)).order_by("pk")[:AT_ONCE]):
        yield part
        last = part[-1]["pk"]


def _seal_part(
    apps: Any, sealed: Any, part: list[dict[str, Any]], typed: Typed, known: dict[Any, uuid.UUID]
) -> None:
    """Seal the texts of some rows; `known` holds by case and text what is sealed already."""
    filled = [row for row in part if typed.required or any(row[name] for name in typed.names)]
    keys = _keys_of(apps, {row["its_case"] for row in filled})
    values, changed = [], []
    for row in filled:
        changes = {}
        for name in typed.names:
            if not row[name] and name not in typed.required:
                continue
            same = (row["its_case"], json.dumps(row[name]))
            if same not in known:
                values.append(_sealed(apps, keys[row["its_case"]], row[name]))
                known[same] = values[-1].id
            changes[f"{name}_id"] = known[same]
        changed.append((row["pk"], changes))
    apps.get_model("people", "SealedValue").objects.bulk_create(values)
    for pk, changes in changed:
        sealed._base_manager.filter(pk=pk).update(**changes)


def _sealed(apps: Any, key: Any, document: Any) -> Any:
    value = apps.get_model("people", "SealedValue")(key=key, is_frozen=True)
    is_gone = key.wrapped is None
    value.ciphertext = b"" if is_gone else sealing.encrypted(key, value.id.bytes, document)
    return value


def _unseal_part(apps: Any, plain: Any, part: list[dict[str, Any]], typed: Typed) -> None:
    kept = apps.get_model("people", "SealedValue").objects.select_related("key")
    values = kept.in_bulk([row[name] for row in part for name in typed.names if row[name]])
    for row in part:
        opened = {name: sealing.unseal(values[row[name]]) for name in typed.names if row[name]}
        changes = {name: GIVEN_UP if text is sealing.DISPOSED else text for name, text in opened.items()}
        if changes:
            plain._base_manager.filter(pk=row["pk"]).update(**changes)


def _keys_of(apps: Any, cases: set[int]) -> dict[int, Any]:
    """The keys of these cases, made where there is none yet."""
    keys = apps.get_model("people", "SealingKey").objects
    there = set(keys.filter(case__in=cases).values_list("case_id", flat=True))
    keys.bulk_create(keys.model(case_id=case, **sealing.new_wrapping()) for case in sorted(cases - there))
    return {key.case_id: key for key in keys.filter(case__in=cases)}
