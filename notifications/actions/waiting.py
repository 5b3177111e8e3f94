"""Waiting for information until a named day, however it came to that: the Business Unit's step or a decision.

Part of an action that has claimed the notification and asked its own policy.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from lscp.deadlines import actions as clocks
from lscp.deadlines.compute import Length, Moment, Unit
from lscp.deadlines.enums import FactKind
from lscp.deadlines.models import Clock
from lscp.kernel import clock
from lscp.people import sealing
from notifications.models import InformationAwaited, Notification

REVIEW = "information_review"


def begin_wait(
    notification: Notification,
    *,
    reasons: str,
    review_on: dt.date,
    since: Moment,
    source: str,
    from_status: str,
    by: Any,
) -> InformationAwaited:
    """Set the day on which it is looked at again; the clock that brings it back ends on that day."""
    value = sealing.seal(notification.case, reasons)
    sealing.freeze([value])
    wait = InformationAwaited.all_records.create(
        notification=notification, reasons=value, review_on=review_on, from_status=from_status, by=by
    )
    notification.review_on = review_on
    clocks.record_fact(
        notification.case, FactKind.INFORMATION_ASKED, moment=since, source=source,
        reason="Information is awaited", by=by,
    )  # fmt: skip
    clocks.start_clock(
        notification.case, REVIEW, start=Moment(since.on), subject=str(wait.public_id), by=by,
        length=Length((review_on - since.on).days, Unit.CALENDAR_DAYS), why="The review date that was set",
    )  # fmt: skip
    return wait


def meet_review(notification: Notification, *, by: Any) -> None:
    """It is looked at again: every clock that waited for that is met."""
    rows = Clock.all_records.filter(
        case=notification.case_id, rule_key=REVIEW, is_live=True, is_open=True
    )  # fmt: skip
    for subject in rows.values_list("subject", flat=True):
        clocks.meet(
            notification.case, REVIEW, done=Moment.of(clock.now()), evidence="It was looked at again",
            subject=subject, by=by,
        )  # fmt: skip
