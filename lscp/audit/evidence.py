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
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps

SIGNED: Final = "signed"
AT_ONCE: Final = 1000

AGAIN: Final = "2:"
"""What digests begin with that were made after a column was sealed that the first ones hold as plain text."""

Parts = Callable[[Any], Iterable[Any]]
Before = Callable[[Any], Iterable[Any] | None]


@dataclass(frozen=True)
class _Kept:
    parts: Parts
    related: tuple[str, ...]
    key: str
    before: Before | None


_chains: list[Callable[[], Iterable[str]]] = []
_kept: dict[str, _Kept] = {}


def keep(
    label: str,
    parts: Parts,
    *,
    related: Iterable[str] = (),
    key: str = "public_id",
    before: Before | None = None,
) -> None:
    """Say what of a record was signed. `related` is read together with it; `key` names it in the record.

    `before` is for a record of which a column was sealed later: it makes the parts that its first digests
    were made of, from the opened text, or says None where the case's key was destroyed and they cannot be
    made any more. Digests from then on are told from those by their beginning.
    """
    _kept[label] = _Kept(parts, tuple(related), key, before)


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
    return [label, str(getattr(record, _kept[label].key)), _present(_kept[label], record)]


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
                elif not _fits(_kept[label], standing[key], digests[key]):
                    yield label, key, "was altered after it was signed"


def _standing(label: str, keys: list[str]) -> dict[str, Any]:
    """The rows as they stand now, by key."""
    kept = _kept[label]
    rows = apps.get_model(label)._base_manager.filter(**{f"{kept.key}__in": keys})
    return {str(getattr(row, kept.key)): row for row in rows.select_related(*kept.related)}


def _present(kept: _Kept, record: Any) -> str:
    return (AGAIN if kept.before else "") + _digest(kept.parts(record))


def _fits(kept: _Kept, record: Any, digest: str) -> bool:
    """Whether the row is what was signed, or nobody can tell any more: its text was disposed of."""
    if kept.before is None or digest.startswith(AGAIN):
        return digest == _present(kept, record)
    parts = kept.before(record)
    return parts is None or _digest(parts) == digest


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
