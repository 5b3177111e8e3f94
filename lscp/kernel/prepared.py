"""Conditions that Django builds and compiles once; each use only fills in the values.

Who may see a record is asked several times on every page, in a dozen sub-queries. Building and compiling them
anew took ten times as long as the database took to answer. A condition is written with the ordinary query
tools, with `Given("name")` where a value of one use stands; its SQL is kept for the life of the process.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models
from django.db.models import BooleanField, Expression, F, Q

ALIAS = re.compile(r'"[^"]*"|\b[A-Z]+\d+\b')


class Given(Expression):
    """The place of a value that each use of a prepared condition gives by this name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """A placeholder; the value is found when the condition is used."""
        return "%s", (self,)

    def value(self, values: Mapping[str, Any]) -> Any:
        """The value of one use, from those that it names."""
        return values[self.name]


class Prepared(Expression):
    """The condition `make(*parts)` on rows of a model, compiled once for these parts.

    `make` is a function of a module, not a closure; it may use the model's own columns and sub-queries that
    point to them with `OuterRef`, but no join, and no value that changes from use to use: those are named
    `Given` and come as keywords.
    """

    def __init__(
        self, model: type[models.Model], make: Callable[..., Q], *parts: Hashable, **values: Any
    ) -> None:
        super().__init__(output_field=BooleanField())
        self.made_of = (model, make, parts)
        self.values = values
        self.row: Any = F("pk")

    def get_source_expressions(self) -> list[Any]:
        """The key of the row asked about: it carries the name that the row's table has in the query."""
        return [self.row]

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        """The same key, resolved."""
        (self.row,) = exprs

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The kept SQL for the row's table, with the values of this use."""
        before, sql, params = _compiled(*self.made_of)
        table = f"{compiler.quote_name_unless_alias(self.row.alias)}."
        values = (one.value(self.values) if isinstance(one, Given) else one for one in params)
        return sql.replace(before, table), tuple(values)


@lru_cache(maxsize=256)
def _compiled(
    model: type[models.Model], make: Callable[..., Q], parts: tuple[Hashable, ...]
) -> tuple[str, str, tuple[Any, ...]]:
    """How the row's table is called in the SQL, the SQL, and its parameters in order.

    The aliases inside get a letter more than Django ever gives, so that none hides the table outside.
    """
    if not apps.ready:
        raise ImproperlyConfigured("A condition may not be prepared before every app has said what is in it")
    query = model._base_manager.filter(make(*parts)).query
    used = [table for table, uses in query.alias_refcount.items() if uses]
    if used != [model._meta.db_table]:
        raise ValueError(f"A prepared condition joins nothing: {make.__name__} uses {used}")
    sql, params = query.where.as_sql(query.get_compiler(connection=connection), connection)
    inner = ALIAS.sub(lambda found: found[0] if found[0][0] == '"' else f"P{found[0]}", sql)
    return f"{connection.ops.quote_name(model._meta.db_table)}.", f"({inner})", tuple(params)
