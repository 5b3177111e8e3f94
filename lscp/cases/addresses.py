"""Which case an address is about, so that a refused attempt stands in that case's record.

The apps above this one say which of their records an address can name (`names_records`, called in their
`address_book`). Keys are never the same in two tables, so an app's records are tried in turn.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import ResolverMatch

from lscp.audit.refusals import About
from lscp.cases.compartments import casework
from lscp.cases.models import Case

CompartmentOf = Callable[[Case], str]


@dataclass(frozen=True)
class Named:
    """A record that an address names: the part of the address, and the field that it is looked up in."""

    model: type[models.Model]
    part: str
    field: str


_named: dict[str, list[Named]] = {}
_apart: dict[str, CompartmentOf] = {}


def names_records(
    app: str, *found: type[models.Model], part: str = "public_id", field: str = "public_id"
) -> None:
    """Say that `part` of an app's addresses can be the key of these records, each with a `case`.

    Repeating changes nothing.
    """
    for model in found:
        named = Named(model, part, field)
        if named not in _named.setdefault(app, []):
            _named[app].append(named)


def keeps_refusals_apart(names: Iterable[str], compartment: CompartmentOf) -> None:
    """Say in which compartment refused attempts on these addresses stand: `compartment(case)`.

    Where it says nothing, and for every other address of a case, that is the casework compartment.
    """
    _apart.update(dict.fromkeys(names, compartment))


def about(match: ResolverMatch) -> About | None:
    """The case of an address and the compartment of a refused attempt on it, or None."""
    case = case_of_address(match)
    if case is None:
        return None
    rule = _apart.get(match.view_name or "")
    return About(case, (rule(case) if rule else "") or casework(case))


def case_of_address(match: ResolverMatch) -> Case | None:
    """The case named by an address: by its reference, its key, or the key of one of its records."""
    cases = Case.all_records.select_related("partnership")
    reference = match.kwargs.get("reference")
    if reference:
        return cases.filter(reference=reference).first()
    app = (match.namespaces or [""])[0]
    found = (_case_of(named, match.kwargs.get(named.part)) for named in _named.get(app, ()))
    case = next((case for case in found if case is not None), None)
    key = match.kwargs.get("public_id")
    if case is None and isinstance(key, uuid.UUID):
        return cases.filter(public_id=key).first()
    return case


def _case_of(named: Named, key: Any) -> Case | None:
    if not isinstance(key, uuid.UUID):
        return None
    rows: Any = named.model._base_manager
    row = rows.select_related("case__partnership").filter(**{named.field: key}).first()
    return row.case if row is not None else None
