"""What saving one page makes of a section's document, the same for every form that is asked in this wording."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from notifications.wording.asking import Offered, check
from notifications.wording.shapes import Page
from notifications.wording.stored import SAVED, TYPED, Document, merged, storable


def keys_of(page: Page) -> list[str]:
    """The keys of a page's questions."""
    return [question.key for question in page.questions]


def is_same(page: Page, old: Document, typed: Mapping[str, Any]) -> bool:
    """Whether the page was saved before with just these words in its boxes."""
    if page.key not in old.get(SAVED, {}):
        return False
    before = old.get(TYPED, {})
    return all(storable(typed.get(key)) == before.get(key) for key in keys_of(page))


def saved_after(page: Page, old: Document, seen_version: int) -> bool:
    """Whether this page was saved after the revision of its section that the person was shown."""
    return bool(old.get(SAVED, {}).get(page.key, 0) > seen_version)


def document_after(
    page: Page, old: Document, typed: Mapping[str, Any], revision: int, *, offered: Offered | None = None
) -> Document:
    """The section's document once this page was saved at this revision: answers in order, and what was typed."""
    mine = {key: typed.get(key) for key in keys_of(page)}
    document = merged(old, mine, check(page, mine, offered=offered).understood())
    document[SAVED] = {**old.get(SAVED, {}), page.key: revision}
    return document


def changed_keys(page: Page, old: Document, document: Document) -> list[str]:
    """The keys of the page's questions whose stored answer differs, for the record of the change."""
    return sorted(key for key in keys_of(page) if old.get(key) != document.get(key))
