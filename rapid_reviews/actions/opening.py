"""A rapid review opens with the decision to notify, and ends when the incident leaves the usual way."""

from __future__ import annotations

from typing import Any

from lscp.accounts.models import User
from lscp.deadlines.enums import FactKind
from lscp.deadlines.rule_choice import settings_of
from lscp.kernel import clock
from notifications.actions.time_limits import course_of
from notifications.events import CaseTransferred, CriteriaFoundNotMet, DecidedToNotify, NotificationReceived
from notifications.models import Notification
from rapid_reviews.actions import timetable
from rapid_reviews.actions.recording import record
from rapid_reviews.actions.withdrawing import withdraw_open_requests
from rapid_reviews.enums import EndedWhy, ReviewStatus
from rapid_reviews.models import RapidReview
from rapid_reviews.workflow import OVER, TRANSITIONS


def open_review(event: DecidedToNotify) -> None:
    """Open the review of an incident, with its timetable, in the transaction of the authority's decision.

    A decision made anew while the review goes on, or after the Panel has answered, leaves it as it is.
    """
    notification, by = _read(event)
    course = course_of(notification)
    answered = RapidReview.all_records.filter(
        notification=notification, course=course, status=ReviewStatus.DONE
    )
    if _going_on(notification) is not None or answered.exists():
        return
    review = RapidReview.all_records.create(
        case=notification.case, partnership=notification.partnership, notification=notification,
        course=course, opened_by=by, changed_by=by,
    )  # fmt: skip
    timetable.lay_out(review, by=by)
    record("rapid_reviews.opened", subject=review, by=by)


def begin_to_count(event: NotificationReceived) -> None:
    """Where the partnership counts from the notification's dispatch, the plan begins now: past steps are today."""
    notification, by = _read(event)
    review = _going_on(notification)
    counts_from = settings_of(notification.partnership).rapid_review_day_zero
    if review is not None and counts_from == FactKind.NOTIFICATION_SENT:
        timetable.past_becomes_today(review, by=by)


def end_not_met(event: CriteriaFoundNotMet) -> None:
    """The criteria were found not to be met: the review ends, agencies need not answer."""
    _end(event, EndedWhy.NO_SUSPICION if event.no_suspicion else EndedWhy.CRITERIA_NOT_MET)


def end_transferred(event: CaseTransferred) -> None:
    """Another area has it now: the review ends here."""
    _end(event, EndedWhy.TRANSFERRED)


def _end(event: Any, why: EndedWhy) -> None:
    notification, by = _read(event)
    review = _going_on(notification)
    if review is None:
        return
    withdraw_open_requests(review, reason=str(why.label), by=by)
    review.apply(TRANSITIONS["end"], by=by)
    review.ended_at, review.ended_by, review.ended_why = clock.now(), by, why
    review.save()
    timetable.cancel_clocks_of(review, reason=str(why.label), by=by)
    record("rapid_reviews.ended", subject=review, by=by, why=str(why.label))


def _going_on(notification: Notification) -> RapidReview | None:
    rows = RapidReview.all_records.filter(notification=notification).exclude(status__in=OVER)
    return rows.select_related("case__partnership", "partnership").first()


def _read(event: Any) -> tuple[Notification, User]:
    rows = Notification.all_records.select_related("case__partnership", "partnership")
    return rows.get(pk=event.notification_id), User.objects.get(pk=event.by_id)
