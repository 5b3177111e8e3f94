"""When the report is likely to reach the Panel, and what makes it so: from what is outstanding now.

An estimate for people who plan, never a decision: it moves no date and no clock. Local rule: each step that
is not done takes as long after the step before it as the timetable gives, and no step is done before today.
Once the recommendation is signed, what was to be gathered for it holds nothing up.
An agency is expected to answer as fast as it did before (the middle of its past answers, in working days).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from django.db.models import Min, Q

from lscp.accounts.models import GroupKind
from lscp.deadlines.calendar import WorkingCalendar
from lscp.deadlines.calendars import local_calendar
from lscp.deadlines.models import Clock
from lscp.kernel import clock
from lscp.meetings.enums import MeetingStatus
from lscp.meetings.models import Meeting
from rapid_reviews.enums import RequestStatus, Step
from rapid_reviews.models import AgencyRequest, RapidReview
from rapid_reviews.models.requests import RULE
from rapid_reviews.queries.timetable import StepView
from rapid_reviews.timetable import DRAFT, EXECUTIVE, MEETING, PANEL, QUALITY, REQUEST, RETURNS
from rapid_reviews.workflow import WAITED_FOR

CHAIN = (RETURNS, QUALITY, MEETING, DRAFT, EXECUTIVE, PANEL)
"""The steps that wait for each other, in order."""
SIGNED = (DRAFT, EXECUTIVE)
"""The steps that end with signatures: what was to be gathered before is no longer waited for."""
GROUP_OF = {MEETING: GroupKind.RAG, EXECUTIVE: GroupKind.EXECUTIVE}


@dataclass(frozen=True)
class Projection:
    """One step's likely day, and whether it is already done."""

    key: str
    title: str
    day: dt.date
    is_done: bool


@dataclass(frozen=True)
class Forecast:
    """The likely day of submission, the day it is due, and why they differ.

    `days_late` is in working days, negative when there is time to spare, and None without a due day.
    """

    projected: dt.date
    due: dt.date | None
    days_late: int | None
    causes: Sequence[str]
    steps: Sequence[Projection] = field(default=())
    is_if_sent_today: bool = False

    @property
    def sentence(self) -> str:
        """Whether it will be in time, in words."""
        if self.days_late is None:
            return "Nobody can say yet whether it will be in time: the count has not begun."
        if self.days_late > 0:
            return f"Likely to be {_days(self.days_late)} late."
        if self.days_late == 0:
            return "Likely to be in time, with no day to spare."
        return f"Likely to be in time, with {_days(-self.days_late)} to spare."


def forecast_of(review: RapidReview, steps: Sequence[StepView]) -> Forecast | None:
    """The forecast of a review from its steps; None once it has ended or was sent."""
    return forecasts_of([review], {review.pk: steps}).get(review.pk)


def forecasts_of(
    reviews: Sequence[RapidReview], steps: Mapping[int, Sequence[StepView]]
) -> dict[int, Forecast]:
    """The forecasts of many reviews by their key, in as many queries as for one; those ended or sent have none."""
    by_key = {review.pk: {step.key: step for step in steps.get(review.pk, ())} for review in reviews}
    going_on = [review for review in reviews if _goes_on(by_key[review.pk].get(PANEL))]
    if not going_on:
        return {}
    waiting, asked, meetings = _waiting(going_on), _asked(going_on), _meetings(going_on)
    speeds = _speeds(one for rows in waiting.values() for one in rows)
    calendars = {review.partnership_id: review.partnership for review in going_on}
    working_days = {key: local_calendar(partnership) for key, partnership in calendars.items()}
    return {
        review.pk: _Ground(
            calendar=working_days[review.partnership_id], steps=by_key[review.pk],
            waiting=waiting.get(review.pk, ()), speeds=speeds, meetings=meetings.get(review.case_id, {}),
            is_asked=review.pk in asked,
        ).forecast()
        for review in going_on
    }  # fmt: skip


