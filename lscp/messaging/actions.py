"""What people decide about messages: send one again, how to get reminders, when reminders wait."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from lscp.audit import service as audit
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused, Verdict, require
from lscp.messaging import policies, queries
from lscp.messaging.models import MessagePreference, OutboundMessage, QuietHours, Status
from lscp.messaging.service import kick_after_commit


@transaction.atomic
def retry_message(public_id: Any, *, by: Any) -> OutboundMessage:
    """Put a message that was given up back into the outbox, to be tried as often as a new one.

    Raises `OutOfScope` for a message of another partnership, `Refused` for one that was not given up.
    """
    scoped = queries.looked_after_by(by).select_for_update(of=("self",))
    message = scoped.filter(public_id=public_id).first()
    if message is None:
        raise OutOfScope
    require(policies.can_retry(by, message))
    OutboundMessage.objects.filter(pk=message.pk).update(
        status=Status.QUEUED, attempts=0, lease_until=None, last_error="", deliver_after=clock.now()
    )
    audit.record("messaging.message_retried", subject=message, by=by, kind=message.kind)
    kick_after_commit()
    message.refresh_from_db()
    return message


@transaction.atomic
def choose_reminders(*, digest: bool, by: Any) -> MessagePreference:
    """Get reminders together once a day, or one by one."""
    preference, _ = MessagePreference.objects.update_or_create(user=by, defaults={"digest": digest})
    how = "once a day in one message" if digest else "one by one"
    audit.record("messaging.preference_changed", subject=by, by=by, how=how)
    return preference


@transaction.atomic
def set_quiet_hours(
    partnership: Any,
    *,
    begins: dt.time,
    ends: dt.time,
    digest_at: dt.time,
    weekends_quiet: bool,
    by: Any,
) -> QuietHours:
    """Set when reminders of a partnership wait, and when the daily message leaves (local rule).

    Times are Europe/London times. Raises `Refused` when the daily message would leave in quiet hours.
    """
    require(policies.can_set_quiet_hours(by, partnership))
    hours = QuietHours(
        partnership=partnership, begins=begins, ends=ends, digest_at=digest_at, weekends_quiet=weekends_quiet
    )
    if _falls_in(digest_at, begins, ends):
        raise Refused(Verdict("state", "The daily message must leave outside the quiet hours."))
    hours, _ = QuietHours.objects.update_or_create(
        partnership=partnership,
        defaults={
            "begins": begins,
            "ends": ends,
            "digest_at": digest_at,
            "weekends_quiet": weekends_quiet,
        },
    )
    audit.record(
        "messaging.quiet_hours_changed",
        subject=partnership,
        by=by,
        begins=begins.isoformat("minutes"),
        ends=ends.isoformat("minutes"),
        digest_at=digest_at.isoformat("minutes"),
        weekends_quiet=weekends_quiet,
    )
    return hours


def _falls_in(moment: dt.time, begins: dt.time, ends: dt.time) -> bool:
    if begins > ends:
        return moment >= begins or moment < ends
    return begins <= moment < ends
