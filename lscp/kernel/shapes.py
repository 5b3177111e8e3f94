"""Conditions in the shapes that PostgreSQL plans well for a page of a long list. They say nothing new."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, Lookup, Q, Subquery
from django.db.models.lookups import IsNull


class AnyOf(Lookup):
    """`value = ANY (array)`: the array is worked out once, where `IN (SELECT …)` would be joined."""

    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The comparison in SQL."""
        left, left_values = self.process_lhs(compiler, connection)
        right, right_values = self.process_rhs(compiler, connection)
        return f"{left} = ANY {right}", (*left_values, *right_values)


def among(column: str, keys: models.QuerySet[Any]) -> Q:
    """Rows whose column is one of a handful of keys: found first, then looked up through the column's index."""
    return Q(AnyOf(F(column), ArraySubquery(keys)))


def probed(rows: models.QuerySet[Any]) -> Q:
    """Whether there is such a row, looked up anew for each row outside.

    An EXISTS under an OR PostgreSQL may hash instead, reading all there is before the first row of a page.
    """
    return Q(IsNull(Subquery(rows.order_by().values("pk")[:1]), False))
