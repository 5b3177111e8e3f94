"""Conditions in the shapes that PostgreSQL plans well for a page of a long list. They say nothing new."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Lookup, Q, Subquery, Value
from django.db.models.lookups import IsNull


class AnyOf(Lookup):
    """`value = ANY (array)`: the array is worked out once, where `IN (SELECT …)` would be joined."""

    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The comparison in SQL."""
        left, left_values = self.process_lhs(compiler, connection)
        right, right_values = self.process_rhs(compiler, connection)
        array = right if right.startswith("(") else f"({right})"
        return f"{left} = ANY {array}", (*left_values, *right_values)


def among(column: str, keys: models.QuerySet[Any]) -> Q:
    """Rows whose column is one of a handful of keys: found first, then looked up through the column's index."""
    return Q(AnyOf(F(column), ArraySubquery(keys)))


def one_of(column: str, keys: Iterable[int]) -> Q:
    """Rows whose column is one of these keys, in one statement however many there are."""
    return Q(AnyOf(F(column), Value(list(keys), ArrayField(models.BigIntegerField()))))


def probed(rows: models.QuerySet[Any]) -> Q:
    """Whether there is such a row, looked up anew for each row outside.

    An EXISTS under an OR PostgreSQL may hash instead, reading all there is before the first row of a page.
    """
    return Q(IsNull(Subquery(rows.order_by().values("pk")[:1]), False))
