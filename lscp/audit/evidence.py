"""What was signed, as a digest in the record: an alteration of the signed row itself is then found too.

Each app says in its module `evidence` which of its records are signed and what of them was: the choice, the
sealed text as it is stored, who and when. The entry that says "signed" carries the digest, so it is covered
by the chain; `verify_audit` makes it anew from the row as it stands. The digest is of the sealed text, so
it still proves what was signed after a case's key was destroyed, and tells nothing of what it says.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from django.apps import apps

SIGNED: Final = "signed"
AT_ONCE: Final = 1000

Parts = Callable[[Any], Iterable[Any]]

_chains: list[Callable[[], Iterable[str]]] = []
_kept: dict[str, tuple[Parts, tuple[str, ...], str]] = {}


def keep(label: str, parts: Parts, *, related: Iterable[str] = (), key: str = "public_id") -> None:
    """Say what of a record was signed. `related` is read together with it; `key` names it in the record."""
    _kept[label] = (parts, tuple(related), key)


def expects_chains(keys: Callable[[], Iterable[str]]) -> None:
    """Say which chains there must be: those of the records that the app never removes."""
    _chains.append(keys)


def expected_chains() -> Iterator[str]:
    """The keys of the chains that must be there."""
    for keys in _chains:
        yield from keys()


def of(record: Any) -> list[str]:
    """What an entry keeps about a signed record: its kind, its key and the digest. Pass it as `signed=`.

    Raises `LookupError` for a kind of record that no app declared.
    """
    label = record._meta.label
    if label not in _kept:
        raise LookupError(f"{label} is not declared in any module `evidence`")
    parts, _, key = _kept[label]
    return [label, str(getattr(record, key)), _digest(parts(record))]


def differing(signed: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Of these (kind, key, digest), the ones that no longer fit the rows: kind, key, and what is wrong."""
    wanted: dict[str, dict[str, str]] = {}
    for label, key, digest in signed:
        wanted.setdefault(label, {})[key] = digest
    for label, digests in sorted(wanted.items()):
        keys = sorted(digests)
        for first in range(0, len(keys), AT_ONCE):
            part = keys[first : first + AT_ONCE]
            standing = _standing(label, part)
            for key in part:
                if key not in standing:
                    yield label, key, "is gone"
                elif standing[key] != digests[key]:
                    yield label, key, "was altered after it was signed"


def _standing(label: str, keys: list[str]) -> dict[str, str]:
    """The digests of the rows as they stand now, by key."""
    parts, related, key = _kept[label]
    rows = apps.get_model(label)._base_manager.filter(**{f"{key}__in": keys}).select_related(*related)
    return {str(getattr(row, key)): _digest(parts(row)) for row in rows}


def _digest(parts: Iterable[Any]) -> str:
    """A SHA-256 over the parts, each with its length before it, so that nothing moves from one to the next."""
    hashed = hashlib.sha256()
    for part in parts:
        data = _as_bytes(part)
        hashed.update(f"{len(data)}:".encode())
        hashed.update(data)
    return hashed.hexdigest()


def _as_bytes(part: Any) -> bytes:
    if isinstance(part, bytes | memoryview):
        return bytes(part)
    if isinstance(part, dt.datetime):
        part = part.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return ("" if part is None else str(part)).encode()
