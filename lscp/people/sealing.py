"""Sealing and opening documents: AES-256-GCM under a key per case, wrapped by the master key.

Master keys come from the environment (`SEALING_KEYS`, newest first), so a copy of the database
alone opens nothing.
"""

from __future__ import annotations

import base64
import json
import os
import uuid
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction
from django.db.models import Count

from lscp.cases.models import Case
from lscp.kernel import clock
from lscp.people.models import MatchKey, SealedValue, SealingKey

NONCE_BYTES: Final = 12
AT_ONCE: Final = 1000
"""How many sealed values one statement writes at most."""
_KEPT_WITH_CASE: Final[Any] = SealingKey._meta.get_field("case").remote_field


class Disposed:
    """What opens where a case's key was destroyed: falsy, and says so in words."""

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return "disposed of"


DISPOSED: Final = Disposed()


class Tampered(Exception):
    """A sealed text that was altered, or moved to another row or case: never opened as if it were right."""


def seal(
    case: Case,
    document: Any,
    *,
    replacing: SealedValue | None = None,
    is_frozen: bool = False,
    key: SealingKey | None = None,
) -> SealedValue:
    """Seal a document (anything JSON can hold) for a case, unchangeable from the start if `is_frozen`.

    A draft's value is rewritten in place; a frozen one is left as it is and a new one is made, so
    that what was signed stays what it was. `key` is the case's, where the caller has just read it.
    Raises `ValueError` when the case was disposed of.
    """
    key = _usable(key) if key else key_of(case)
    if replacing and not replacing.is_frozen and not is_frozen:
        replacing.ciphertext = encrypted(key, replacing.id.bytes, document)
        replacing.save(update_fields=["ciphertext"])
        return replacing
    value = SealedValue(key=key, is_frozen=is_frozen)
    value.ciphertext = encrypted(key, value.id.bytes, document)
    value.save(force_insert=True)
    return value


def seal_many(case: Case, documents: Iterable[Any], *, key: SealingKey | None = None) -> list[SealedValue]:
    """Seal documents of a case together, unchangeable from the start: one statement for up to a thousand.

    `key` as for `seal`. Raises `ValueError` when the case was disposed of.
    """
    key = _usable(key) if key else key_of(case)
    secret = AESGCM(_unwrapped(key))
    values = [_frozen(key, secret, document) for document in documents]
    return SealedValue.objects.bulk_create(values, batch_size=AT_ONCE)


def seal_texts(texts: Iterable[tuple[Case, str]]) -> dict[tuple[int, str], SealedValue]:
    """Seal texts for their cases, frozen, in one query however many (and one for the keys of the cases).

    Handed back by the case's primary key and the text. A case read together with its key
    (`select_related("sealing_key")`) is not asked for it again. Raises `ValueError` for a case that was
    disposed of.
    """
    wanted = {(case.pk, text): case for case, text in texts}
    keys = _keys_of({case.pk: case for case in wanted.values()})
    secrets = {case_id: AESGCM(_unwrapped(key)) for case_id, key in keys.items()}
    sealed = {(case_id, text): _frozen(keys[case_id], secrets[case_id], text) for case_id, text in wanted}
    SealedValue.objects.bulk_create(sealed.values(), batch_size=AT_ONCE)
    return sealed


def unseal(value: SealedValue) -> Any:
    """The document inside, or `DISPOSED` when its case's key was destroyed.

    Raises `Tampered` when the sealed text was altered or moved here from another row.
    """
    return Opener().open(value.key, value.id, value.ciphertext)


class Opener:
    """Opens many sealed values: the key of each case is unwrapped once. Not to be kept longer than one page."""

    def __init__(self) -> None:
        self._secrets: dict[int, AESGCM | None] = {}

    def open(self, key: SealingKey, identifier: uuid.UUID, ciphertext: bytes | memoryview) -> Any:
        """The document in the value with this identifier, or `DISPOSED`. Raises `Tampered` as `unseal` does."""
        if key.pk not in self._secrets:
            self._secrets[key.pk] = AESGCM(_unwrapped(key)) if key.wrapped is not None else None
        secret, data = self._secrets[key.pk], bytes(ciphertext)
        if secret is None:
            return DISPOSED
        try:
            plain = secret.decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], identifier.bytes)
        except InvalidTag:
            raise Tampered(f"sealed value {identifier} was not written for this place") from None
        return json.loads(plain)


def seal_bytes(case: Case, data: bytes, *, bound_to: bytes) -> tuple[SealingKey, bytes]:
    """Seal a file for a case; `bound_to` is its identifier, so that two files cannot be exchanged.

    Raises `ValueError` when the case was disposed of.
    """
    key, nonce = key_of(case), os.urandom(NONCE_BYTES)
    return key, nonce + AESGCM(_unwrapped(key)).encrypt(nonce, data, bound_to)


def unseal_bytes(key: SealingKey, data: bytes, *, bound_to: bytes) -> bytes | Disposed:
    """The file inside, or `DISPOSED` when its case's key was destroyed."""
    if key.wrapped is None:
        return DISPOSED
    return AESGCM(_unwrapped(key)).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], bound_to)


