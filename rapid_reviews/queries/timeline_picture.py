"""The picture of a chronology: one lane for each agency, one mark for each event, along one axis of time.

Pure geometry. An exact day is a filled mark, "around" a day an open one, anything less exact a bar over every day
it may have been; an event of unknown date stands in a column of its own. Where marks would pile up, the events of
a span of the calendar become one box with their number.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lscp.kernel.dates import Precision
from rapid_reviews.chronology_codes import Seen
from rapid_reviews.queries.timeline_axis import DAY, Axis, Tick, Unit

WIDTH, LEFT, UNKNOWN_WIDTH, GAP = 1180.0, 178.0, 110.0, 12.0
PLOT = WIDTH - LEFT - UNKNOWN_WIDTH - GAP
HEAD, FOOT, KEY = 58.0, 8.0, 70.0
ROOM, LEVEL, BAR, BAR_LEVEL, PAD, NAME_LINE = 17.0, 30.0, 26.0, 18.0, 9.0, 15.0
MOST_LEVELS, MOST_BARS = 4, 4
NAME_LETTERS = 23
BOX = 28.0
"""How wide a box with a number must be."""
UNKNOWN_IN_ROW, UNKNOWN_ROWS = 5, 2
MOST_MARKS = 320
"""Marks of single events in one picture: beyond, the fullest spans become numbers (local rule)."""
TALLEST = 600.0
"""How tall a group of lanes may be before the axis is drawn again: with it, a landscape page of A4."""


@dataclass(frozen=True)
class Event:
    """What of a row the picture needs: no text."""

    pk: int
    lane: str
    precision: str
    first: dt.date | None
    last: dt.date | None
    seen: str = Seen.NOT_RECORDED
    agency: int = 0

    @property
    def middle(self) -> dt.date:
        """For "around" a day, that day; for a window, the day in its middle."""
        first, last = self.first or dt.date.max, self.last or dt.date.max
        return first + (last - first) // 2

    @property
    def is_point(self) -> bool:
        """Whether it is drawn on one day."""
        return self.precision in {Precision.EXACT, Precision.AROUND}

    def fits(self, unit: Unit) -> bool:
        """Whether it surely lies in one span of the calendar, or is drawn on one day."""
        if self.first is None or self.last is None:
            return False
        return self.is_point or unit.floor(self.first) == unit.floor(self.last)


@dataclass
class Sign:
    """One thing that is drawn: a single event, or several in one box or one bar."""

    kind: str
    """exact, around, bar, box, unknown or unknowns."""
    events: Sequence[Event]
    x: float
    y: float = 0.0
    width: float = 0.0
    since: dt.date | None = None
    until: dt.date | None = None
    lane: Any = None
    href: str = ""
    words: str = ""
    matters: bool = False

    @property
    def number(self) -> int:
        """How many events it stands for."""
        return len(self.events)

    @property
    def is_one(self) -> bool:
        """Whether it is a single event."""
        return len(self.events) == 1

    @property
    def left(self) -> float:
        """Its left edge."""
        return round(self.x - self.width / 2, 1)

    @property
    def up(self) -> float:
        """The upper edge of a box."""
        return round(self.y - 9, 1)

    @property
    def base(self) -> float:
        """Where the number in a box stands."""
        return round(self.y + 6, 1)

    @property
    def up_bar(self) -> float:
        """The upper edge of a bar."""
        return round(self.y - 6.5, 1)

    @property
    def base_bar(self) -> float:
        """Where the number in a bar stands."""
        return round(self.y + 4, 1)

    @property
    def seen(self) -> str:
        """Of a single event, whether the child was seen."""
        return self.events[0].seen if self.is_one else ""

    @property
    def seen_said(self) -> bool:
        """Whether a single event says that the child was seen, or was not."""
        return self.seen in {Seen.YES, Seen.NO}

    def count_seen(self, answer: str) -> int:
        """In how many events the child was seen, or not."""
        return sum(1 for one in self.events if one.seen == answer)


@dataclass
class Lane:
    """One agency: its name in lines, and what is drawn in it from its own top."""

    key: str
    name: str
    number: int = 0
    signs: list[Sign] = field(default_factory=list)
    top: float = 0.0
    height: float = 0.0

    @property
    def lines(self) -> list[tuple[float, str]]:
        """The name broken at spaces, each line with its height."""
        return [(self.top + PAD + NAME_LINE * (n + 0.8), line) for n, line in enumerate(wrapped(self.name))]

    @property
    def count_y(self) -> float:
        """Where the number of its rows is said."""
        return self.top + PAD + NAME_LINE * (len(wrapped(self.name)) + 0.8)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height


@dataclass(frozen=True)
class Panel:
    """As many lanes as stand well on one page, with the axis above them."""

    number: int
    lanes: Sequence[Lane]
    height: float
    is_last: bool = True

    @property
    def full_height(self) -> float:
        """With what the signs mean, under the last."""
        return round(self.height + KEY, 1)

    @property
    def line_height(self) -> float:
        """From the day of the incident, above the axis, to the lower edge."""
        return round(self.height - 16, 1)


@dataclass(frozen=True)
class Picture:
    """The whole picture, in one panel or several."""

    axis: Axis | None
    unit: Unit
    panels: Sequence[Panel]
    lanes: Sequence[Lane]

    @property
    def ticks(self) -> list[Tick]:
        """The lines of the axis."""
        return self.axis.ticks() if self.axis else []

    @property
    def signs(self) -> list[Sign]:
        """Everything drawn, in order of time; what has no date comes last."""
        found = [sign for lane in self.lanes for sign in lane.signs]
        return sorted(
            found, key=lambda one: (one.since or dt.date.max, one.until or dt.date.max, one.events[0].pk)
        )

    @property
    def singles(self) -> list[int]:
        """The keys of the rows that are drawn one by one."""
        return [sign.events[0].pk for lane in self.lanes for sign in lane.signs if sign.is_one]


def wrapped(text: str, most: int = NAME_LETTERS) -> list[str]:
    """The text in lines of at most so many letters, broken at spaces; a long word is broken where it must."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
            continue
        lines += [word[at : at + most] for at in range(0, len(word), most)]
    return lines or [""]


