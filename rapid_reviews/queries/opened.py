"""Opening sealed texts for a page whose reader may read them; the caller has asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from lscp.people.models import SealingKey
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


def documents_in(rows: QuerySet[Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The key of each row and the document in its `content`, and nothing else of it: for reading many."""
    opener, keys = Opener(), dict[int, SealingKey]()
    sealed = rows.select_related(None).values_list(
        "pk", "content_id", "content__ciphertext", "content__key_id"
    )
    for pk, identifier, ciphertext, key in sealed.iterator(chunk_size=2000):
        if key not in keys:
            keys[key] = SealingKey.objects.get(pk=key)
        found = opener.open(keys[key], identifier, ciphertext)
        yield pk, found if isinstance(found, dict) else {}
