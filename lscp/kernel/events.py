"""Cross-app consequences: published by an action, wired once in `lscp.journeys`."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import connection

_consequences: dict[type, Sequence[Callable[[Any], object]]] = {}


def wire(table: Mapping[type, Sequence[Callable[[Any], object]]]) -> None:
    """Register which functions follow which event; called once at start-up."""
    _consequences.update(table)


def publish(event: object) -> None:
    """Run every consequence inside the caller's transaction.

    Raises `RuntimeError` outside a transaction, `KeyError` for an event nobody has wired (an event
    with no consequence is wired to an empty list), and whatever a consequence raises: the decision
    and its consequences stand or fall together.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("publish must run in the action's transaction")
    for consequence in _consequences[type(event)]:
        consequence(event)