def _goes_on(panel: StepView | None) -> bool:
    return panel is not None and not panel.clock.met_at and not panel.clock.cancelled_at


@dataclass
class _Ground:
    """What a forecast stands on, read once."""

    calendar: WorkingCalendar
    steps: Mapping[str, StepView]
    waiting: Sequence[AgencyRequest]
    speeds: Mapping[tuple[int, int], float]
    meetings: Mapping[str, dt.date]
    is_asked: bool
    causes: list[str] = field(default_factory=list)

    def forecast(self) -> Forecast:
        today = self.calendar.on_or_after(clock.today())
        day, projected, passed = dt.date.min, [], self._passed()
        for before, key in zip((None, *CHAIN), CHAIN, strict=False):
            step = self.steps.get(key)
            if step is None or (key in passed and not step.clock.met_at):
                continue
            if step.clock.met_at:
                done = clock.london_date(step.clock.met_at)
                projected.append(Projection(key, step.clock.rule.title, done, is_done=True))
                day = max(day, done)
                continue
            day = self._day_of(key, before, day, today)
            projected.append(Projection(key, step.clock.rule.title, day, is_done=False))
        due, is_if = self._due(today)
        late = None if due is None else self.calendar.between(due, day)
        if due and late and late > 0 and not self.causes:
            needed = _days(self.calendar.between(today, day))
            self.causes.append(
                "The day it was due has passed"
                if due < today
                else f"What is still to do takes {needed} by the timetable"
            )
        return Forecast(day, due, late, tuple(self.causes), tuple(projected), is_if_sent_today=is_if)

    def _passed(self) -> Sequence[str]:
        """The steps that nothing waits for any more, done or not: those before a signed report."""
        done = [key for key in SIGNED if key in self.steps and self.steps[key].clock.met_at]
        return CHAIN[: CHAIN.index(done[-1])] if done else ()

    def _day_of(self, key: str, before: str | None, day: dt.date, today: dt.date) -> dt.date:
        if key == RETURNS:
            return self._returns(today)
        earliest = (
            max(self.calendar.add(day, self._gap(before, key)), today) if before in self.steps else today
        )
        if key not in GROUP_OF:
            return earliest
        return self._meeting(key, day, earliest)

    def _meeting(self, key: str, day: dt.date, earliest: dt.date) -> dt.date:
        """The day the group meets, where it is set; it cannot do its work before what it waits for is there."""
        name = "rapid review meeting" if key == MEETING else "Executive date"
        held = self.meetings.get(GROUP_OF[key])
        if held is None:
            self.causes.append(f"No {name} is set")
            return earliest
        if held < day:
            self.causes.append(f"The {name} is before what it needs is likely to be there")
            return earliest
        if held > earliest:
            self.causes.append(f"The {name} is later than it need be")
        return held

    def _returns(self, today: dt.date) -> dt.date:
        """When the last agency is likely to have answered."""
        if not self.is_asked:
            self.causes.append("No agency has been asked yet")
            return self.calendar.add(today, self._gap(REQUEST, RETURNS))
        if not self.waiting:
            return today
        late = [request for request in self.waiting if self._is_late(request)]
        if late:
            self.causes.append(f"{len(late)} {'return is' if len(late) == 1 else 'returns are'} late")
        slow = 0
        last = today
        for request in self.waiting:
            expected = max(self._expected(request), self.calendar.add(today, 1))
            due = _due_of(request)
            slow += bool(due and expected > due and request not in late)
            last = max(last, expected)
        if slow:
            words = "agency is" if slow == 1 else "agencies are"
            self.causes.append(f"{slow} {words} likely to answer late, as before")
        return last

    def _expected(self, request: AgencyRequest) -> dt.date:
        asked = clock.london_date(request.asked_at)
        speed = self.speeds.get((request.partnership_id, request.agency_id))
        if speed is not None:
            return self.calendar.add(asked, max(1, round(speed)))
        return _due_of(request) or self.calendar.add(asked, 1)

    def _is_late(self, request: AgencyRequest) -> bool:
        due = _due_of(request)
        return due is not None and due < clock.today()

    def _gap(self, before: str | None, key: str) -> int:
        """Working days that the timetable gives between two steps: at least none, by rule or as set by hand."""
        first, then = (self.steps.get(one or "") for one in (before, key))
        if first is None or then is None:
            return 0
        return max(0, then.clock.rule.length - first.clock.rule.length)

    def _due(self, today: dt.date) -> tuple[dt.date | None, bool]:
        row = self.steps[PANEL].clock
        if row.due_on:
            return row.due_on, False
        return self.calendar.add(today, row.length), True