def period_of(events: Iterable[Event], *more: dt.date | None) -> tuple[dt.date, dt.date] | None:
    """From the first to the last day that any event may have been; None where no date is known."""
    days = [day for one in events for day in (one.first, one.last) if day] + [day for day in more if day]
    return (min(days), max(days)) if days else None


def axis_for(first: dt.date, last: dt.date) -> Axis:
    """An axis with a little air at both ends, of a week at the least."""
    days = (last - first).days + 1
    air = max(days // 60, 1 if days >= 7 else (8 - days) // 2)
    return Axis(first - DAY * air, last + DAY * air, LEFT, PLOT)


def draw(
    names: Sequence[tuple[str, str]], events: Iterable[Event], axis: Axis | None, *, most: int = MOST_MARKS
) -> Picture:
    """The picture of these events in these lanes, in the order of `names` (key, name)."""
    by_lane: dict[str, list[Event]] = defaultdict(list)
    for one in events:
        by_lane[one.lane].append(one)
    lanes = [Lane(key, name, len(by_lane[key])) for key, name in names]
    unit = axis.bucket(BOX) if axis else Unit.DAY
    boxed = _too_many(by_lane, axis, unit, most)
    for lane in lanes:
        _fill(lane, by_lane[lane.key], axis, unit, boxed)
    return Picture(axis, unit, _panels(lanes), lanes)


Bucket = tuple[str, dt.date]


def _too_many(by_lane: dict[str, list[Event]], axis: Axis | None, unit: Unit, most: int) -> set[Bucket]:
    """The fullest spans, as many of them as it takes until few enough events are drawn one by one."""
    sizes: dict[Bucket, int] = defaultdict(int)
    for one in (one for events in by_lane.values() for one in events if axis and one.fits(unit)):
        sizes[one.lane, unit.floor(one.middle)] += 1
    left, found = sum(sizes.values()), set()
    for bucket, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        if left <= most or size == 1:
            break
        found.add(bucket)
        left -= size
    return found


def _fill(lane: Lane, events: list[Event], axis: Axis | None, unit: Unit, boxed: set[Bucket]) -> None:
    dated = [one for one in events if one.first] if axis else []
    boxes = {bucket for bucket in boxed if bucket[0] == lane.key}
    inside = {one.pk for one in dated if one.fits(unit) and (lane.key, unit.floor(one.middle)) in boxes}
    bars, homeless = _bars([one for one in dated if not one.is_point and one.pk not in inside], axis)
    boxes |= {(lane.key, unit.floor(one.middle)) for one in homeless}
    points = [one for one in dated if one.is_point or one.pk in inside] + homeless
    while True:
        found = _points(lane.key, points, axis, unit, boxes) if axis else []
        over = {
            (lane.key, unit.floor(sign.events[0].middle))
            for sign, level in found
            if level >= MOST_LEVELS and sign.kind != "box"
        }
        if not over:
            break
        boxes |= over
    levels = 1 + max((level for _sign, level in found), default=-1)
    unknown = _unknown([one for one in events if not one.first])
    rows = max([levels, *(1 + int(sign.y) for sign in unknown)])
    bar_levels = 1 + max((level for _sign, level in bars), default=-1)
    for sign, level in found:
        sign.y = PAD + LEVEL * level + 9
    for sign in unknown:
        sign.y = PAD + LEVEL * sign.y + 9
    for sign, level in bars:
        sign.y = PAD + LEVEL * levels + BAR_LEVEL * level + 8
    lane.signs = [*(sign for sign, _level in found), *(sign for sign, _level in bars), *unknown]
    body = max(LEVEL * rows, LEVEL * levels + BAR_LEVEL * bar_levels)
    names = NAME_LINE * (len(wrapped(lane.name)) + 1)
    lane.height = round(2 * PAD + max(body, names), 1)


def _points(
    lane: str, events: Iterable[Event], axis: Axis, unit: Unit, boxes: set[Bucket]
) -> list[tuple[Sign, int]]:
    """Marks and boxes, each on the first level where nothing stands in its way."""
    signs, packed = [], defaultdict(list)
    for one in events:
        bucket = (lane, unit.floor(one.middle))
        if bucket in boxes:
            packed[bucket[1]].append(one)
        else:
            x = axis.x(one.middle)
            signs.append(Sign(str(one.precision), [one], x, since=one.first, until=one.last))
    for start, several in packed.items():
        end = unit.after(start) - DAY
        left, right = axis.x(start, 0), axis.x(end, 1)
        width = max(right - left - 2, BOX - 2)
        middle = min(max((left + right) / 2, LEFT + width / 2), LEFT + PLOT - width / 2)
        signs.append(Sign("box", several, round(middle, 1), width=round(width, 1), since=start, until=end))
    signs.sort(key=lambda one: (one.x - one.width / 2, one.events[0].pk))
    return list(_levelled(signs))


def _levelled(signs: Iterable[Sign]) -> Iterator[tuple[Sign, int]]:
    """Each sign with the first level that is free where it stands; given from left to right."""
    ends: list[float] = []
    for sign in signs:
        half = max(sign.width, ROOM) / 2
        level = next((n for n, end in enumerate(ends) if end <= sign.x - half), len(ends))
        ends[level : level + 1] = [sign.x + half]
        yield sign, level


def _bars(events: Iterable[Event], axis: Axis | None) -> tuple[list[tuple[Sign, int]], list[Event]]:
    """One bar for all events of the same window; those for which there is no room, to be put in a box.

    Where bars lie too deep the events with the shortest windows give way: they say the day best anyway.
    """
    if axis is None:
        return [], []
    windows: dict[tuple[dt.date, dt.date], list[Event]] = defaultdict(list)
    for one in events:
        if one.first and one.last:
            windows[one.first, one.last].append(one)
    signs = []
    for (first, last), several in windows.items():
        left, right = axis.x(first, 0), axis.x(last, 1)
        width = max(right - left, BAR)
        middle = min(max((left + right) / 2, LEFT + width / 2), LEFT + PLOT - width / 2)
        signs.append(Sign("bar", several, round(middle, 1), width=round(width, 1), since=first, until=last))
    signs.sort(key=lambda one: (one.x - one.width / 2, -one.width))
    found = list(_levelled(signs))
    kept = [(sign, level) for sign, level in found if level < MOST_BARS]
    return kept, [event for sign, level in found if level >= MOST_BARS for event in sign.events]


def _unknown(events: list[Event]) -> list[Sign]:
    """What has no date, beside the axis: one by one in rows, or one box; `y` is the row."""
    left = LEFT + PLOT + GAP
    if len(events) > UNKNOWN_IN_ROW * UNKNOWN_ROWS:
        return [Sign("unknowns", events, left + UNKNOWN_WIDTH / 2, width=70.0)]
    step = (UNKNOWN_WIDTH - 10) / UNKNOWN_IN_ROW
    return [
        Sign("unknown", [one], round(left + 5 + step * (n % UNKNOWN_IN_ROW + 0.5), 1), y=n // UNKNOWN_IN_ROW)
        for n, one in enumerate(events)
    ]


def _groups(lanes: Sequence[Lane], tallest: float) -> list[list[Lane]]:
    """The lanes in their order, in groups at most so tall; a lane that is taller stands alone."""
    groups: list[list[Lane]] = [[]]
    for lane in lanes:
        if groups[-1] and HEAD + sum(one.height for one in groups[-1]) + lane.height > tallest:
            groups.append([])
        groups[-1].append(lane)
    return groups


def _panels(lanes: Sequence[Lane]) -> list[Panel]:
    """The lanes one under the other, in as few groups as pages need, and those about as tall as each other."""
    groups = _groups(lanes, TALLEST)
    lowest = HEAD + sum(lane.height for lane in lanes) / len(groups)
    while lowest < TALLEST:
        evener = _groups(lanes, lowest)
        if len(evener) == len(groups):
            groups = evener
            break
        lowest += 10
    for group in groups:
        top = HEAD
        for lane in group:
            lane.top, top = round(top, 1), top + lane.height
            for sign in lane.signs:
                sign.y, sign.lane = round(sign.y + lane.top, 1), lane
    return [
        Panel(number, group, round((group[-1].bottom if group else HEAD) + FOOT, 1), number == len(groups))
        for number, group in enumerate(groups, start=1)
    ]
