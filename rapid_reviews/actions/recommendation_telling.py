"""Whom a step on the way to the Panel is told to: reference and link only, nobody shut out, never whoever took it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from lscp.accounts.models import User
from lscp.messaging import service as messaging
from notifications.queries.judgement import readers_with
from rapid_reviews.models import RapidReview
from rapid_reviews.queries.people import without


def tell(
    kind: str, review: RapidReview, people: Iterable[User], *, key: str, by: Any, page: str = "review"
) -> None:
    """Queue one message for each person about one review; the link leads to one of its pages."""
    messaging.enqueue(
        kind, to=without(people, by), dedupe_key=f"{kind}:{review.public_id}:{key}", case=review.case,
        path=reverse(f"rapid_reviews:{page}", args=[review.public_id]),
    )  # fmt: skip


def people_with_roles(review: RapidReview, roles: Iterable[str]) -> list[User]:
    """People of these roles who may see the case."""
    return readers_with(review.notification, roles)
