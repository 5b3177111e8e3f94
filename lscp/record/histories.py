"""Field-level history: what a value was before and after, for the rows of a case that may be shown.

django-pghistory keeps every state of a tracked row, whoever changed it, also outside the application.
Sealed values are kept by key and opened only for readers who may know the people of the case; once the
case was disposed of nobody can.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.db import models

from lscp.audit import compartments, tracked
from lscp.cases.models import Case
from lscp.kernel.dates import UncertainDate, british_date, british_datetime
from lscp.people.models import SealedValue
from lscp.people.sealing import DISPOSED

NOT_SHOWN: Final = "not shown to you"
NOTHING: Final = "nothing"
MOST_ROWS: Final = 2000
Show = Callable[[Any], str]
Names = dict[str, str]
Related = dict[tuple[Any, Any], str]
_HIDDEN: Final = frozenset({"id", "public_id", "case", "partnership", "version", "changed_at", "changed_by"})


@dataclass(frozen=True)
class FieldChange:
    """One field of one row, from one value to another."""

    at: dt.datetime
    number: int
    title: str
    row: str
    field: str
    was: str
    now: str
    who: str


def of_case(user: Any, case: Case, *, opens: bool) -> list[FieldChange]:
    """Every change of a field in the rows of a case, newest first; `opens` when identities may be read."""
    changes = [change for kind in tracked.shown() for change in _of_kind(user, case, kind, opens)]
    return sorted(changes, key=lambda change: (change.at, change.number), reverse=True)


def _of_kind(user: Any, case: Case, kind: tracked.Tracked, opens: bool) -> Iterator[FieldChange]:
    events = _events(kind).filter(**{kind.case: case.pk}).select_related("pgh_context", "pgh_obj")
    states = list(events.order_by("pgh_obj_id", "pgh_id")[:MOST_ROWS])
    states = [state for state in states if compartments.may_read(user, _compartment(kind, state))]
    show_sealed = _sealed(_opened(states)) if opens else _not_shown
    names = _names(states)
    related = _related(states)
    for _, row in groupby(states, key=lambda state: state.pgh_obj_id):
        before = None
        for state in row:
            yield from _changes(kind, before, state, show_sealed=show_sealed, names=names, related=related)
            before = state


def _changes(
    kind: tracked.Tracked, before: Any, state: Any, *, show_sealed: Show, names: Names, related: Related
) -> Iterator[FieldChange]:
    who = names.get(_user_key(state), "the service or somebody outside it")
    for field in _fields(state):
        old = getattr(before, field.attname) if before is not None else None
        new = getattr(state, field.attname)
        if old == new or (before is None and new in (None, "", False, [], {})):
            continue
        show = show_sealed if field.related_model is SealedValue else _shower(field, related)
        yield FieldChange(
            state.pgh_created_at,
            state.pgh_id,
            kind.title,
            str(state.pgh_obj or f"{kind.title} (no longer there)"),
            str(field.verbose_name).capitalize(),
            NOTHING if old in (None, "") else show(old),
            NOTHING if new in (None, "") else show(new),
            who,
        )


def _events(kind: tracked.Tracked) -> models.QuerySet[Any]:
    return kind.model.pgh_event_model.objects.all()  # type: ignore[attr-defined]


def _compartment(kind: tracked.Tracked, state: Any) -> str:
    return kind.compartment_of(state) if kind.compartment_of else ""


def _fields(state: Any) -> list[Any]:
    return [
        field for field in state._meta.concrete_fields
        if not field.name.startswith("pgh_") and field.name not in _HIDDEN
    ]  # fmt: skip


def _opened(states: Iterable[Any]) -> dict[Any, str]:
    """Every sealed value that these states name, opened with one query."""
    keys = {
        getattr(state, field.attname)
        for state in states for field in _fields(state) if field.related_model is SealedValue
    } - {None}  # fmt: skip
    if not keys:
        return {}
    found = SealedValue.objects.filter(pk__in=keys).select_related("key")
    return {value.pk: _in_words(value.open()) for value in found}


def _sealed(opened: dict[Any, str]) -> Show:
    return lambda key: opened.get(key, NOTHING)


def _not_shown(_: Any) -> str:
    return NOT_SHOWN


def _shower(field: Any, related: Related) -> Show:
    choices = dict(field.flatchoices) if getattr(field, "choices", None) else {}

    def show(value: Any) -> str:
        if choices and isinstance(value, str | int) and value in choices:
            return str(choices[value])
        if field.is_relation:
            return related.get((field.related_model, value), f"number {value}")
        return _in_words(value)

    return show


def _in_words(value: Any) -> str:
    if value is DISPOSED:
        return str(DISPOSED)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return british_datetime(value)
    if isinstance(value, dt.date):
        return british_date(value)
    if isinstance(value, dict):
        if "as_written" in value and "earliest" in value:
            return UncertainDate.from_json(value).words
        return "; ".join(f"{name.replace('_', ' ')}: {_in_words(one)}" for name, one in value.items() if one)
    if isinstance(value, list | tuple):
        return ", ".join(_in_words(one).replace("_", " ") for one in value)
    return str(value)


def _related(states: Iterable[Any]) -> Related:
    """The names of the people, agencies and groups that these states point to: one query for each sort."""
    wanted: dict[Any, set[Any]] = {}
    for state in states:
        for field in _fields(state):
            if field.is_relation and field.related_model._meta.app_label == "accounts":
                wanted.setdefault(field.related_model, set()).add(getattr(state, field.attname))
    return {
        (model, key): str(found)
        for model, keys in wanted.items()
        for key, found in model._base_manager.in_bulk(keys - {None}).items()
    }


def _user_key(state: Any) -> str:
    context = state.pgh_context
    return str((context.metadata or {}).get("user", "")) if context else ""


def _names(states: Iterable[Any]) -> Names:
    keys = {key for state in states if (key := _user_key(state)).isdigit()}
    return {str(user.pk): str(user) for user in get_user_model().objects.filter(pk__in=keys)}
