"""Firing what is due: safe late, twice, in parallel and in the company of a row that fails.

Rungs are claimed in batches that skip what another worker holds; their messages go into the outbox in the
same transaction, one for each clock, rung and recipient. After an outage only the latest rung of a clock is
told, but every step of its escalation that was missed is taken.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from lscp.accounts.models import Partnership
from lscp.deadlines import health, outbox
from lscp.deadlines.calendars import calendar_of
from lscp.deadlines.compute import Due, Unit
from lscp.deadlines.explain import long_date, spoken_instant
from lscp.deadlines.ladder import BREACH
from lscp.deadlines.models import CalendarVersion, Clock, Rule, Rung
from lscp.deadlines.recipients import Directory, Watched
from lscp.deadlines.states import ClockFacts, time_left
from lscp.kernel import clock as product_clock
from lscp.messaging import quiet
from lscp.messaging.models import Urgency

log = logging.getLogger(__name__)

BATCH = 5000
RETRY_AFTER = dt.timedelta(hours=1)
READ = (
    "chain", "subject", "unit", "due_on", "due_at", "is_live", "is_open", "paused_at", "agency",
    "holder", "partnership", "rule", "calendar_version", "case__reference", "case__is_restricted",
)  # fmt: skip
"""What of a clock and its case the sweep reads: nothing that somebody typed."""


@dataclass
class Fired:
    """What one sweep did."""

    rungs: int = 0
    messages: int = 0
    failed: int = 0


@dataclass
class Plan:
    """What firing one rung comes to."""

    rung: Rung
    number: int | None = None
    following: Rung | None = None
    watched: Watched | None = None
    steps: Sequence[dict[str, Any]] = ()
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Stand:
    """Where the ladder of a rule stands now for a clock that ends then: the same for every such clock."""

    number: int
    following: int
    following_at: dt.datetime
    steps: Sequence[dict[str, Any]]
    words: Mapping[str, str]


def fire_due_rungs() -> Fired:
    """Fire every rung that is due now, and leave a heartbeat. Returns what was done."""
    fired = Fired()
    now = product_clock.now()
    if _pending(now).exists():
        while _fire_batch(now, fired):
            pass
    health.beat("sweep", did=fired.rungs, failed=fired.failed)
    return fired


def _pending(now: dt.datetime) -> QuerySet[Rung]:
    return Rung.objects.filter(fired_at=None, fire_at__lte=now)


@transaction.atomic
def _fire_batch(now: dt.datetime, fired: Fired) -> bool:
    """Claim and fire one batch; whether there may be more."""
    rungs = list(_pending(now).select_for_update(skip_locked=True).order_by("fire_at", "id")[:BATCH])
    if rungs:
        _fire(rungs, now, fired)
    return len(rungs) == BATCH


def _fire(rungs: Sequence[Rung], now: dt.datetime, fired: Fired) -> None:
    """Fire these together; if the database refuses one, find it by halves and let the others through."""
    try:
        with transaction.atomic():
            messages = _fire_together(rungs, now)
    except Exception as problem:  # noqa: BLE001 - whatever one row raises must not stop the others
        if len(rungs) > 1:
            middle = len(rungs) // 2
            _fire(rungs[:middle], now, fired)
            _fire(rungs[middle:], now, fired)
            return
        _postpone(rungs[0], now, problem)
        fired.failed += 1
        return
    fired.rungs += len(rungs)
    fired.messages += messages


def _postpone(rung: Rung, now: dt.datetime, problem: Exception) -> None:
    """Push a rung that fails an hour forward, and say so."""
    log.error("reminder %s could not fire: %s", rung.pk, type(problem).__name__, exc_info=problem)
    Rung.objects.filter(pk=rung.pk).update(
        fire_at=now + RETRY_AFTER, failures=rung.failures + 1, last_error=type(problem).__name__
    )


def _fire_together(rungs: Sequence[Rung], now: dt.datetime) -> int:
    clocks = _clocks({rung.clock_id for rung in rungs})
    stands: dict[Hashable, _Stand] = {}
    plans = [_plan(rung, clocks[rung.clock_id], now, stands) for rung in rungs]
    directory = Directory(plan.watched for plan in plans if plan.watched)
    waking = _Waking(now)
    copies = [
        copy
        for plan in plans
        if plan.watched
        for copy in _copies(plan, clocks[plan.rung.clock_id], directory, waking, now)
    ]
    posted = outbox.post(copies, now)
    _mark(plans, now)
    return posted


def _clocks(ids: set[int]) -> dict[int, Clock]:
    """The clocks of a batch, with what many of them share read once."""
    clocks = Clock.all_records.select_related("case").only(*READ).in_bulk(ids)
    rules = Rule.objects.in_bulk({clock.rule_id for clock in clocks.values()})
    versions = CalendarVersion.objects.in_bulk({clock.calendar_version_id for clock in clocks.values()})
    places = Partnership.objects.in_bulk({clock.partnership_id for clock in clocks.values()})
    for clock in clocks.values():
        clock.rule, clock.partnership = rules[clock.rule_id], places[clock.partnership_id]
        clock.calendar_version = versions[clock.calendar_version_id]
    return clocks


def _plan(rung: Rung, clock: Clock, now: dt.datetime, stands: dict[Hashable, _Stand]) -> Plan:
    """Which rung the clock has reached by now, what it must say, and which rung waits next."""
    plan, end = Plan(rung), clock.end
    if not (clock.is_live and clock.is_open) or clock.paused_at or end is None:
        return plan
    key = (clock.rule_id, clock.calendar_version_id, clock.unit, end, rung.number)
    stand = stands.get(key) or stands.setdefault(key, _stand(rung.number, clock, end, now))
    plan.number, plan.steps, plan.words = stand.number, stand.steps, stand.words
    plan.following = Rung(clock=clock, number=stand.following, fire_at=stand.following_at)
    plan.watched = Watched.of(clock)
    return plan


def _stand(waiting: int, clock: Clock, end: Due, now: dt.datetime) -> _Stand:
    """Where the ladder of this clock stands: after the rung that waited, or further when some were missed."""
    rule = clock.rule
    ladder, calendar = rule.ladder, calendar_of(clock.calendar_version, local=rule.is_local)
    reached = ladder.latest_by(now, end, calendar)
    number = waiting if reached is None else max(reached, waiting)
    following = ladder.next_after(number)
    facts = ClockFacts(Unit(clock.unit), end.at, end.on, is_soft=rule.is_soft)
    left = time_left(facts, now, calendar)
    hours = clock.unit == Unit.HOURS
    return _Stand(
        number=number, following=following, following_at=ladder.fires_at(following, end, calendar),
        steps=[step for step in rule.escalations if waiting <= step["after"] <= number],
        words={
            "title": rule.title,
            "due": spoken_instant(end.at) if hours else f"the end of {long_date(end.on)}",
            "left": left[:1].lower() + left[1:],
        },
    )  # fmt: skip


def _copies(
    plan: Plan, clock: Clock, directory: Directory, waking: _Waking, now: dt.datetime
) -> list[outbox.Copy]:
    """What one rung tells whom: escalations first, so that nobody is told twice of the same rung."""
    if plan.watched is None or plan.number is None:
        return []
    raised = directory.to_escalate(plan.watched, plan.steps)
    reminded = directory.to_remind(plan.watched) - raised
    if not raised and not reminded:
        log.warning("nobody could be told of clock %s, rung %s", clock.chain, plan.number)
    kind = "deadline_overdue" if plan.number >= BREACH else "deadline_reminder"
    urgency, after = Urgency.REMINDER.value, waking.after(clock.partnership)
    if clock.rule.is_soft:
        kind = "deadline_soft"
    if clock.rule.guards_safety:
        kind, urgency, after = "deadline_safety", Urgency.IMMEDIATE.value, now
    letter = outbox.Letter(
        dedupe_key=outbox.letter_key(clock.pk, plan.number),
        partnership_id=clock.partnership_id,
        reference=clock.case.reference,
        path=clock.get_absolute_url(),
        context=plan.words,
    )
    at_once = Urgency.IMMEDIATE.value
    told = [outbox.Copy(letter, person, outbox.ESCALATED, at_once, now) for person in raised]
    return told + [outbox.Copy(letter, person, kind, urgency, after) for person in reminded]


def _mark(plans: Sequence[Plan], now: dt.datetime) -> None:
    """Fired rungs become a record; the next one of each running clock waits."""
    plain = [p.rung.pk for p in plans if p.number in (None, p.rung.number)]
    Rung.objects.filter(pk__in=plain).update(fired_at=now)
    skipped = [plan for plan in plans if plan.number not in (None, plan.rung.number)]
    for plan in skipped:
        plan.rung.covers = _between(plan)
        plan.rung.number = plan.number or plan.rung.number
        plan.rung.fired_at = now
    Rung.objects.bulk_update([plan.rung for plan in skipped], ["number", "covers", "fired_at"])
    Rung.objects.bulk_create([plan.following for plan in plans if plan.following])


def _between(plan: Plan) -> int:
    """How many rungs went unsaid between the one that waited and the one that is told."""
    ladder, rung, passed = plan.watched.rule.ladder if plan.watched else None, plan.rung.number, 0
    while ladder and plan.number is not None and rung < plan.number:
        rung, passed = ladder.next_after(rung), passed + 1
    return passed


class _Waking:
    """When each partnership's reminders may leave, worked out once for a batch."""

    def __init__(self, now: dt.datetime) -> None:
        self._now = now
        self._after: dict[int, dt.datetime] = {}

    def after(self, partnership: Any) -> dt.datetime:
        if partnership.pk not in self._after:
            self._after[partnership.pk] = quiet.next_waking(partnership, self._now)
        return self._after[partnership.pk]
