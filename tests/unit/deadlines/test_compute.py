"""The end of a time limit in each unit, across clock changes, weekends and month ends."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lscp.deadlines.calendar import LocalDay, england_and_wales
from lscp.deadlines.compute import Due, Length, Moment, Unit, due, end_of_day, extended, london_date
from lscp.deadlines.explain import explain

CALENDAR = england_and_wales()
LONDON = ZoneInfo("Europe/London")
day = dt.date.fromisoformat
naive = dt.datetime.fromisoformat
wall_clock_times = st.datetimes(naive("2019-01-01"), naive("2029-01-01"))


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def london(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


FIVE = Length(5, Unit.WORKING_DAYS)
FIFTEEN = Length(15, Unit.WORKING_DAYS)
WEEK = Length(7, Unit.CALENDAR_DAYS)
HALF_YEAR = Length(6, Unit.CALENDAR_MONTHS)
THREE_DAYS = Length(72, Unit.HOURS)


@pytest.mark.parametrize(
    ("length", "start", "end"),
    [
        (FIVE, "2026-03-26", "2026-04-02"),
        (FIFTEEN, "2026-03-26", "2026-04-20"),
        (FIFTEEN, "2026-04-02", "2026-04-27"),
        (FIVE, "2026-04-04", "2026-04-13"),
        (WEEK, "2026-03-26", "2026-04-02"),
        (WEEK, "2026-03-27", "2026-04-03"),  # Good Friday: a due day on a holiday stays
        (WEEK, "2026-03-28", "2026-04-04"),  # and so does one on a Saturday
        (WEEK, "2026-12-28", "2027-01-04"),
        (HALF_YEAR, "2026-08-31", "2027-02-28"),
        (HALF_YEAR, "2026-01-15", "2026-07-15"),
        (Length(-7, Unit.WORKING_DAYS), "2026-04-13", "2026-03-31"),
    ],
)
def test_day_clocks_run_to_the_end_of_their_day(length: Length, start: str, end: str) -> None:
    assert due(length, Moment(day(start)), CALENDAR) == Due(day(end), end_of_day(day(end)))


@pytest.mark.parametrize(
    ("on", "instant"),
    [
        ("2026-01-15", "2026-01-15T23:59:59.999999"),  # winter: London is on UTC
        ("2026-07-15", "2026-07-15T22:59:59.999999"),  # summer: an hour ahead
        ("2026-03-29", "2026-03-29T22:59:59.999999"),  # the day the clocks go forward
        ("2026-10-25", "2026-10-25T23:59:59.999999"),  # the day they go back
    ],
)
def test_end_of_day_is_the_last_microsecond_in_london(on: str, instant: str) -> None:
    assert end_of_day(day(on)) == utc(instant)


def test_half_past_midnight_in_summer_belongs_to_the_london_date() -> None:
    assert Moment.of(utc("2026-06-30T23:30:00")) == Moment(day("2026-07-01"), utc("2026-06-30T23:30:00"))


def test_day_clock_counts_from_the_london_date_of_its_instant() -> None:
    start = Moment.of(utc("2026-06-30T23:30:00"))
    assert due(FIVE, start, CALENDAR).on == day("2026-07-08")


def test_naive_times_are_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        london_date(dt.datetime.fromisoformat("2026-01-01T12:00"))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-01-10T09:30", "2026-01-13T09:30"),
        ("2026-03-27T10:00", "2026-03-30T11:00"),  # forward: 72 real hours end an hour later by the wall
        ("2026-10-23T10:00", "2026-10-26T09:00"),  # back: an hour earlier by the wall
    ],
)
def test_hours_clocks_count_real_hours(start: str, end: str) -> None:
    assert due(THREE_DAYS, Moment.of(london(start)), CALENDAR).at == london(end)


def test_hours_clock_without_a_time_counts_from_midnight() -> None:
    start = Moment(day("2026-07-01"))
    found = due(THREE_DAYS, start, CALENDAR)
    assert found == Due(day("2026-07-04"), utc("2026-07-03T23:00:00"))
    assert (
        "the time was not recorded, so the hours are counted from 00:00 that day"
        in explain(THREE_DAYS, start, CALENDAR, found).sentence
    )


@given(wall_clock_times, st.integers(1, 500))
def test_hours_clocks_are_always_that_many_hours_long(wall: dt.datetime, hours: int) -> None:
    start = wall.replace(tzinfo=LONDON)
    found = due(Length(hours, Unit.HOURS), Moment.of(start), CALENDAR)
    assert found.at - start.astimezone(dt.UTC) == dt.timedelta(hours=hours)


@given(st.dates(dt.date(2019, 1, 1), dt.date(2029, 1, 1)), st.sampled_from([FIVE, FIFTEEN, WEEK, HALF_YEAR]))
def test_day_clocks_turn_over_exactly_at_midnight(start: dt.date, length: Length) -> None:
    found = due(length, Moment(start), CALENDAR)
    after = found.at + dt.timedelta(microseconds=1)
    assert (london_date(found.at), london_date(after)) == (found.on, found.on + dt.timedelta(days=1))
    assert after.astimezone(LONDON).time() == dt.time(0)


def test_local_closure_moves_only_working_days() -> None:
    closed = CALENDAR.with_days([LocalDay(day("2026-03-30"), "Closed", "closure")])
    assert due(FIVE, Moment(day("2026-03-26")), closed).on == day("2026-04-07")
    assert due(WEEK, Moment(day("2026-03-26")), closed).on == day("2026-04-02")


@pytest.mark.parametrize(
    ("length", "start", "by", "end"),
    [
        (FIVE, Moment(day("2026-03-26")), Length(2, Unit.WORKING_DAYS), utc("2026-04-08T22:59:59.999999")),
        (WEEK, Moment(day("2026-03-26")), Length(2, Unit.CALENDAR_DAYS), utc("2026-04-04T22:59:59.999999")),
        (
            THREE_DAYS,
            Moment.of(london("2026-01-10T09:30")),
            Length(5, Unit.HOURS),
            utc("2026-01-13T14:30:00"),
        ),
        (
            THREE_DAYS,
            Moment.of(london("2026-01-09T09:30")),
            Length(1, Unit.WORKING_DAYS),
            utc("2026-01-13T09:30:00"),
        ),
    ],
)
def test_extension_counts_on_from_the_old_end(
    length: Length, start: Moment, by: Length, end: dt.datetime
) -> None:
    assert extended(due(length, start, CALENDAR), by, CALENDAR).at == end
