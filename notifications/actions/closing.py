"""When a notification leaves the usual way: what was still asked ends with the reason, and so do its clocks.

Never ended here: what guards a child's safety, and actions that a meeting gave. They stay until they are done.
"""

from __future__ import annotations

from typing import Any

from lscp.audit import service as audit
from lscp.deadlines import actions as clocks
from lscp.deadlines.models import Clock
from lscp.kernel import clock
from lscp.people import sealing
from notifications.enums import LeadAnswer
from notifications.models import Notification

STAYS = frozenset({"meeting_action"})
"""Rules of things somebody still has to do, whatever becomes of the notification."""


def end_clocks(notification: Notification, why: str, *, by: Any) -> None:
    """Cancel the clocks that still run; the ledger keeps them with the reason."""
    rows = Clock.all_records.filter(case=notification.case_id, is_live=True, cancelled_at=None, met_at=None)
    keys = set(rows.filter(rule__guards_safety=False).values_list("rule_key", flat=True)) - STAYS
    if keys:
        clocks.cancel_clocks(notification.case, sorted(keys), reason=why, by=by)


def end_what_is_asked(notification: Notification, why: str, *, by: Any) -> None:
    """End open questions, a wait for information and an unanswered request to agree, for the reason `why`."""
    end_questions(notification, why, by=by)
    waits = end_wait(notification, why, by=by)
    pending = notification.lead_requests.filter(answer=LeadAnswer.PENDING, withdrawn_at=None)
    requests = pending.update(answer=LeadAnswer.LAPSED, answered_at=clock.now())
    counted = (("a wait for information", waits), ("a request to agree", requests))
    ended = [words for words, count in counted if count]
    if ended:
        audit.record(
            "notifications.asking_ended", subject=notification, by=by, reason=why, what=" and ".join(ended)
        )


def end_questions(notification: Notification, why: str, *, by: Any) -> None:
    """End questions to the referrer for whose answers nobody waits any more."""
    found = notification.information_requests.filter(answered_at=None, ended_at=None)
    ended = found.update(ended_at=clock.now(), ended_by=by, ended_why=why)
    if ended:
        audit.record(
            "notifications.asking_ended", subject=notification, by=by, reason=why, what="open questions"
        )


def end_wait(notification: Notification, why: str, *, by: Any) -> int:
    """End the wait for information that still runs, if one does; says how many that were."""
    wait = notification.waits.filter(ended_at=None).first()
    if wait is None:
        return 0
    came = sealing.seal(notification.case, why)
    sealing.freeze([came])
    wait.ended_at, wait.ended_by, wait.came = clock.now(), by, came
    wait.save()
    return 1
