"""Counting working days: literal dates, known one-off holidays, and laws of counting."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lscp.deadlines.calendar import (
    DayKind,
    LocalDay,
    OutsideCalendar,
    WorkingCalendar,
    add_months,
    england_and_wales,
)

CALENDAR = england_and_wales()
day = dt.date.fromisoformat
covered_days = st.dates(dt.date(2019, 1, 1), dt.date(2029, 12, 31))
short_counts = st.integers(-200, 200)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-03-26", 5, "2026-04-02"),  # aware Thursday, five working days
        ("2026-03-26", 15, "2026-04-20"),  # fifteen across Good Friday and Easter Monday
        ("2026-04-02", 15, "2026-04-27"),  # fifteen from the notification instead
        ("2026-04-04", 5, "2026-04-13"),  # aware on Easter Saturday: Tuesday is day 1
        ("2026-03-27", 1, "2026-03-30"),  # Friday to Monday
        ("2026-03-28", 1, "2026-03-30"),  # Saturday to Monday
        ("2026-03-28", -1, "2026-03-27"),  # Saturday back to Friday
        ("2026-03-30", -1, "2026-03-27"),  # Monday back to Friday
        ("2026-04-07", -1, "2026-04-02"),  # back over Easter
        ("2022-09-16", 1, "2022-09-20"),  # the State Funeral
        ("2023-05-05", 1, "2023-05-09"),  # the coronation
        ("2022-06-01", 1, "2022-06-06"),  # Thursday and Friday of the jubilee
        ("2021-12-24", 1, "2021-12-29"),  # two substitute days
        ("2022-12-23", 1, "2022-12-28"),  # one substitute day
        ("2020-05-01", 1, "2020-05-04"),  # the first Monday in May 2020 was worked
        ("2020-05-07", 1, "2020-05-11"),  # because Friday 8 May was the holiday
        ("2026-12-24", 1, "2026-12-29"),  # Boxing Day on a Saturday moves to Monday
        ("2024-02-28", 1, "2024-02-29"),  # a leap day is a day
    ],
)
def test_add_counts_working_days(start: str, count: int, end: str) -> None:
    assert CALENDAR.add(day(start), count) == day(end)


@pytest.mark.parametrize("start", ["2026-03-26", "2026-04-04", "2026-04-03"])
def test_add_of_nothing_is_the_day_itself(start: str) -> None:
    assert CALENDAR.add(day(start), 0) == day(start)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        ("2026-03-26", "2026-03-26", 0),
        ("2026-03-26", "2026-03-27", 1),
        ("2026-03-27", "2026-03-28", 0),
        ("2026-03-28", "2026-03-30", 1),
        ("2026-03-30", "2026-03-28", -1),
        ("2026-04-02", "2026-04-07", 1),
        ("2026-03-26", "2026-04-20", 15),
        ("2026-04-20", "2026-03-26", -15),
        ("2026-04-04", "2026-04-06", 0),
    ],
)
def test_between_counts_after_start_up_to_end(start: str, end: str, count: int) -> None:
    assert CALENDAR.between(day(start), day(end)) == count


@given(covered_days, covered_days)
def test_between_changes_sign_when_turned_round(first: dt.date, second: dt.date) -> None:
    assert CALENDAR.between(first, second) == -CALENDAR.between(second, first)


@given(covered_days, covered_days)
def test_between_agrees_with_counting_one_by_one(first: dt.date, second: dt.date) -> None:
    start, end = min(first, second), max(first, second)
    counted = sum(
        1
        for offset in range(1, (end - start).days + 1)
        if (each := start + dt.timedelta(days=offset)).weekday() < 5 and each not in CALENDAR.holidays
    )
    assert CALENDAR.between(start, end) == counted


@given(covered_days, covered_days, covered_days)
def test_between_adds_up(first: dt.date, second: dt.date, third: dt.date) -> None:
    whole = CALENDAR.between(first, third)
    assert whole == CALENDAR.between(first, second) + CALENDAR.between(second, third)


@given(covered_days, st.integers(0, 200))
def test_between_undoes_add_from_any_day(start: dt.date, count: int) -> None:
    assert CALENDAR.between(start, CALENDAR.add(start, count)) == count


@given(covered_days, short_counts)
def test_between_undoes_add_from_a_working_day(start: dt.date, count: int) -> None:
    start = CALENDAR.on_or_after(start)
    assert CALENDAR.between(start, CALENDAR.add(start, count)) == count


@given(covered_days, st.integers(1, 200))
def test_between_counts_one_less_when_add_went_back_from_a_day_off(start: dt.date, count: int) -> None:
    back = CALENDAR.between(CALENDAR.add(start, -count), start)
    assert back == (count if CALENDAR.is_working_day(start) else count - 1)


@given(covered_days, short_counts.filter(bool))
def test_add_always_lands_on_a_working_day(start: dt.date, count: int) -> None:
    assert CALENDAR.is_working_day(CALENDAR.add(start, count))


@given(covered_days, st.integers(-100, 100))
def test_add_never_goes_backwards_as_the_count_grows(start: dt.date, count: int) -> None:
    assert CALENDAR.add(start, count) <= CALENDAR.add(start, count + 1)


@pytest.mark.parametrize(
    ("question", "year"),
    [
        (lambda: CALENDAR.add(day("2017-12-29"), 1), 2017),
        (lambda: CALENDAR.add(day("2031-01-01"), 0), 2031),
        (lambda: CALENDAR.add(day("2030-12-30"), 5), 2031),
        (lambda: CALENDAR.add(day("2018-01-02"), -1), 2017),
        (lambda: CALENDAR.between(day("2030-12-30"), day("2031-01-02")), 2031),
        (lambda: CALENDAR.between(day("2017-12-29"), day("2018-01-02")), 2017),
        (lambda: CALENDAR.is_working_day(day("2016-05-05")), 2016),
        (lambda: CALENDAR.name_of(day("2040-05-05")), 2040),
        (lambda: CALENDAR.with_days([LocalDay(day("2035-01-02"), "Closed", "closure")]), 2035),
    ],
)
def test_asking_outside_the_snapshot_names_the_year(question, year: int) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(OutsideCalendar, match=f"it has no year {year}"):
        question()


def test_snapshot_covers_2018_to_at_least_2028() -> None:
    assert (CALENDAR.first_year, CALENDAR.last_year >= 2028) == (2018, True)


def test_snapshot_says_when_and_with_what_it_was_made() -> None:
    assert CALENDAR.made_on is not None
    assert CALENDAR.package.startswith("holidays ")


@pytest.mark.parametrize(
    ("on", "kind", "name"),
    [
        ("2022-09-19", DayKind.BANK_HOLIDAY, "Bank holiday for the State Funeral of Queen Elizabeth II"),
        ("2023-05-08", DayKind.BANK_HOLIDAY, "Bank holiday for the coronation of King Charles III"),
        ("2020-05-08", DayKind.BANK_HOLIDAY, "Early May bank holiday (moved for VE Day)"),
        ("2021-12-28", DayKind.BANK_HOLIDAY, "Boxing Day (substitute day)"),
        ("2026-04-06", DayKind.BANK_HOLIDAY, "Easter Monday"),
        ("2026-08-31", DayKind.BANK_HOLIDAY, "Summer bank holiday"),
        ("2021-12-25", DayKind.WEEKEND, "Christmas Day"),
        ("2026-03-26", DayKind.WORKING, ""),
        ("2026-03-28", DayKind.WEEKEND, ""),
    ],
)
def test_days_have_kinds_and_names(on: str, kind: DayKind, name: str) -> None:
    assert (CALENDAR.kind_of(day(on)), CALENDAR.name_of(day(on))) == (kind, name)


@pytest.mark.parametrize("scottish", ["2026-01-02", "2026-08-03", "2026-11-30"])
def test_scottish_holidays_are_worked(scottish: str) -> None:
    assert CALENDAR.is_working_day(day(scottish))


def test_every_year_of_the_snapshot_has_its_eight_holidays() -> None:
    on_weekdays = {
        year: sum(1 for each in CALENDAR.holidays if each.year == year and each.weekday() < 5)
        for year in range(2018, 2031)
    }
    expected = dict.fromkeys(range(2018, 2031), 8) | {2022: 10, 2023: 9}
    # New Year's Day 2022 and 2028 fell on a Saturday and moved into the Monday of the same year.
    assert on_weekdays == expected


def test_closure_does_not_count() -> None:
    closed = CALENDAR.with_days([LocalDay(day("2026-03-27"), "Offices closed", "closure")])
    assert closed.add(day("2026-03-26"), 1) == day("2026-03-30")
    assert (closed.kind_of(day("2026-03-27")), closed.name_of(day("2026-03-27"))) == (
        DayKind.CLOSURE,
        "Offices closed",
    )


def test_extra_bank_holiday_does_not_count() -> None:
    extra = CALENDAR.with_days([LocalDay(day("2027-06-14"), "Day of thanks", "bank_holiday")])
    assert extra.between(day("2027-06-11"), day("2027-06-15")) == 1
    assert extra.kind_of(day("2027-06-14")) is DayKind.BANK_HOLIDAY


def test_bank_holiday_that_was_moved_counts_again() -> None:
    moved = CALENDAR.with_days([LocalDay(day("2027-05-03"), "Moved to 7 May", "worked")])
    assert moved.add(day("2027-04-30"), 1) == day("2027-05-03")


def test_local_days_leave_the_shipped_calendar_alone() -> None:
    CALENDAR.with_days([LocalDay(day("2026-03-27"), "Offices closed", "closure")])
    assert CALENDAR.is_working_day(day("2026-03-27"))


def test_unknown_kind_of_local_day_is_refused() -> None:
    with pytest.raises(ValueError, match="Unknown kind"):
        CALENDAR.with_days([LocalDay(day("2026-03-27"), "?", "half")])


@pytest.mark.parametrize(
    ("today", "warned"), [("2029-06-30", False), ("2029-07-01", True), ("2031-01-01", True)]
)
def test_freshness_warns_when_fewer_than_18_months_lie_ahead(today: str, warned: bool) -> None:
    ends_in_2030 = WorkingCalendar(first_year=2018, last_year=2030, holidays={})
    assert bool(ends_in_2030.freshness_warning(day(today))) is warned


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-03-15", 6, "2026-09-15"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-05-05", 0, "2026-05-05"),
    ],
)
def test_add_months_keeps_the_day_or_takes_the_last(start: str, months: int, end: str) -> None:
    assert add_months(day(start), months) == day(end)
