"""Plays every plot's steps in order of time, with the sweep of the clocks running in between."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F

from lscp.accounts.models import Partnership
from lscp.deadlines.sweep import fire_due_rungs
from lscp.demo import past
from lscp.demo.stories.library import PLOTS
from lscp.demo.stories.plot import Plot
from lscp.demo.stories.scene import Scene
from lscp.kernel import clock, requests
from lscp.messaging.models import OutboundMessage, Status

SWEEPS = ("00:05", "09:05", "15:05")
"""When the clocks are looked at on each day of the past. Real sweeps run every minute."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, order=True)
class Cue:
    """When a step is to be taken; steps of one moment keep their order."""

    instant: dt.datetime
    number: int


def load() -> dict[str, int]:
    """Play all stories. Gives the notification's key of each story."""
    stories: dict[str, int] = {}
    scenes = {plot.key: _scene(plot, stories) for plot in PLOTS}
    steps = sorted(_steps(), key=lambda step: step[0])
    reached = past.opening()
    for cue, plot, place in steps:
        with requests.opened(), past.standing_at(max(cue.instant, reached)):
            if plot is None:
                fire_due_rungs()
            else:
                _play(plot, place, scenes[plot.key])
            reached = clock.now()  # a step takes its time: the next one begins no earlier
    with requests.opened():
        fire_due_rungs()
    _count_as_sent()
    return stories


def _play(plot: Plot, place: int, scene: Scene) -> None:
    try:
        plot.steps[place].act(scene)
    except Exception:
        log.exception("step %s of the story %s could not be played", place, plot.key)
        raise


def _scene(plot: Plot, stories: dict[str, int]) -> Scene:
    return Scene(plot.key, Partnership.objects.get(slug=plot.partnership), plot.tale, stories)


def _steps() -> Iterator[tuple[Cue, Plot | None, int]]:
    """Every plot's steps and the sweeps between, each with its cue."""
    number = 0
    earliest = clock.real_now()
    for plot in PLOTS:
        last = None
        for place, step in enumerate(plot.steps):
            instant = past.moment(step.working_days_ago, step.time)
            last = instant = max(instant, last) if last else instant
            earliest = min(earliest, instant)
            number += 1
            yield Cue(instant, number), plot, place
    day = clock.london_date(earliest)
    while day <= clock.london_date(clock.real_now()):
        for time in SWEEPS:
            instant = dt.datetime.combine(day, dt.time.fromisoformat(time), tzinfo=clock.LONDON)
            number += 1
            if instant < clock.real_now():
                yield Cue(instant, number), None, 0
        day += dt.timedelta(days=1)


def _count_as_sent() -> None:
    """What was told in the past counts as sent then: the demonstration does not begin with a flood."""
    told = OutboundMessage.objects.filter(status=Status.QUEUED, deliver_after__lte=clock.now())
    told.update(status=Status.SENT, sent_at=F("deliver_after"), attempts=1)
