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
from lscp.deadlines.batch import Batch, NextRung, Row, WaitingRung, add_rungs
from lscp.deadlines.calendars import calendar_of
from lscp.deadlines.compute import Due, Unit
from lscp.deadlines.explain import long_date, spoken_instant
from lscp.deadlines.ladder import BREACH
from lscp.deadlines.models import Rule, Rung
from lscp.deadlines.recipients import Directory, Watched
from lscp.deadlines.states import ClockFacts, time_left
from lscp.kernel import clock as product_clock
from lscp.kernel.addresses import address_of
from lscp.kernel.shapes import one_of
from lscp.messaging import quiet
from lscp.messaging.models import Urgency

log = logging.getLogger(__name__)

BATCH = 5000
RETRY_AFTER = dt.timedelta(hours=1)


@dataclass
class Fired:
    """What one sweep did."""

    rungs: int = 0
    messages: int = 0
    failed: int = 0


@dataclass
class Plan:
    """What firing one rung comes to."""

    rung: WaitingRung
    number: int | None = None
    following: NextRung | None = None
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
    pending = _pending(now).select_for_update(skip_locked=True).order_by("fire_at", "id")
    rungs = [WaitingRung._make(row) for row in pending.values_list(*WaitingRung._fields)[:BATCH]]
    if rungs:
        _fire(rungs, now, fired)
    return len(rungs) == BATCH


def _fire(rungs: Sequence[WaitingRung], now: dt.datetime, fired: Fired) -> None:
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


def _postpone(rung: WaitingRung, now: dt.datetime, problem: Exception) -> None:
    """Push a rung that fails an hour forward, and say so."""
    log.error("reminder %s could not fire: %s", rung.pk, type(problem).__name__, exc_info=problem)
    Rung.objects.filter(pk=rung.pk).update(
        fire_at=now + RETRY_AFTER, failures=rung.failures + 1, last_error=type(problem).__name__
    )


def _fire_together(rungs: Sequence[WaitingRung], now: dt.datetime) -> int:
    batch = Batch.read({rung.clock_id for rung in rungs})
    stands: dict[Hashable, _Stand] = {}
    plans = [_plan(rung, batch, now, stands) for rung in rungs]
    directory = Directory(plan.watched for plan in plans if plan.watched)
    waking = _Waking(batch.partnerships, now)
    copies = [
        copy
        for plan in plans
        if plan.watched
        for copy in _copies(plan, batch.clocks[plan.rung.clock_id], directory, waking, now)
    ]
    posted = outbox.post(copies, now)
    _mark(plans, now)
    return posted


def _plan(rung: WaitingRung, batch: Batch, now: dt.datetime, stands: dict[Hashable, _Stand]) -> Plan:
    """Which rung the clock has reached by now, what it must say, and which rung waits next."""
    plan, clock = Plan(rung), batch.clocks[rung.clock_id]
    rule, end = batch.rules[clock.rule_id], clock.end
    if end is None:
        return plan
    key = (clock.rule_id, clock.calendar_version_id, clock.unit, clock.due_on, clock.due_at, rung.number)
    stand = stands.get(key) or stands.setdefault(key, _stand(rung.number, clock, rule, end, now))
    plan.number, plan.steps, plan.words = stand.number, stand.steps, stand.words
    plan.following = NextRung(clock.pk, stand.following, stand.following_at)
    plan.watched = Watched(
        clock.case_id, clock.partnership_id, clock.case__is_restricted, clock.agency_id, clock.holder_id, rule,
        clock.subject,
    )  # fmt: skip
    return plan


def _stand(waiting: int, clock: Row, rule: Rule, end: Due, now: dt.datetime) -> _Stand:
    """Where the ladder of this clock stands: after the rung that waited, or further when some were missed."""
    ladder, calendar = rule.ladder, calendar_of(clock.calendar_version_id, local=rule.is_local)
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
    plan: Plan, clock: Row, directory: Directory, waking: _Waking, now: dt.datetime
) -> list[outbox.Copy]:
    """What one rung tells whom: escalations first, so that nobody is told twice of the same rung."""
    if plan.watched is None or plan.number is None:
        return []
    raised = directory.to_escalate(plan.watched, plan.steps)
    reminded = directory.to_remind(plan.watched) - raised
    if not raised and not reminded:
        log.warning("nobody could be told of clock %s, rung %s", clock.chain, plan.number)
    kind = "deadline_overdue" if plan.number >= BREACH else "deadline_reminder"
    urgency, after = Urgency.REMINDER.value, waking.after(clock.partnership_id)
    rule = plan.watched.rule
    if rule.is_soft:
        kind = "deadline_soft"
    if rule.guards_safety:
        kind, urgency, after = "deadline_safety", Urgency.IMMEDIATE.value, now
    letter = outbox.Letter(
        dedupe_key=outbox.letter_key(clock.pk, plan.number),
        partnership_id=clock.partnership_id,
        reference=clock.case__reference,
        path=address_of("deadlines:clock", clock.chain),
        context=plan.words,
    )
    at_once = Urgency.IMMEDIATE.value
    told = [outbox.Copy(letter, person, outbox.ESCALATED, at_once, now) for person in raised]
    return told + [outbox.Copy(letter, person, kind, urgency, after) for person in reminded]


def _mark(plans: Sequence[Plan], now: dt.datetime) -> None:
    """Fired rungs become a record; the next one of each running clock waits."""
    plain = [p.rung.pk for p in plans if p.number in (None, p.rung.number)]
    Rung.objects.filter(one_of("pk", plain)).update(fired_at=now)
    skipped = [
        Rung(pk=plan.rung.pk, number=plan.number, covers=_between(plan), fired_at=now)
        for plan in plans
        if plan.number not in (None, plan.rung.number)
    ]
    Rung.objects.bulk_update(skipped, ["number", "covers", "fired_at"])
    add_rungs(plan.following for plan in plans if plan.following)


def _between(plan: Plan) -> int:
    """How many rungs went unsaid between the one that waited and the one that is told."""
    ladder, rung, passed = plan.watched.rule.ladder if plan.watched else None, plan.rung.number, 0
    while ladder and plan.number is not None and rung < plan.number:
        rung, passed = ladder.next_after(rung), passed + 1
    return passed


class _Waking:
    """When each partnership's reminders may leave, worked out once for a batch."""

    def __init__(self, partnerships: Mapping[int, Partnership], now: dt.datetime) -> None:
        self._partnerships, self._now = partnerships, now
        self._after: dict[int, dt.datetime] = {}

    def after(self, key: int) -> dt.datetime:
        if key not in self._after:
            self._after[key] = quiet.next_waking(self._partnerships[key], self._now)
        return self._after[key]
