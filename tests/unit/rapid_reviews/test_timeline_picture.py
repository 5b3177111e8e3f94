"""The picture of a chronology: nothing lies on anything else, nothing is lost, and the axis fits its period."""

import datetime as dt
from collections import Counter
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapid_reviews.queries.timeline_axis import Axis, Unit
from rapid_reviews.queries.timeline_picture import (
    GAP,
    LEFT,
    MOST_MARKS,
    PLOT,
    WIDTH,
    Event,
    axis_for,
    draw,
    period_of,
)

NAMES = [("a", "Police"), ("b", "Community Health NHS Foundation Trust of the North"), ("c", "School")]
DAYS = st.dates(dt.date(2019, 1, 1), dt.date(2026, 3, 1))
FEW_DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 2, 10))


@st.composite
def events(draw_one, days):
    """An event of any precision, about which nothing else is said."""
    kind = draw_one(st.sampled_from(["exact", "exact", "around", "range", "unknown"]))
    first = draw_one(days)
    last = first + dt.timedelta(draw_one(st.integers(0, 400)))
    window = {
        "exact": (first, first), "around": (first, first + dt.timedelta(14)), "range": (first, last),
        "unknown": (None, None),
    }[kind]  # fmt: skip
    seen = draw_one(st.sampled_from(["yes", "no", "not_recorded", "not_relevant"]))
    return (draw_one(st.sampled_from("abc")), kind, *window, seen)


def drawn(found, most=MOST_MARKS):
    made = [Event(number, *one) for number, one in enumerate(found)]
    period = period_of(made)
    return made, draw(NAMES, made, axis_for(*period) if period else None, most=most)


def box_of(sign):
    """What a sign covers: left, right, upper and lower edge."""
    half = max(sign.width, 16.0) / 2
    up, down = (6.5, 6.5) if sign.kind == "bar" else (9.0, 20.0)
    return sign.x - half, sign.x + half, sign.y - up, sign.y + down


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.lists(events(DAYS), max_size=60), st.lists(events(FEW_DAYS), max_size=60)))
def test_signs_never_lie_on_each_other_and_every_event_is_drawn_once(found):
    made, picture = drawn(found)
    assert Counter(event.pk for sign in picture.signs for event in sign.events) == Counter(
        one.pk for one in made
    )
    for lane in picture.lanes:
        boxes = [box_of(sign) for sign in lane.signs]
        touching = [
            (one, other)
            for one, other in combinations(boxes, 2)
            if min(one[1], other[1]) - max(one[0], other[0]) > 0.2
            and min(one[3], other[3]) - max(one[2], other[2]) > 0.2
        ]
        assert touching == []
        assert all(lane.top <= up and down <= lane.bottom for _left, _right, up, down in boxes)


@settings(max_examples=60, deadline=None)
@given(st.lists(events(DAYS), min_size=1, max_size=60), st.integers(0, 10))
def test_few_marks_are_drawn_where_few_are_wanted_and_none_leaves_its_place(found, most):
    _made, picture = drawn(found, most)
    marks = [sign for sign in picture.signs if sign.kind in {"exact", "around"}]
    alone = Counter((sign.lane.key, picture.unit.floor(sign.events[0].middle)) for sign in marks)
    assert len(marks) <= most or max(alone.values()) == 1
    for sign in picture.signs:
        left, right = (LEFT, LEFT + PLOT) if sign.since else (LEFT + PLOT + GAP, WIDTH)
        assert left - 0.2 <= sign.x - sign.width / 2 <= sign.x + sign.width / 2 <= right + 0.2


@pytest.mark.parametrize(
    ("days", "unit"), [(14, Unit.DAY), (90, Unit.WEEK), (700, Unit.MONTH), (4000, Unit.YEAR)]
)
def test_axis_counts_what_fits_its_period(days, unit):
    first = dt.date(2020, 2, 11)
    axis = Axis(first, first + dt.timedelta(days - 1), LEFT, PLOT)
    assert (axis.days, axis.unit) == (days, unit)
    places = [tick.x for tick in axis.ticks()]
    assert len(places) > 3
    assert places == sorted(places)
    assert all(after - before > 20 for before, after in pairwise(places))
    assert all(LEFT <= x <= LEFT + PLOT for x in places)


def test_axis_in_parts_holds_every_day_once():
    axis = Axis(dt.date(2024, 1, 1), dt.date(2024, 12, 31), LEFT, PLOT)
    parts = axis.parts(5)
    assert sum(one.days for one in parts) == axis.days
    assert (parts[0].first, parts[-1].last) == (axis.first, axis.last)
    assert all(a.last + dt.timedelta(1) == b.first for a, b in pairwise(parts))


def test_five_thousand_events_become_a_few_hundred_signs_in_groups_of_a_page():
    start = dt.date(2020, 1, 1)
    found = [
        ("abc"[number % 3], "exact", *[start + dt.timedelta(number * 7919 % 2190)] * 2, "yes")
        for number in range(5000)
    ]
    _made, picture = drawn(found)
    assert len(picture.signs) < 2 * MOST_MARKS
    assert sum(sign.number for sign in picture.signs) == 5000
    assert all(panel.height < 700 for panel in picture.panels)


def test_events_of_one_window_share_a_bar_and_of_no_date_a_box():
    year = (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    _made, picture = drawn(
        [("a", "year", *year, "yes"), ("a", "year", *year, "no")]
        + [("b", "unknown", None, None, "not_recorded")] * 11
        + [("c", "exact", dt.date(2025, 3, 3), dt.date(2025, 3, 3), "no")]
    )
    assert [(sign.kind, sign.number, sign.lane.key) for sign in picture.signs] == [
        ("bar", 2, "a"), ("exact", 1, "c"), ("unknowns", 11, "b"),
    ]  # fmt: skip
