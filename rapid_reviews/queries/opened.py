"""Opening sealed texts for a page whose reader may read them; the caller has asked."""

from __future__ import annotations

from typing import Any


def text_of(sealed: Any) -> str:
    """The text in a sealed value; empty for none, and where the case was disposed of."""
    found = sealed.open() if sealed is not None else ""
    return found if isinstance(found, str) else ""


def document_of(sealed: Any) -> dict[str, Any]:
    """The document in a sealed value; empty for none, and where the case was disposed of."""
    found = sealed.open() if sealed is not None else None
    return found if isinstance(found, dict) else {}
