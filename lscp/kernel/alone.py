"""Being alone at a piece of work: a lock of the database that ends with the connection of whoever holds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def alone_at(what: str, key: int) -> Iterator[bool]:
    """Whether nobody else is at this; never waits. A worker that is killed holds nothing any more.

    `what` keeps the locks of one sort of work from those of another.
    """
    lock = (what, key % 2**31)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s), %s)", lock)
        (is_mine,) = cursor.fetchone()
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtext(%s), %s)", lock)
