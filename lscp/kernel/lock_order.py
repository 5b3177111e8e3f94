"""One order of locks, so that no two actions wait for each other: a case, its records, the head of its chain.

Whoever locks a case says so here, and so does whoever locks the head of a case's chain. A case that is
locked after its chain's head is refused at once, on every run: otherwise two people at the same moment
would be the first to find out. Cases are named by their public identifier.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction


class LockOrder(RuntimeError):
    """An action wrote to a case's record before it locked the case."""


@dataclass(frozen=True)
class Lock:
    """One lock of the present transaction. It waits among the hooks of the commit, so that Django forgets it
    when the transaction, or the savepoint it was taken in, ends without one.
    """

    what: str
    key: str
    block: str | None

    def __call__(self) -> None:
        """Nothing is left to do at the commit."""


def case_locked(case: Any) -> None:
    """A case was locked. Raises `LockOrder` when this transaction had locked its chain's head without it."""
    key = str(case.public_id)
    if _is_held("chain", key) and not _is_held("case", key):
        raise LockOrder(f"case {key} is locked after the head of its chain")
    _note("case", key)


def chain_locked(case_key: str) -> None:
    """The head of a case's chain was locked."""
    _note("chain", case_key)


def _note(what: str, key: str) -> None:
    if not _is_held(what, key):
        transaction.on_commit(Lock(what, key, _block()))


def _is_held(what: str, key: str) -> bool:
    return Lock(what, key, _block()) in _locks()


def _locks() -> Iterator[Lock]:
    hooks: list[Any] = connection.run_on_commit
    return (hook for _, hook, *_ in hooks if isinstance(hook, Lock))


def _block() -> str | None:
    """Nothing in use. Where a test wraps all it does in one transaction: the savepoint that stands for one."""
    blocks: list[Any] = connection.atomic_blocks
    wrapped = sum(block._from_testcase for block in blocks)
    inside = connection.savepoint_ids[wrapped - 1 :] if wrapped else []
    return inside[0] if inside else None
