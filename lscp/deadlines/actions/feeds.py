"""The secret address of a person's calendar feed: made, made anew, ended. Only its hash is kept."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction

from lscp.audit import service as audit
from lscp.deadlines.models import FeedLink
from lscp.deadlines.models.settings import new_secret
from lscp.kernel import clock


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_feed_link(*, by: Any) -> str:
    """Make a new secret address, ending the old one at once. The secret is shown once and not kept."""
    secret = new_secret()
    FeedLink.objects.update_or_create(
        user=by, defaults={"digest": digest_of(secret), "made_at": clock.now(), "last_read_at": None}
    )
    audit.record("deadlines.feed_link_made", subject=by, by=by)
    return secret


@transaction.atomic
def end_feed_link(*, by: Any) -> None:
    """End the secret address at once."""
    if FeedLink.objects.filter(user=by).delete()[0]:
        audit.record("deadlines.feed_link_ended", subject=by, by=by)
