"""Sending what the outbox holds: claim in batches under a lease, send, mark. At least once."""

from __future__ import annotations

import datetime as dt
import logging
import smtplib
from typing import Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string

from lscp.kernel import clock
from lscp.messaging import catalogue
from lscp.messaging.models import OutboundMessage, Status

log = logging.getLogger(__name__)

BATCH: Final = 50
LEASE: Final = dt.timedelta(minutes=10)
MOST_ATTEMPTS: Final = 8
FIRST_PAUSE: Final = dt.timedelta(minutes=1)


def deliver_due() -> int:
    """Send everything that may leave now; safe late, twice or in parallel. Returns how many went."""
    sent = 0
    while batch := _claim_batch():
        with get_connection() as mail:
            sent += sum(_send(message, mail) for message in batch)
    return sent


@transaction.atomic
def _claim_batch() -> list[OutboundMessage]:
    """Lease the next messages: waiting ones, and ones whose sender died holding them."""
    now, real = clock.now(), clock.real_now()
    waiting = Q(status=Status.QUEUED, deliver_after__lte=now) & (
        Q(lease_until=None) | Q(lease_until__lte=real)
    )
    abandoned = Q(status=Status.SENDING, lease_until__lte=real)
    batch = list(
        OutboundMessage.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(waiting | abandoned)
        .select_related("recipient", "partnership")
        .order_by("deliver_after", "id")[:BATCH]
    )
    OutboundMessage.objects.filter(pk__in=[m.pk for m in batch]).update(
        status=Status.SENDING, lease_until=real + LEASE, attempts=F("attempts") + 1
    )
    return batch


def _send(message: OutboundMessage, mail: BaseEmailBackend) -> int:
    """Send one; a failure is kept on its row and tried again later, and never stops the others."""
    row = OutboundMessage.objects.filter(pk=message.pk)
    try:
        compose(message, mail).send()
    except (smtplib.SMTPException, OSError) as problem:
        attempts = message.attempts + 1
        gone = attempts >= MOST_ATTEMPTS
        pause = FIRST_PAUSE * (2 ** min(attempts, 6))
        row.update(
            status=Status.FAILED if gone else Status.QUEUED,
            lease_until=None if gone else clock.real_now() + pause,
            last_error=type(problem).__name__,
        )
        log.warning("message %s was not delivered: %s", message.public_id, type(problem).__name__)
        return 0
    row.update(status=Status.SENT, sent_at=clock.now(), lease_until=None, last_error="")
    return 1


def compose(message: OutboundMessage, mail: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """The e-mail of one message: reference and link, the marking, and why the reader gets it."""
    spec = catalogue.get(message.kind)
    values = {"reference": message.reference, **message.context}
    page = {
        "body": spec.body.format(**values),
        "why": spec.why,
        "link": f"{settings.SITE_URL.rstrip('/')}{message.path}" if message.path else "",
        "partnership": message.partnership,
        "recipient": message.recipient,
    }
    email = EmailMultiAlternatives(
        subject=f"OFFICIAL-SENSITIVE: {spec.subject.format(**values)}",
        body=render_to_string("messages/message.txt", page),
        to=[message.recipient.email],
        connection=mail,
        headers={"Message-ID": f"<{message.public_id}@{settings.MESSAGE_ID_DOMAIN}>"},
    )
    email.attach_alternative(render_to_string("messages/message.html", page), "text/html")
    return email
