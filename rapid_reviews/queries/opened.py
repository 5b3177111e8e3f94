"""Opening sealed texts for a page whose reader may read them; the caller has asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lscp.people.sealing import Opener


def text_of(sealed: Any) -> str:
    """The text in a sealed value; empty for none, and where the case was disposed of."""
    found = sealed.open() if sealed is not None else ""
    return found if isinstance(found, str) else ""


def document_of(sealed: Any) -> dict[str, Any]:
    """The document in a sealed value; empty for none, and where the case was disposed of."""
    found = sealed.open() if sealed is not None else None
    return found if isinstance(found, dict) else {}


def documents_of(values: Iterable[Any]) -> list[dict[str, Any]]:
    """The documents in many sealed values, in their order, with the keys unwrapped once."""
    opener = Opener()
    found = (opener.open(one.key, one.pk, one.ciphertext) for one in values)
    return [one if isinstance(one, dict) else {} for one in found]