def _waiting(reviews: Iterable[RapidReview]) -> dict[int, list[Any]]:
    """The requests that are not answered, by review, each with its clock's due day."""
    rows = list(
        AgencyRequest.all_records.filter(review__in=list(reviews), status__in=WAITED_FOR).order_by("pk")
    )
    clocks = Clock.all_records.filter(
        rule_key=RULE, is_live=True, subject__in=[str(row.public_id) for row in rows]
    )
    due = dict(clocks.values_list("subject", "due_on"))
    found: dict[int, list[Any]] = {}
    for row in rows:
        row.__dict__["due_on"] = due.get(str(row.public_id))
        found.setdefault(row.review_id, []).append(row)
    return found


def _asked(reviews: Iterable[RapidReview]) -> set[int]:
    """The reviews in which any agency has been asked, those withdrawn apart."""
    rows = AgencyRequest.all_records.filter(review__in=list(reviews)).exclude(status=RequestStatus.WITHDRAWN)
    return set(rows.values_list("review_id", flat=True))


def _due_of(request: Any) -> dt.date | None:
    found: dt.date | None = request.__dict__.get("due_on")
    return found


def _speeds(waiting: Iterable[AgencyRequest]) -> dict[tuple[int, int], float]:
    """The middle of each agency's past answers in a partnership, in working days.

    Counted from being asked to the first return that was signed off.
    """
    wanted = {(request.partnership_id, request.agency_id) for request in waiting}
    if not wanted:
        return {}
    signed_off = Q(versions__signatures__step=Step.SIGNED_OFF)
    answered = (
        AgencyRequest.all_records.filter(
            partnership__in={place for place, _agency in wanted},
            agency__in={agency for _place, agency in wanted},
        )
        .exclude(status=RequestStatus.WITHDRAWN)
        .annotate(first=Min("versions__signatures__at", filter=signed_off))
        .exclude(first=None)
        .select_related("partnership")
    )
    rows = list(answered)
    calendars = {row.partnership_id: row.partnership for row in rows}
    working_days = {key: local_calendar(partnership) for key, partnership in calendars.items()}
    found: dict[tuple[int, int], list[int]] = {}
    for row in rows:
        asked, first = clock.london_date(row.asked_at), clock.london_date(row.first)
        days = working_days[row.partnership_id].between(asked, first)
        found.setdefault((row.partnership_id, row.agency_id), []).append(days)
    return {key: median(days) for key, days in found.items()}


def _meetings(reviews: Iterable[RapidReview]) -> dict[int, dict[str, dt.date]]:
    """The next day on which each group meets, by case."""
    rows = Meeting.all_records.filter(
        case__in={review.case_id for review in reviews},
        status=MeetingStatus.CALLED,
        starts_at__gte=clock.now(),
    ).order_by("-starts_at")
    found: dict[int, dict[str, dt.date]] = {}
    for row in rows.select_related("group"):
        found.setdefault(row.case_id, {})[row.group.kind] = row.day
    return found


def _days(number: int) -> str:
    return f"{number} working {'day' if number == 1 else 'days'}"
