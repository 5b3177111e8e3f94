"""When a reminder may leave, as a pure function of the partnership's hours and the instant."""

import datetime as dt

import pytest

from lscp.kernel.clock import LONDON
from lscp.messaging import quiet
from lscp.messaging.models import QuietHours

USUAL = QuietHours(begins=dt.time(19), ends=dt.time(7, 30), digest_at=dt.time(8))
EVERY_DAY = QuietHours(begins=dt.time(19), ends=dt.time(7, 30), digest_at=dt.time(8), weekends_quiet=False)
MIDDAY = QuietHours(begins=dt.time(12), ends=dt.time(14), digest_at=dt.time(8))
NONE = QuietHours(begins=dt.time(0), ends=dt.time(0), digest_at=dt.time(8), weekends_quiet=False)
ALWAYS = QuietHours(begins=dt.time(7), ends=dt.time(6, 59, 59, 999999), digest_at=dt.time(8))


def at(text, fold=0):
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold)


@pytest.mark.parametrize(
    ("hours", "instant", "leaves"),
    [
        pytest.param(USUAL, "2026-04-08T12:00", "2026-04-08T12:00", id="a Wednesday at midday"),
        pytest.param(USUAL, "2026-04-08T07:30", "2026-04-08T07:30", id="the minute quiet ends"),
        pytest.param(USUAL, "2026-04-08T07:29", "2026-04-08T07:30", id="a minute before"),
        pytest.param(USUAL, "2026-04-08T18:59", "2026-04-08T18:59", id="a minute before quiet begins"),
        pytest.param(USUAL, "2026-04-08T19:00", "2026-04-09T07:30", id="the minute it begins"),
        pytest.param(USUAL, "2026-04-09T00:00", "2026-04-09T07:30", id="midnight"),
        pytest.param(USUAL, "2026-04-10T19:30", "2026-04-13T07:30", id="Friday evening waits for Monday"),
        pytest.param(USUAL, "2026-04-11T12:00", "2026-04-13T07:30", id="Saturday"),
        pytest.param(USUAL, "2026-04-12T23:59", "2026-04-13T07:30", id="Sunday night"),
        pytest.param(EVERY_DAY, "2026-04-11T12:00", "2026-04-11T12:00", id="Saturday where weekends count"),
        pytest.param(MIDDAY, "2026-04-08T13:00", "2026-04-08T14:00", id="quiet by day"),
        pytest.param(MIDDAY, "2026-04-12T13:00", "2026-04-13T00:00", id="quiet by day, after a weekend"),
        pytest.param(NONE, "2026-04-11T03:00", "2026-04-11T03:00", id="no quiet hours at all"),
        pytest.param(ALWAYS, "2026-04-08T03:00", "2026-04-08T06:59:59.999999", id="nearly always quiet"),
    ],
)
def test_reminder_leaves_in_waking_hours(hours, instant, leaves):
    assert quiet.next_waking(None, at(instant), hours) == at(leaves)


@pytest.mark.parametrize(
    ("evening", "morning", "hours_later"),
    [
        pytest.param("2026-03-28T20:00", "2026-03-29T07:30", 10.5, id="clocks go forward in the night"),
        pytest.param("2026-10-24T20:00", "2026-10-25T07:30", 12.5, id="clocks go back in the night"),
    ],
)
def test_night_of_the_clock_change_ends_at_the_same_wall_clock_time(evening, morning, hours_later):
    leaves = quiet.next_waking(None, at(evening), EVERY_DAY)
    assert leaves == at(morning)
    assert leaves.astimezone(dt.UTC) - at(evening).astimezone(dt.UTC) == dt.timedelta(hours=hours_later)


def test_instant_in_another_zone_is_judged_in_london():
    instant = dt.datetime(2026, 4, 8, 6, 15, tzinfo=dt.UTC)  # 7:15am in London
    assert quiet.next_waking(None, instant, USUAL) == at("2026-04-08T07:30")


@pytest.mark.parametrize(
    ("hours", "instant", "leaves"),
    [
        pytest.param(USUAL, "2026-04-08T07:30", "2026-04-08T08:00", id="the same morning"),
        pytest.param(USUAL, "2026-04-08T08:00", "2026-04-08T08:00", id="the very minute"),
        pytest.param(USUAL, "2026-04-08T08:01", "2026-04-09T08:00", id="a minute late"),
        pytest.param(USUAL, "2026-04-10T12:00", "2026-04-13T08:00", id="Friday waits for Monday"),
        pytest.param(EVERY_DAY, "2026-04-10T12:00", "2026-04-11T08:00", id="Saturday where weekends count"),
        pytest.param(EVERY_DAY, "2026-10-24T09:00", "2026-10-25T08:00", id="over the end of summer time"),
    ],
)
def test_digest_leaves_at_the_digest_time(hours, instant, leaves):
    assert quiet.digest_moment(None, at(instant), hours) == at(leaves)
