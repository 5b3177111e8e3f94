"""The registry of audit verbs: each has the plain sentence that presents it. No verb, no record.

Each app registers its own in `<app>/audit_verbs.py`, loaded at start-up.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from lscp.kernel.dates import british_date, british_datetime

_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?")


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

    The sentence follows the actor's name: "submitted the notification form". `several` says what the entries
    of one sitting come to, for something that is saved while it is typed.
    """

    name: str
    sentence: str | Callable[[Mapping[str, Any]], str]
    kind: Kind = Kind.CHANGE
    several: Callable[[Sequence[Mapping[str, Any]], str], str] | None = None

    def present_sitting(self, entries: Sequence[Mapping[str, Any]], span: str) -> str:
        """What was done in one sitting, from the data of its entries in order; `span` is ", from … to …"."""
        return self.several(entries, span) if self.several else self.present(entries[-1]) + span

    def present(self, data: Mapping[str, Any]) -> str:
        """What was done, in words. Dates, which entries hold as "2026-04-02", are said as "2 April 2026"."""
        said = {name: spoken(value) for name, value in data.items()}
        if callable(self.sentence):
            return self.sentence(said)
        return self.sentence.format_map(_Known(said))


def spoken(value: Any) -> Any:
    """A date or an instant of an entry as the product writes it; anything else as it is."""
    if isinstance(value, list):
        return [spoken(one) for one in value]
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return value
    try:
        if len(value) == len("2026-04-02"):
            return british_date(dt.date.fromisoformat(value))
        return british_datetime(dt.datetime.fromisoformat(value))
    except ValueError:
        return value


class _Known(dict[str, Any]):
    """Old entries may lack what newer sentences mention; they still have to be readable."""

    def __missing__(self, key: str) -> str:
        return "not recorded"


_registry: dict[str, Verb] = {}


def register(
    name: str,
    sentence: str | Callable[[Mapping[str, Any]], str],
    kind: Kind = Kind.CHANGE,
    *,
    several: Callable[[Sequence[Mapping[str, Any]], str], str] | None = None,
) -> None:
    """Add a verb. Raises `ValueError` when the name is taken by another sentence."""
    verb = Verb(name, sentence, kind, several)
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
