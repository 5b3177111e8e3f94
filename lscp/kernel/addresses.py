"""Addresses, worked out once for each kind of page: a list has one on every row, every page a dozen around it."""

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


def page_address(name: str) -> str:
    """What `reverse(name)` gives, for a page that stands around others: in the navigation, in the footer.

    Raises `NoReverseMatch` for a name that is nowhere.
    """
    return _page(name, get_script_prefix())


@lru_cache(maxsize=64)
def _page(name: str, _prefix: str) -> str:
    return reverse(name)


@lru_cache(maxsize=64)
def _pattern(name: str, _prefix: str) -> str:
    return reverse(name, args=[PLACE])
