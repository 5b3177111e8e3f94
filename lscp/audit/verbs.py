"""The registry of audit verbs: each has the plain sentence that presents it. No verb, no record.

Each app registers its own in `<app>/audit_verbs.py`, loaded at start-up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Kind(Enum):
    """What sort of entry a verb makes, for the timeline's filters."""

    CHANGE = "change"
    DECISION = "decision"
    READING = "reading"
    MESSAGE = "message"
    REFUSAL = "refusal"
    SYSTEM = "system"


@dataclass(frozen=True)
class Verb:
    """A verb and its sentence: a format string over the entry's data, or a function of the data.

    The sentence follows the actor's name: "submitted the notification form".
    """

    name: str
    sentence: str | Callable[[Mapping[str, Any]], str]
    kind: Kind = Kind.CHANGE

    def present(self, data: Mapping[str, Any]) -> str:
        """What was done, in words."""
        if callable(self.sentence):
            return self.sentence(data)
        return self.sentence.format_map(_Known(data))


class _Known(dict[str, Any]):
    """Old entries may lack what newer sentences mention; they still have to be readable."""

    def __missing__(self, key: str) -> str:
        return "not recorded"


_registry: dict[str, Verb] = {}


def register(name: str, sentence: str | Callable[[Mapping[str, Any]], str], kind: Kind = Kind.CHANGE) -> None:
    """Add a verb. Raises `ValueError` when the name is taken by another sentence."""
    verb = Verb(name, sentence, kind)
    if _registry.setdefault(name, verb) != verb:
        raise ValueError(f"audit verb {name} is registered twice")


def get(name: str) -> Verb:
    """The verb of this name. Raises `LookupError` for one nobody registered."""
    try:
        return _registry[name]
    except KeyError:
        raise LookupError(f"audit verb {name!r} is not registered") from None


def all_verbs() -> dict[str, Verb]:
    """Every registered verb by name, in alphabetical order."""
    return dict(sorted(_registry.items()))
