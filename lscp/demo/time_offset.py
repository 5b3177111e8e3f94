"""Reading how far the product's clock runs ahead. One reading serves a whole request or task."""

from __future__ import annotations

import datetime as dt

from django.db import connection

from lscp.demo.models import ONLY, ClockOffset
from lscp.kernel import requests

KEY = "demo.clock_offset"
_tables_made: set[str] = set()


def current() -> dt.timedelta:
    """How far ahead the clock runs now; nothing while the database has no tables yet."""
    info = requests.current()
    if info is None:
        return _read()
    if KEY not in info.cache:
        info.cache[KEY] = _read()
    offset: dt.timedelta = info.cache[KEY]
    return offset


def forget() -> None:
    """Read afresh in this request or task: the clock was moved in it."""
    info = requests.current()
    if info is not None:
        info.cache.pop(KEY, None)


def _read() -> dt.timedelta:
    if not _has_table():
        return dt.timedelta(0)
    found = ClockOffset.objects.filter(pk=ONLY).values_list("ahead", flat=True).first()
    return found or dt.timedelta(0)


def _has_table() -> bool:
    """Whether migrations have come this far; asked until the answer is yes."""
    name = str(connection.settings_dict["NAME"])
    if name not in _tables_made and ClockOffset._meta.db_table in connection.introspection.table_names():
        _tables_made.add(name)
    return name in _tables_made
