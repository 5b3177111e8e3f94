"""When reminders fall due and what an outage leaves to say."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lscp.deadlines.calendar import england_and_wales
from lscp.deadlines.compute import Due, Unit, end_of_day
from lscp.deadlines.ladder import Ladder

CALENDAR = england_and_wales()
LONDON = ZoneInfo("Europe/London")
THURSDAY = Due(dt.date(2026, 4, 2), end_of_day(dt.date(2026, 4, 2)))
wall_clock_times = st.datetimes(
    dt.datetime.fromisoformat("2026-03-20"), dt.datetime.fromisoformat("2026-06-30")
)
DAYS = Ladder(Unit.WORKING_DAYS, (3, 1, 0))


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("rung", "fires"),
    [
        (-3, "2026-03-30T08:00"),
        (-1, "2026-04-01T08:00"),
        (0, "2026-04-02T08:00"),
        (1, "2026-04-03T00:00"),
        (2, "2026-04-08T08:00"),
        (3, "2026-04-09T08:00"),
    ],
)
def test_rungs_of_a_working_day_clock(rung: int, fires: str) -> None:
    assert DAYS.fires_at(rung, THURSDAY, CALENDAR) == at(fires)


@pytest.mark.parametrize(
    ("rung", "fires"), [(-1, "2026-04-01T08:00"), (0, "2026-04-02T08:00"), (1, "2026-04-05T00:00")]
)
def test_clock_that_ends_on_a_holiday_weekend_warns_on_the_last_working_day(rung: int, fires: str) -> None:
    saturday = Due(dt.date(2026, 4, 4), end_of_day(dt.date(2026, 4, 4)))
    assert Ladder(Unit.CALENDAR_DAYS, (1, 0)).fires_at(rung, saturday, CALENDAR) == at(fires)


@pytest.mark.parametrize(
    ("rung", "fires"),
    [
        (-4, "2026-04-01T10:00"),
        (1, "2026-04-01T14:00:00.000001"),
        (2, "2026-04-02T08:00"),
        (3, "2026-04-07T08:00"),
    ],
)
def test_rungs_of_an_hours_clock(rung: int, fires: str) -> None:
    end = Due(dt.date(2026, 4, 1), at("2026-04-01T14:00"))
    assert Ladder(Unit.HOURS, (4, 0)).fires_at(rung, end, CALENDAR) == at(fires)


def test_safety_clock_reminds_on_days_off_too() -> None:
    end = Due(dt.date(2026, 4, 2), at("2026-04-02T14:00"))
    ladder = Ladder(Unit.HOURS, (4,), every_day=True)
    fires = [ladder.fires_at(rung, end, CALENDAR) for rung in (2, 3, 4)]
    assert fires == [at("2026-04-03T08:00"), at("2026-04-04T08:00"), at("2026-04-05T08:00")]


def test_hours_ladder_has_no_rung_of_nothing() -> None:
    assert Ladder(Unit.HOURS, (24, 4, 0)).rungs == (-24, -4, 1)


def test_ladder_climbs_and_then_counts_every_day() -> None:
    rung, climbed = DAYS.first(), []
    for _ in range(6):
        climbed.append(rung)
        rung = DAYS.next_after(rung)
    assert climbed == [-3, -1, 0, 1, 2, 3]


@pytest.mark.parametrize(
    ("now", "latest"),
    [
        ("2026-03-27T09:00", None),
        ("2026-03-30T07:59", None),
        ("2026-03-30T08:00", -3),
        ("2026-04-01T12:00", -1),
        ("2026-04-02T23:59", 0),
        ("2026-04-03T00:00", 1),
        ("2026-04-07T23:00", 1),
        ("2026-04-08T07:59", 1),
        ("2026-04-08T08:00", 2),
        ("2026-05-01T12:00", 19),
    ],
)
def test_latest_rung_after_an_outage(now: str, latest: int | None) -> None:
    assert DAYS.latest_by(at(now), THURSDAY, CALENDAR) == latest


@given(wall_clock_times)
def test_latest_rung_has_fired_and_the_next_has_not(naive: dt.datetime) -> None:
    now = naive.replace(tzinfo=LONDON)
    latest = DAYS.latest_by(now, THURSDAY, CALENDAR)
    following = DAYS.first() if latest is None else DAYS.next_after(latest)
    assert DAYS.fires_at(following, THURSDAY, CALENDAR) > now
    assert latest is None or DAYS.fires_at(latest, THURSDAY, CALENDAR) <= now


@pytest.mark.parametrize(
    ("rung", "fires"),
    [(1, "2026-04-03T00:00"), (2, "2026-04-14T08:00"), (3, "2026-04-21T08:00")],
)
def test_clock_that_only_reminds_does_so_again_after_five_working_days(rung: int, fires: str) -> None:
    soft = Ladder(Unit.WORKING_DAYS, (), step=5)
    assert soft.first() == 1
    assert soft.fires_at(rung, THURSDAY, CALENDAR) == at(fires)
    assert soft.latest_by(at(fires) + dt.timedelta(minutes=1), THURSDAY, CALENDAR) == rung
    assert soft.latest_by(at("2026-04-02T23:00"), THURSDAY, CALENDAR) is None
