"""How entries are chained: the keyed hash of each entry covers the one before it. Pure, no queries."""

import datetime as dt
import hashlib
import hmac
import json
from typing import Any

from django.conf import settings

COVERED = (
    "chain",
    "position",
    "previous",
    "at",
    "verb",
    "actor_id",
    "actor_name",
    "actor_roles",
    "subject_type",
    "subject_id",
    "reference",
    "case_id",
    "partnership_id",
    "request_id",
    "reason",
    "compartment",
    "data",
)


def entry_hash(event: Any) -> str:
    """The hash of one entry: everything it says, where it stands and what stood before it.

    Keyed with the audit key, which the database never holds, so that somebody who can write to the
    database still cannot write a row that fits.
    """
    covered = {"id": str(event.id), **{name: getattr(event, name) for name in COVERED}}
    covered["at"] = event.at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    text = json.dumps(covered, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return sign(text)


def head_seal(key: str, length: int, head: str) -> str:
    """The seal of a chain's head: that this chain has this many entries and ends in this one."""
    return sign(json.dumps(["head", key, length, head], separators=(",", ":")))


def sign(text: str) -> str:
    """A keyed SHA-256 of a text, in hexadecimal."""
    return hmac.new(settings.AUDIT_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def storable(data: dict[str, Any]) -> dict[str, Any]:
    """The data as the database gives them back, so that the hash of what is read is that of what was written.

    Raises `TypeError` for a value JSON cannot hold and for a fraction, which the database may write
    differently: give it as text.
    """
    _refuse_fractions(data)
    kept: dict[str, Any] = json.loads(json.dumps(data))
    return kept


def _refuse_fractions(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("The record holds no fractions: write the number as text")
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for one in value:
            _refuse_fractions(one)