def freeze(values: list[SealedValue]) -> None:
    """Make these values unchangeable from now on: they are part of something submitted or signed."""
    SealedValue.objects.filter(pk__in=[v.pk for v in values], is_frozen=False).update(is_frozen=True)
    for value in values:
        value.is_frozen = True


def key_of(case: Case) -> SealingKey:
    """The case's own key, made when first needed. Raises `ValueError` when it was destroyed."""
    key = SealingKey.objects.filter(case=case).first()
    if key is None:
        SealingKey.objects.bulk_create([SealingKey(case=case, **new_wrapping())], ignore_conflicts=True)
        key = SealingKey.objects.get(case=case)
    key.case = case  # and the case knows its key, so that the same action need not ask again
    return _usable(key)


def new_wrapping() -> dict[str, Any]:
    """A new key for a case, wrapped with the newest master key, as the columns of a `SealingKey`."""
    master = next(iter(master_keys()))
    return {"master": master, "wrapped": _wrap(master, AESGCM.generate_key(bit_length=256))}


def _keys_of(cases: dict[int, Case]) -> dict[int, SealingKey]:
    """The keys of several cases, made where needed."""
    known = {pk: _KEPT_WITH_CASE.get_cached_value(case, default=None) for pk, case in cases.items()}
    missing = [pk for pk, key in known.items() if key is None]
    found = {key.case_id: key for key in SealingKey.objects.filter(case__in=missing)} if missing else {}
    keys = {pk: key or found.get(pk) for pk, key in known.items()}
    return {pk: _usable(key) if key else key_of(cases[pk]) for pk, key in keys.items()}


def _usable(key: SealingKey) -> SealingKey:
    if key.wrapped is None:
        raise ValueError("This case was disposed of; nothing can be added to it")
    return key


def rotate_keys(*, at_once: int = 200) -> int:
    """Wrap every case's key with the newest master key; the sealed texts stay as they are.

    Returns how many keys were wrapped anew. Safe to stop and to run again, and while people work:
    each batch is locked, and a key that was destroyed stays destroyed. Raises `KeyError` when a
    master key that still wraps some case's key is missing from `SEALING_KEYS`.
    """
    newest, rotated = next(iter(master_keys())), 0
    while True:
        with transaction.atomic():
            batch = list(
                SealingKey.objects.select_for_update()
                .filter(wrapped__isnull=False)
                .exclude(master=newest)
                .order_by("pk")[:at_once]
            )
            for key in batch:
                key.wrapped, key.master = _wrap(newest, _unwrapped(key)), newest
            SealingKey.objects.bulk_update(batch, ["wrapped", "master"])
        rotated += len(batch)
        if len(batch) < at_once:
            return rotated


def keys_in_use() -> dict[str, int]:
    """How many cases each master key still opens, by name."""
    rows = SealingKey.objects.filter(wrapped__isnull=False).values("master")
    return {row["master"]: row["cases"] for row in rows.annotate(cases=Count("pk")).order_by("master")}


def destroy_key(case: Case, *, by: Any) -> None:
    """Make every sealed text of a case unreadable for good, and forget by what its people were found.

    There is no way back.
    """
    MatchKey.objects.filter(case=case).delete()
    SealingKey.objects.filter(case=case, destroyed_at=None).update(
        wrapped=None, destroyed_at=clock.now(), destroyed_by=by
    )
    if _KEPT_WITH_CASE.is_cached(case):
        _KEPT_WITH_CASE.delete_cached_value(case)


@lru_cache(maxsize=1)
def _parsed(text: str) -> dict[str, bytes]:
    pairs = (entry.split(":", 1) for entry in text.split(",") if entry.strip())
    return {name.strip(): base64.b64decode(secret) for name, secret in pairs}


def master_keys() -> dict[str, bytes]:
    """The installation's master keys by name, newest first."""
    return _parsed(settings.SEALING_KEYS)


def _wrap(master: str, secret: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(master_keys()[master]).encrypt(nonce, secret, master.encode())


def _unwrapped(key: SealingKey) -> bytes:
    data = bytes(key.wrapped or b"")
    wrapping = AESGCM(master_keys()[key.master])
    return wrapping.decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], key.master.encode())


def encrypted(key: SealingKey, bound_to: bytes, document: Any) -> bytes:
    """A document as it is stored: sealed with the case's key, for the value with this identifier only."""
    return _encrypt(AESGCM(_unwrapped(key)), bound_to, document)


def _frozen(key: SealingKey, secret: AESGCM, document: Any) -> SealedValue:
    value = SealedValue(key=key, is_frozen=True)
    value.ciphertext = _encrypt(secret, value.id.bytes, document)
    return value


def _encrypt(secret: AESGCM, bound_to: bytes, document: Any) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    plain = json.dumps(document, ensure_ascii=False).encode()
    return nonce + secret.encrypt(nonce, plain, bound_to)
