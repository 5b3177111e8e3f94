"""The back-plan: each step a clock of the case; past steps become today; the Business Unit sets other days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from lscp.deadlines import actions as clocks
from lscp.deadlines.calendars import local_calendar
from lscp.deadlines.compute import Moment
from lscp.deadlines.models import Clock
from lscp.kernel import clock
from lscp.kernel.access import require
from lscp.kernel.scoping import claim
from rapid_reviews.actions.recording import record
from rapid_reviews.models import RapidReview
from rapid_reviews.policies import review as policies
from rapid_reviews.timetable import PANEL, PLAN, RECONSIDERED, RESPONSE, RETURNS

PAST = "Its day had passed when the rapid review began to count, so it is due today"


def lay_out(review: RapidReview, *, by: Any) -> None:
    """Expect every step; each is counted back from the day the Panel expects the report, as day 0 allows."""
    clocks.expect_clocks(review.case, PLAN, subject=review.course, by=by)
    past_becomes_today(review, by=by)


def past_becomes_today(review: RapidReview, *, by: Any) -> int:
    """Steps that are already past when their count begins become today, or the next working day.

    Local rule: a plan that starts late says what is to be done now; the Panel's own date stays. Says how
    many steps that were.
    """
    today = clock.today()
    day = local_calendar(review.partnership).on_or_after(today)
    rows = live_steps(review).filter(met_at=None, cancelled_at=None, due_on__lt=today, rule_key__in=PLAN)
    keys = list(rows.values_list("rule_key", flat=True))
    for key in keys:
        clocks.set_date(review.case, key, subject=review.course, day=day, reason=PAST, by=by)
    return len(keys)


@transaction.atomic
def set_step_date(
    public_id: Any, *, seen_version: int | None, step: str, day: dt.date, reason: str, by: Any
) -> Clock:
    """Give one step another day, with the reason. The Panel's date is nobody's to set.

    Raises `ValueError` for a day in the past or one that is not worked, and for a step that is done.
    """
    review = claim(RapidReview, public_id, by=by, seen_version=seen_version)
    require(policies.can_set_date(by, review), record=review)
    if step not in PLAN:
        raise ValueError("This step has no date of its own to set")
    if day < clock.today():
        raise ValueError("Choose today or a later day")
    row = clocks.set_date(review.case, step, subject=review.course, day=day, reason=reason, by=by)
    if row is None:
        raise ValueError("This step is done, so its date stays")
    review.touch(by=by)
    review.save()
    record(
        "rapid_reviews.date_set", subject=review, by=by,
        step=row.rule.title, day=day.isoformat(),
    )  # fmt: skip
    return row


def cancel_clocks_of(review: RapidReview, *, reason: str, by: Any) -> None:
    """The review ends: its steps, the Panel's clock of each round and the reminder to ask no longer apply.

    Met ones stay as they are, and so does what guards a child's safety.
    """
    keys = (*PLAN, PANEL, RECONSIDERED, RESPONSE)
    clocks.cancel_clocks(review.case, keys, reason=reason, by=by)


def meet_step(review: RapidReview, step: str, *, evidence: str, by: Any) -> None:
    """Record that a step was done now; one that is met already keeps its first moment."""
    if live_steps(review).filter(rule_key=step, met_at=None, cancelled_at=None).exists():
        now = Moment.of(clock.now())
        clocks.meet(review.case, step, subject=review.course, done=now, evidence=evidence, by=by)


def day_for_answer(review: RapidReview) -> dt.date:
    """By when an agency asked now is to answer: the timetable's day, or two working days from now if later.

    Local rule: nobody is given less than two working days unless the Business Unit sets a day itself.
    """
    soonest = local_calendar(review.partnership).add(clock.today(), 2)
    row = live_steps(review).filter(rule_key=RETURNS, cancelled_at=None).first()
    return max(soonest, row.due_on) if row is not None and row.due_on else max(soonest, _usual(review))


def _usual(review: RapidReview) -> dt.date:
    """While day 0 has not come: as many working days from today as the partnership's rule gives."""
    row = live_steps(review).filter(rule_key=RETURNS).first()
    length = row.length if row else 0
    return local_calendar(review.partnership).add(clock.today(), length)


def live_steps(review: RapidReview) -> Any:
    """The present rows of the clocks of this review's course."""
    return Clock.all_records.filter(case=review.case_id, subject=review.course, is_live=True)
