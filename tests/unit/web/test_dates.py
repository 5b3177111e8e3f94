"""Dates in words, uncertain dates, times of day."""

import datetime as dt

import pytest

from lscp.kernel.dates import (
    DayAndTime,
    Precision,
    Season,
    UncertainDate,
    british_date,
    british_datetime,
    british_time,
    parse_month,
    parse_time,
)

DAY = dt.date(2016, 5, 22)

EXAMPLES = [
    (UncertainDate.exact(DAY), "22 May 2016", DAY, DAY),
    (UncertainDate.around(DAY), "around 22 May 2016", dt.date(2016, 5, 15), dt.date(2016, 5, 29)),
    (UncertainDate.month(2016, 2), "February 2016", dt.date(2016, 2, 1), dt.date(2016, 2, 29)),
    (UncertainDate.month(2016, 12), "December 2016", dt.date(2016, 12, 1), dt.date(2016, 12, 31)),
    (UncertainDate.season(Season.SPRING, 2024), "spring 2024", dt.date(2024, 3, 1), dt.date(2024, 5, 31)),
    (UncertainDate.season(Season.WINTER, 2024), "winter 2024", dt.date(2024, 12, 1), dt.date(2025, 2, 28)),
    (UncertainDate.year(2019), "2019", dt.date(2019, 1, 1), dt.date(2019, 12, 31)),
    (
        UncertainDate.between(dt.date(2024, 1, 4), dt.date(2024, 2, 5)),
        "between 4 January 2024 and 5 February 2024",
        dt.date(2024, 1, 4),
        dt.date(2024, 2, 5),
    ),
    (UncertainDate.unknown("when he was small"), "not known", None, None),
]


@pytest.mark.parametrize(("value", "words", "earliest", "latest"), EXAMPLES)
def test_uncertain_date_in_words_with_its_window(value, words, earliest, latest):
    assert (str(value), value.earliest, value.latest) == (words, earliest, latest)


@pytest.mark.parametrize("value", [example[0] for example in EXAMPLES])
def test_uncertain_date_comes_back_from_json_unchanged(value):
    assert UncertainDate.from_json(value.to_json()) == value


def test_uncertain_date_json_is_plain():
    assert UncertainDate.around(DAY, "the week before half term").to_json() == {
        "precision": "around",
        "earliest": "2016-05-15",
        "latest": "2016-05-29",
        "as_written": "the week before half term",
    }


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"precision": "never", "earliest": None, "latest": None},
        {"precision": "exact", "earliest": None, "latest": None},
        {"precision": "exact", "earliest": "2016-05-22", "latest": "2016-05-23"},
        {"precision": "range", "earliest": "2016-05-23", "latest": "2016-05-22"},
        {"precision": "unknown", "earliest": "2016-05-22", "latest": None},
        {"precision": "season", "earliest": "2016-04-01", "latest": "2016-05-31"},
        {"precision": "exact", "earliest": 3, "latest": 3},
    ],
)
def test_uncertain_date_from_json_that_is_none(data):
    with pytest.raises(ValueError, match=r"."):
        UncertainDate.from_json(data)


def test_uncertain_date_compared_with_a_day():
    spring = UncertainDate.season(Season.SPRING, 2024)
    assert [spring.may_be(day) for day in (dt.date(2024, 2, 29), dt.date(2024, 3, 1))] == [False, True]
    assert [spring.is_surely_before(day) for day in (dt.date(2024, 5, 31), dt.date(2024, 6, 1))] == [
        False,
        True,
    ]
    assert [spring.is_surely_after(day) for day in (dt.date(2024, 2, 29), dt.date(2024, 3, 1))] == [
        True,
        False,
    ]
    unknown = UncertainDate.unknown()
    assert (unknown.may_be(DAY), unknown.is_surely_before(DAY), unknown.is_surely_after(DAY)) == (
        True,
        False,
        False,
    )
    assert (spring.precision, spring.is_known, spring.is_exact, unknown.is_known) == (
        Precision.SEASON,
        True,
        False,
        False,
    )


def test_british_wording_is_in_london_time():
    summer = dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC)
    winter = dt.datetime(2026, 1, 1, 14, 5, tzinfo=dt.UTC)
    assert british_datetime(summer) == "2 July 2026 at 12:30am"
    assert british_datetime(winter) == "1 January 2026 at 2:05pm"
    assert (british_date(summer), british_date(dt.date(2026, 4, 3))) == ("2 July 2026", "3 April 2026")
    assert [british_time(dt.time(hour)) for hour in (0, 9, 12, 13)] == [
        "midnight",
        "9:00am",
        "midday",
        "1:00pm",
    ]


def test_british_wording_refuses_an_instant_without_zone():
    with pytest.raises(ValueError, match="time zone"):
        british_datetime(dt.datetime(2026, 4, 3, 14, 5))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("2:30pm", dt.time(14, 30)),
        ("2.30 p.m.", dt.time(14, 30)),
        ("14:30", dt.time(14, 30)),
        ("0930", dt.time(9, 30)),
        ("930", dt.time(9, 30)),
        ("2pm", dt.time(14)),
        ("12am", dt.time(0)),
        ("12:15 PM", dt.time(12, 15)),
        ("midday", dt.time(12)),
        ("midnight", dt.time(0)),
        ("00:00", dt.time(0)),
        ("9", None),
        ("25:00", None),
        ("14:30pm", None),
        ("9:75", None),
        ("0am", None),
        ("half past", None),
        ("", None),
    ],
)
def test_parse_time_from_what_people_write(written, time):
    assert parse_time(written) == time


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("5", 5),
        ("05", 5),
        ("May", 5),
        ("sept", 9),
        ("DECEMBER", 12),
        ("ma", None),
        ("13", None),
        ("0", None),
        ("٣", None),
    ],
)
def test_parse_month_by_number_or_name(written, month):
    assert parse_month(written) == month


def test_day_and_time_words_and_instant():
    known = DayAndTime(dt.date(2026, 7, 1), dt.time(14, 5))
    unknown = DayAndTime(dt.date(2026, 7, 1))
    assert (str(known), str(unknown)) == ("1 July 2026 at 2:05pm", "1 July 2026, time not known")
    assert known.instant.astimezone(dt.UTC) == dt.datetime(2026, 7, 1, 13, 5, tzinfo=dt.UTC)
    assert unknown.instant.astimezone(dt.UTC) == dt.datetime(2026, 6, 30, 23, 0, tzinfo=dt.UTC)
    assert (known.time_is_known, unknown.time_is_known) == (True, False)


def test_day_and_time_in_the_hour_the_clocks_skip_or_repeat():
    assert not DayAndTime(dt.date(2026, 3, 29), dt.time(1, 30)).exists
    repeated = DayAndTime(dt.date(2026, 10, 25), dt.time(1, 30))
    assert repeated.exists
    assert repeated.instant.astimezone(dt.UTC) == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)
