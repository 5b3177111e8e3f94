"""What may be a paper of a meeting: pages of this product that the stages offer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Offer = tuple[str, str]
OfferSource = Callable[[Any, Any], "list[Offer]"]

_sources: dict[str, OfferSource] = {}


def offers_papers(name: str, source: OfferSource) -> None:
    """Register `source(user, case)`: (title, path) of pages about a case that the person may open.

    A title identifies nobody: "Notification form, version 2".
    """
    _sources[name] = source


def papers_for(user: Any, case: Any) -> list[Offer]:
    """Every page that may become a paper of a meeting about this case."""
    return [offer for _name, source in sorted(_sources.items()) for offer in source(user, case)]
