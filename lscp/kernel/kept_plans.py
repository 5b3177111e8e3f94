"""Plans that PostgreSQL keeps: planning the conditions of who may see what takes it longer than answering them.

The statement is prepared on its connection the first time, and each later use only sends the values. A plan that
is kept cannot look at the values, so this is for reads of which every use is alike (a page of a list in the order
of its index), not for what a value makes rare or common: a search, a list narrowed down, the sweep.
"""

from __future__ import annotations

import datetime as dt
import re
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import count
from typing import Any, Final
from weakref import WeakKeyDictionary

from django.db import connection

MOST_KEPT: Final = 64
"""How many plans one connection keeps, those used last."""
TOO_SLOW: Final = 0.2
"""Seconds: a statement that took longer by its plan is planned by its values from then on."""
MARK: Final = re.compile(r"%[s%]")
TYPES: Final = (
    (bool, "boolean"),
    (int, "integer"),
    (str, "unknown"),
    (dt.datetime, "timestamptz"),
    (dt.date, "date"),
    (uuid.UUID, "uuid"),
    (type(None), "unknown"),
)
"""What PostgreSQL takes a value for in a statement sent as text; `unknown` becomes what its place asks for."""
BEYOND_INTEGER: Final = 2**31

Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


@dataclass
class Plan:
    """One that a connection keeps: its name there, whether it was used yet, whether it proved too slow."""

    name: str
    is_made: bool = False
    is_dropped: bool = False


Plans = OrderedDict[tuple[str, tuple[str, ...]], Plan]

_plans: WeakKeyDictionary[Any, Plans] = WeakKeyDictionary()
_numbers = count(1)
_left_out: ContextVar[bool] = ContextVar("planned_by_values", default=False)


@contextmanager
def kept_plans(*, unless: bool = False) -> Iterator[None]:
    """Let the SELECTs inside be planned once for each connection.

    `unless` switches it off, for a page that was narrowed down. So does Django's own setting for databases behind
    a pooler that gives each transaction another connection (`DISABLE_SERVER_SIDE_CURSORS`).
    """
    if unless or connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
        yield
        return
    with connection.execute_wrapper(_by_plan):
        yield


@contextmanager
def planned_by_values() -> Iterator[None]:
    """Leave the SELECTs inside out of it: how many rows they find hangs on the values."""
    token = _left_out.set(True)
    try:
        yield
    finally:
        _left_out.reset(token)


def _by_plan(execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Run a statement by its kept plan, or as it is where that cannot be."""
    kinds = _kinds(params) if _can_be_kept(sql, many, context) else None
    if not kinds:
        return execute(sql, params, many, context)
    plan = _plan(execute, context, sql, kinds)
    if plan.is_dropped:
        return execute(sql, params, many, context)
    marks = ", ".join(["%s"] * len(kinds))
    # Left to itself PostgreSQL plans anew whenever it hopes that looking at the values pays.
    by_plan = f"SET LOCAL plan_cache_mode = force_generic_plan; EXECUTE {plan.name} ({marks})"
    begun = time.perf_counter()
    found = execute(by_plan, params, False, context)
    # The first use is the one that plans.
    plan.is_dropped = plan.is_made and time.perf_counter() - begun > TOO_SLOW
    plan.is_made = True
    return found


def _can_be_kept(sql: str, many: bool, context: dict[str, Any]) -> bool:
    """A plain SELECT, of which all rows are fetched at once."""
    if _left_out.get():
        return False
    return sql.startswith("SELECT") and not many and context["cursor"].cursor.name is None


def _kinds(params: Sequence[Any] | None) -> tuple[str, ...] | None:
    """The type of each value; None where there are none, or one whose type is not among ours."""
    found = tuple(_kind(value) for value in params or ())
    return found if all(found) else None


def _kind(value: Any) -> str:
    if isinstance(value, int) and abs(value) >= BEYOND_INTEGER:
        return "bigint"
    if isinstance(value, list):
        return "bigint[]" if all(type(one) is int for one in value) else ""
    return next((name for kind, name in TYPES if isinstance(value, kind)), "")


def _plan(execute: Execute, context: dict[str, Any], sql: str, kinds: tuple[str, ...]) -> Plan:
    """The statement's plan on this connection, prepared when there is none yet."""
    plans = _plans.setdefault(connection.connection, OrderedDict())
    key = (sql, kinds)
    if key in plans:
        plans.move_to_end(key)
        return plans[key]
    if len(plans) >= MOST_KEPT:
        _key, oldest = plans.popitem(last=False)
        execute(f"DEALLOCATE {oldest.name}", None, False, context)
    plan = Plan(f"kept_{next(_numbers)}")
    numbers = count(1)
    numbered = MARK.sub(lambda mark: f"${next(numbers)}" if mark[0] == "%s" else "%", sql)
    execute(f"PREPARE {plan.name} ({', '.join(kinds)}) AS {numbered}", None, False, context)
    plans[key] = plan
    return plan
