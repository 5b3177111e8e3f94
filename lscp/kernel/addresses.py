"""Addresses of records, worked out once for each kind of page: a list has one on every row."""

from __future__ import annotations

import uuid
from functools import lru_cache

from django.urls import get_script_prefix, reverse

PLACE = str(uuid.UUID(int=0))


def address_of(name: str, public_id: uuid.UUID) -> str:
    """What `reverse(name, args=[public_id])` gives, for an address that takes nothing else.

    Raises `NoReverseMatch` for a name that is nowhere.
    """
    return _pattern(name, get_script_prefix()).replace(PLACE, str(public_id))


@lru_cache(maxsize=64)
def _pattern(name: str, _prefix: str) -> str:
    return reverse(name, args=[PLACE])
