"""Every kind of message: its subject, its words and when it may leave. Each app registers its own.

Subjects and bodies carry a case reference and a link, never a name or a narrative. An app's kinds
live in `<app>/message_kinds.py`, loaded at start-up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from string import Formatter
from typing import Any

from lscp.messaging.models import OutboundMessage, Urgency


@dataclass(frozen=True)
class Words:
    """One message in words."""

    subject: str
    body: str
    why: str


@dataclass(frozen=True)
class MessageKind:
    """One kind of message. `subject` and `body` are format strings over reference and context.

    `path_of` makes the page to open when the message leaves, for a link that must be stored nowhere. Of the
    messages of one `series` about one page only the newest is sent to a reader (`newest`).
    """

    name: str
    subject: str
    body: str
    urgency: Urgency
    why: str = ""
    path_of: Callable[[Any], str] | None = None
    series: str = ""

    @property
    def values(self) -> frozenset[str]:
        """The names of the values that the subject and the body speak of."""
        parts = Formatter().parse(self.subject), Formatter().parse(self.body)
        return frozenset(name for part in parts for _, name, _, _ in part if name)


_registry: dict[str, MessageKind] = {}


def register(
    name: str,
    *,
    subject: str,
    body: str,
    urgency: Urgency,
    why: str = "",
    path_of: Callable[[Any], str] | None = None,
    series: str = "",
) -> None:
    """Add a kind. `why` says why the reader gets it. Raises `ValueError` for a name already taken."""
    kind = MessageKind(name, subject, body, urgency, why, path_of, series)
    if _registry.setdefault(name, kind) != kind:
        raise ValueError(f"message kind {name} is registered twice")


def get(name: str) -> MessageKind:
    """The kind of this name. Raises `LookupError` for one nobody registered."""
    try:
        return _registry[name]
    except KeyError:
        raise LookupError(f"message kind {name!r} is not registered") from None


def words_of(message: OutboundMessage) -> Words:
    """What a message says. Raises `LookupError` when its kind or a value it speaks of is missing."""
    kind = get(message.kind)
    values = {"reference": message.reference, **message.context}
    return Words(kind.subject.format(**values), kind.body.format(**values), kind.why)


def all_kinds() -> dict[str, MessageKind]:
    """Every registered kind by name, in alphabetical order."""
    return dict(sorted(_registry.items()))
