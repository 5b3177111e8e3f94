"""Whom a step about a request is told to: reference and link only, and never whoever took it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lscp.messaging import service as messaging
from rapid_reviews.models import AgencyRequest
from rapid_reviews.queries.people import unit_for, without


def tell(kind: str, request: AgencyRequest, people: Iterable[Any], *, key: str, by: Any) -> None:
    """Queue one message for each person about one request; the link leads to its page."""
    messaging.enqueue(
        kind, to=without(people, by), dedupe_key=f"{kind}:{request.public_id}:{key}", case=request.case,
        path=request.get_absolute_url(),
    )  # fmt: skip


def tell_unit(kind: str, request: AgencyRequest, *, key: str, by: Any) -> None:
    """Tell the Business Unit about a request."""
    tell(kind, request, unit_for(request), key=key, by=by)
