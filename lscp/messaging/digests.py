"""One e-mail a day instead of many, for those who asked: the reminders that are due, in one message.

The message and the marks on what it gathers are written in one transaction; it is then delivered like
any other, so a crash loses nothing and repeats nothing.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import transaction
from django.urls import reverse

from lscp.kernel import clock
from lscp.messaging import catalogue, knowing, newest, quiet
from lscp.messaging.models import OutboundMessage, QuietHours, Status, Urgency

KIND = "messaging_digest"


def gather_due() -> int:
    """Make the digests whose time has come. Returns how many were made."""
    now = clock.now()
    with transaction.atomic():
        waiting = (
            OutboundMessage.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(
                status=Status.QUEUED,
                urgency=Urgency.REMINDER,
                deliver_after__lte=now,
                recipient__message_preference__digest=True,
                recipient__is_active=True,
            )
            .select_related("recipient", "partnership")
            .order_by("deliver_after", "id")
        )
        together: dict[tuple[int, int | None], list[OutboundMessage]] = defaultdict(list)
        hours: dict[int | None, QuietHours] = {}
        for message in waiting:
            place = message.partnership_id
            if place not in hours:
                hours[place] = quiet.hours_of(message.partnership)
            if quiet.digest_moment(message.partnership, message.deliver_after, hours[place]) <= now:
                together[message.recipient_id, place].append(message)
        for gathered in together.values():
            _gather(gathered)
    return len(together)


def keep_wanted(digest: OutboundMessage) -> bool:
    """Take out the lines that nobody wants any more; says whether anything is left to send.

    A message that gathers nothing is left as it is.
    """
    if digest.kind != KIND:
        return True
    lines = digest.gathered.select_related("recipient", "partnership").order_by("deliver_after", "id")
    gathered = list(lines)
    kept_from = knowing.no_longer_wanted(gathered)
    passed_over = newest.passed_over(gathered) - kept_from
    if not (kept_from or passed_over):
        return True
    left = [message for message in gathered if message.pk not in kept_from | passed_over]
    _drop(kept_from, knowing.NO_LONGER_KNOWN)
    _drop(passed_over, newest.PASSED_OVER)
    digest.context = _context(left)
    digest.save(update_fields=["context"])
    return bool(left)


def _drop(messages: set[int], why: str) -> None:
    OutboundMessage.objects.filter(pk__in=messages).update(
        status=Status.DROPPED, digest=None, last_error=why, lease_until=None
    )


def _context(messages: list[OutboundMessage]) -> dict[str, Any]:
    return {"count": len(messages), "lines": [catalogue.words_of(message).body for message in messages]}


def _gather(waiting: list[OutboundMessage]) -> None:
    """Put these reminders of one person and partnership into one message, of each thing the newest."""
    passed_over = newest.passed_over(waiting)
    _drop(passed_over, newest.PASSED_OVER)
    messages = [message for message in waiting if message.pk not in passed_over]
    if not messages:
        return
    first = messages[0]
    digest = OutboundMessage.objects.create(
        dedupe_key=f"digest:{first.public_id}",
        recipient=first.recipient,
        partnership=first.partnership,
        kind=KIND,
        urgency=Urgency.IMMEDIATE,
        path=reverse("messaging:mine"),
        context=_context(messages),
    )
    OutboundMessage.objects.filter(pk__in=[message.pk for message in messages]).update(
        status=Status.DIGESTED, digest=digest, lease_until=None
    )
