"""The reason for a date, in one sentence and as a strip of days."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lscp.deadlines.calendar import LocalDay, england_and_wales
from lscp.deadlines.compute import Length, Moment, Unit, due
from lscp.deadlines.explain import explain, spoken_list

CALENDAR = england_and_wales()
LONDON = ZoneInfo("Europe/London")
day = dt.date.fromisoformat


def sentence(length: Length, start: Moment, event: str, calendar=CALENDAR) -> str:  # type: ignore[no-untyped-def]
    return explain(length, start, calendar, due(length, start, calendar), event).sentence


def test_working_days_sentence_names_each_holiday() -> None:
    assert sentence(
        Length(15, Unit.WORKING_DAYS), Moment(day("2026-03-26")), "the local authority became aware"
    ) == (
        "Due by the end of Monday 20 April 2026: 15 working days after Thursday 26 March 2026 (day 0), when "
        "the local authority became aware; Saturdays, Sundays, Good Friday (3 April) and Easter Monday "
        "(6 April) do not count."
    )


def test_closure_is_named_in_the_sentence() -> None:
    closed = CALENDAR.with_days([LocalDay(day("2026-03-31"), "Offices closed", "closure")])
    assert sentence(
        Length(2, Unit.WORKING_DAYS), Moment(day("2026-03-30")), "the meeting was held", closed
    ) == (
        "Due by the end of Thursday 2 April 2026: 2 working days after Monday 30 March 2026 (day 0), when "
        "the meeting was held; Saturdays, Sundays and Offices closed (31 March) do not count."
    )


def test_calendar_days_sentence_says_that_the_date_stays() -> None:
    assert sentence(Length(7, Unit.CALENDAR_DAYS), Moment(day("2026-03-27")), "the child died") == (
        "Due by the end of Friday 3 April 2026: 7 calendar days after Friday 27 March 2026 (day 0), when the "
        "child died; every day counts, and the date stays although it falls on Good Friday."
    )


def test_calendar_days_sentence_on_a_working_day() -> None:
    assert sentence(Length(7, Unit.CALENDAR_DAYS), Moment(day("2026-03-26")), "the child died").endswith(
        "when the child died; every day counts."
    )


def test_months_sentence_says_when_the_last_day_is_used() -> None:
    assert sentence(Length(6, Unit.CALENDAR_MONTHS), Moment(day("2026-08-31")), "the review began") == (
        "Due by the end of Sunday 28 February 2027: 6 calendar months after Monday 31 August 2026 (day 0), "
        "when the review began; that month has no day 31, so its last day is used."
    )


def test_hours_sentence_says_when_the_clocks_change() -> None:
    start = Moment.of(dt.datetime(2026, 3, 27, 10, tzinfo=LONDON))
    assert sentence(Length(72, Unit.HOURS), start, "the child died") == (
        "Due by 11:00am on Monday 30 March 2026: 72 hours after 10:00am on Friday 27 March 2026, when the "
        "child died; the clocks go forward in between."
    )


def test_counting_back_says_before() -> None:
    assert sentence(Length(-7, Unit.WORKING_DAYS), Moment(day("2026-04-13")), "publication is planned") == (
        "Due by the end of Tuesday 31 March 2026: 7 working days before Monday 13 April 2026 (day 0), when "
        "publication is planned; Saturdays, Sundays, Good Friday (3 April) and Easter Monday (6 April) do "
        "not count."
    )


def test_strip_numbers_the_days_that_count() -> None:
    start = Moment(day("2026-04-01"))
    length = Length(3, Unit.WORKING_DAYS)
    strip = explain(length, start, CALENDAR, due(length, start, CALENDAR)).strip
    assert [(each.day.day, each.number, each.kind.value, each.note) for each in strip] == [
        (1, 0, "working day", ""),
        (2, 1, "working day", ""),
        (3, None, "bank holiday", "Good Friday"),
        (4, None, "weekend", ""),
        (5, None, "weekend", ""),
        (6, None, "bank holiday", "Easter Monday"),
        (7, 2, "working day", ""),
        (8, 3, "working day", ""),
    ]
    assert [(each.is_start, each.is_due) for each in (strip[0], strip[-1])] == [(True, False), (False, True)]


def test_strip_of_months_has_one_entry_a_month() -> None:
    start = Moment(day("2026-08-31"))
    length = Length(6, Unit.CALENDAR_MONTHS)
    strip = explain(length, start, CALENDAR, due(length, start, CALENDAR)).strip
    assert [each.day.isoformat() for each in strip] == [
        "2026-08-31",
        "2026-09-30",
        "2026-10-31",
        "2026-11-30",
        "2026-12-31",
        "2027-01-31",
        "2027-02-28",
    ]


@given(
    st.dates(dt.date(2019, 1, 1), dt.date(2029, 1, 1)),
    st.integers(-40, 40).filter(bool),
    st.sampled_from([Unit.WORKING_DAYS, Unit.CALENDAR_DAYS]),
)
def test_strip_ends_on_the_number_that_was_asked_for(start: dt.date, number: int, unit: Unit) -> None:
    length = Length(number, unit)
    strip = explain(length, Moment(start), CALENDAR, due(length, Moment(start), CALENDAR)).strip
    assert [each.number for each in strip if each.is_due] == [number]
    assert [each.number for each in strip if each.is_start] == [0]


@pytest.mark.parametrize(
    ("parts", "spoken"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_spoken_list(parts: list[str], spoken: str) -> None:
    assert spoken_list(parts) == spoken
