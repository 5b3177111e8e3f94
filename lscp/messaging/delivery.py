"""Sending what the outbox holds: claim under a lease, send, mark. At least once, never lost.

When a message may leave is asked of the product's clock, which a demonstration may move; leases and
pauses between attempts use real time, because they are about real processes. A message keeps its
Message-ID through every attempt, so that a mail system can drop a repeat after a worker died between
sending and marking.
"""

from __future__ import annotations

import datetime as dt
import logging
from smtplib import SMTPServerDisconnected
from typing import Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.template.loader import render_to_string

from lscp.kernel import clock
from lscp.messaging import catalogue, digests, knowing, newest
from lscp.messaging.models import MessagePreference, OutboundMessage, Status, Urgency

log = logging.getLogger(__name__)

BATCH: Final = 20
LEASE: Final = dt.timedelta(minutes=10)
"""Longer than it can take to send a batch whose every message waits for `EMAIL_TIMEOUT`."""
MOST_ATTEMPTS: Final = 10
FIRST_PAUSE: Final = dt.timedelta(minutes=1)
LONGEST_DOUBLING: Final = 6
CONNECTION_LOST: Final = (SMTPServerDisconnected, ConnectionError, TimeoutError)


def deliver_due() -> int:
    """Send everything that may leave now; safe late, twice or in parallel. Returns how many went."""
    digests.gather_due()
    total = 0
    while batch := _claim_batch():
        sent = _send_batch(batch)
        if sent is None:
            break
        total += sent
    return total


@transaction.atomic
def _claim_batch() -> list[OutboundMessage]:
    """Lease the next messages: waiting ones, and ones whose sender died holding them."""
    now, real = clock.now(), clock.real_now()
    waiting = Q(status=Status.QUEUED, deliver_after__lte=now) & (
        Q(lease_until=None) | Q(lease_until__lte=real)
    )
    abandoned = Q(status=Status.SENDING, lease_until__lte=real)
    in_a_digest = Q(urgency=Urgency.REMINDER) & Exists(
        MessagePreference.objects.filter(user=OuterRef("recipient"), digest=True)
    )
    batch = list(
        OutboundMessage.objects.select_for_update(skip_locked=True, of=("self",))
        .filter((waiting & ~in_a_digest) | abandoned)
        .select_related("recipient", "partnership")
        .order_by("deliver_after", "id")[:BATCH]
    )
    until = real + LEASE
    OutboundMessage.objects.filter(pk__in=[m.pk for m in batch]).update(
        status=Status.SENDING, lease_until=until, attempts=F("attempts") + 1
    )
    for message in batch:
        message.lease_until, message.attempts = until, message.attempts + 1
    return batch


def _send_batch(batch: list[OutboundMessage]) -> int | None:
    """Send these over one connection. When it cannot be opened they wait, and None says to try nothing else."""
    mail = get_connection()
    try:
        mail.open()
    except OSError as problem:  # smtplib's exceptions are OSErrors
        _wait_for_mail_system(batch, problem)
        return None
    try:
        unwanted = dict.fromkeys(newest.passed_over(batch), newest.PASSED_OVER)
        unwanted |= dict.fromkeys(knowing.no_longer_wanted(batch), knowing.NO_LONGER_KNOWN)
        return sum(_send(message, mail, why_not=unwanted.get(message.pk, "")) for message in batch)
    finally:
        mail.close()


def _send(message: OutboundMessage, mail: BaseEmailBackend, *, why_not: str) -> int:
    """Send one, if it is still ours; a failure stays with its row and never stops the others.

    One that waited until nobody wants it (`why_not`) is not sent, and that is no failure.
    """
    held = OutboundMessage.objects.filter(
        pk=message.pk, status=Status.SENDING, lease_until=message.lease_until, attempts=message.attempts
    )
    if not held.exists():  # the lease ran out and somebody else took it
        return 0
    if not message.recipient.is_active:
        held.update(status=Status.FAILED, lease_until=None, last_error="account closed")
        return 0
    if not why_not and not digests.keep_wanted(message):
        why_not = knowing.NO_LONGER_KNOWN
    if why_not:
        held.update(status=Status.DROPPED, lease_until=None, last_error=why_not)
        return 0
    try:
        compose(message, mail).send()
    except CONNECTION_LOST as problem:
        _wait_for_mail_system([message], problem)
        mail.close()
        return 0
    except OSError as problem:
        _put_back(message, problem)
        mail.close()
        return 0
    except Exception as problem:  # noqa: BLE001 - a message that cannot be made must not stop the others
        _put_back(message, problem)
        return 0
    held.update(status=Status.SENT, sent_at=clock.now(), lease_until=None, last_error="")
    return 1


def _wait_for_mail_system(batch: list[OutboundMessage], problem: Exception) -> None:
    """The mail system does not answer: no fault of these messages, so the attempt does not count.

    They are tried again each minute for as long as it takes; the Business Unit's banner says that they are late.
    """
    for message in batch:
        OutboundMessage.objects.filter(pk=message.pk, attempts=message.attempts).update(
            status=Status.QUEUED,
            attempts=message.attempts - 1,
            lease_until=clock.real_now() + FIRST_PAUSE,
            last_error=type(problem).__name__,
        )
    log.warning("the mail system does not answer: %s", type(problem).__name__)


def _put_back(message: OutboundMessage, problem: Exception) -> None:
    """Wait longer after each failure; after the last one the Business Unit sees it and may try again."""
    is_last = message.attempts >= MOST_ATTEMPTS
    pause = FIRST_PAUSE * (2 ** min(message.attempts - 1, LONGEST_DOUBLING))
    OutboundMessage.objects.filter(pk=message.pk, attempts=message.attempts).update(
        status=Status.FAILED if is_last else Status.QUEUED,
        lease_until=None if is_last else clock.real_now() + pause,
        last_error=type(problem).__name__,
    )
    log.warning("message %s was not delivered: %s", message.public_id, type(problem).__name__)


def compose(message: OutboundMessage, mail: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """The e-mail of one message: reference and link, the marking, and why the reader gets it."""
    words = catalogue.words_of(message)
    path_of = catalogue.get(message.kind).path_of
    path = path_of(message.recipient) if path_of else message.path
    page = {
        "body": words.body,
        "lines": message.context.get("lines", []),
        "why": words.why,
        "link": f"{settings.SITE_URL.rstrip('/')}{path}" if path else "",
        "partnership": message.partnership,
    }
    email = EmailMultiAlternatives(
        subject=f"OFFICIAL-SENSITIVE: {words.subject}",
        body=render_to_string("messages/message.txt", page),
        to=[message.recipient.email],
        connection=mail,
        headers={"Message-ID": f"<{message.public_id}@{settings.MESSAGE_ID_DOMAIN}>"},
    )
    email.attach_alternative(render_to_string("messages/message.html", page), "text/html")
    return email
