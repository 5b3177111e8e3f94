"""The ladder of reminders of one clock: which rung is due when. Pure: no database, no reading of the clock.

A rung is a whole number. For day clocks, -3 means three working days before the due day, 0 the due day
itself. For hours clocks, -4 means four hours before the end. From 1 on a rung means overdue: 1 is the moment
the limit passes (the first day late), 2 the second working day late, and so on until the clock is met. Clocks
that guard somebody's safety count every day instead of working days; clocks that only remind say it again
after several working days instead of each.
"""

import datetime as dt
from dataclasses import dataclass

from lscp.deadlines.calendar import WorkingCalendar
from lscp.deadlines.compute import Due, Unit, london_date, london_instant

BREACH = 1
JUST_AFTER = dt.timedelta(microseconds=1)


@dataclass(frozen=True)
class Ladder:
    """When rungs fire: warnings before the end (as positive numbers), and the time of day they go out.

    `step` is the number of working days from one rung to the next once the end has passed.
    """

    unit: Unit
    warnings: tuple[int, ...]
    send_at: dt.time = dt.time(8, 0)
    every_day: bool = False
    step: int = 1

    @property
    def rungs(self) -> tuple[int, ...]:
        """The warning rungs in the order they fire, then the breach."""
        ahead = sorted({abs(number) for number in self.warnings}, reverse=True)
        if self.unit is Unit.HOURS:
            ahead = [number for number in ahead if number > 0]
        return (*(-number for number in ahead), BREACH)

    def fires_at(self, rung: int, end: Due, calendar: WorkingCalendar) -> dt.datetime:
        """The instant at which `rung` falls due for a clock that ends at `end`."""
        if rung == BREACH:
            return end.at + JUST_AFTER
        if rung > BREACH:
            return london_instant(self._late_day(rung, end, calendar), self.send_at)
        if self.unit is Unit.HOURS:
            return end.at + dt.timedelta(hours=rung)
        day = calendar.add(calendar.on_or_before(end.on), rung)
        return london_instant(day, self.send_at)

    def next_after(self, rung: int) -> int:
        """The rung that follows `rung`; after the breach, one for every working day, or every `step`."""
        if rung >= BREACH:
            return rung + 1
        return next(candidate for candidate in self.rungs if candidate > rung)

    def first(self) -> int:
        """The first rung of all."""
        return self.rungs[0]

    def latest_by(self, now: dt.datetime, end: Due, calendar: WorkingCalendar) -> int | None:
        """The last rung that has fallen due by `now`, or None if none has."""
        if now > end.at:
            return self._latest_overdue(now, end, calendar)
        passed = [rung for rung in self.rungs if self.fires_at(rung, end, calendar) <= now]
        return passed[-1] if passed else None

    def _latest_overdue(self, now: dt.datetime, end: Due, calendar: WorkingCalendar) -> int:
        today = london_date(now)
        days = (today - end.on).days if self.every_day else calendar.between(end.on, today)
        rung = max(BREACH, BREACH + (days + self._day_one - 1) // self.step)
        if rung > BREACH and self.fires_at(rung, end, calendar) > now:
            rung -= 1
        return rung

    def _late_day(self, rung: int, end: Due, calendar: WorkingCalendar) -> dt.date:
        days = 1 + (rung - BREACH) * self.step - self._day_one
        return end.on + dt.timedelta(days=days) if self.every_day else calendar.add(end.on, days)

    @property
    def _day_one(self) -> int:
        """An hours clock can pass during its due day, which is then its first day late."""
        return 1 if self.unit is Unit.HOURS else 0
