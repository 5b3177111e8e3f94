"""The story's chronology as it is written down: each row once, days that move in whole weeks, what is planted."""

import datetime as dt
import re
from itertools import pairwise

import pytest

from lscp.demo.stories import chronology
from lscp.demo.stories.chronology import planted
from lscp.demo.stories.chronology.shape import TOLD, Days, in_full, rows
from rapid_reviews.chronology_codes import Theme
from rapid_reviews.queries import chronology_files as files
from rapid_reviews.queries.chronology_dates import Order, read_when
from rapid_reviews.queries.chronology_mapping import Checker, Known, guess, is_heading

DAYS = Days(TOLD, dt.date(2024, 4, 5))
LATER = Days(TOLD + dt.timedelta(days=45), dt.date(2024, 5, 18))


def placed():
    """Every row with the first day on which it may have happened, in order, where anybody knows it."""
    found = []
    for row in chronology.all_rows().values():
        when = read_when(DAYS.cell(row.when), Order())
        if when.earliest is not None:
            found.append((when.earliest, when.is_exact, row))
    return sorted(found, key=lambda one: (one[0], one[2].at))


def day_of(key):
    return next(day for day, _exact, row in placed() if row.key == key)


def test_at_least_eight_agencies_wrote_at_least_300_rows():
    assert len(chronology.ROWS) >= 8
    assert len(chronology.all_rows()) == sum(len(rows) for rows in chronology.ROWS.values()) >= 300


def test_no_two_rows_say_the_same():
    events = [row.event for row in chronology.all_rows().values()]
    assert len(set(events)) == len(events)


def test_themes_are_those_of_the_product():
    used = {theme for row in chronology.all_rows().values() for theme in row.themes}
    assert used == set(Theme.values)


def test_every_kind_of_date_is_read_by_the_import():
    kinds = {
        read_when(DAYS.cell(row.when), Order()).precision.value for row in chronology.all_rows().values()
    }
    assert kinds == {"exact", "around", "month", "season", "year", "range", "unknown"}


def test_weekdays_and_distances_stay_when_the_story_is_told_later():
    assert LATER.away == dt.timedelta(weeks=6)
    assert LATER.cell("2025-02-14") == "28/3/2025"
    assert LATER.cell("I-1") == "17/12/2026"
    assert LATER.cell("B+5") == "23/5/2024"
    assert LATER.cell("about 2024-02-10") == "around 23/3/2024"
    assert LATER.cell("2024-11") == "December 2024"
    assert LATER.cell("summer 2025") == "summer 2025"
    assert LATER.cell("autumn 2024") == "autumn 2024"
    assert LATER.text("the notice of 19 January, read in March", "2024-01-24") == (
        "the notice of 1 March, read in April"
    )


def test_names_are_put_in_and_no_brace_is_left():
    for row in chronology.all_rows().values():
        assert not re.search(r"[{}]", " ".join(in_full(row, DAYS, chronology.NAMES).values())), row.key


def test_a_head_that_cannot_be_read_is_said():
    with pytest.raises(ValueError, match="pol-1"):
        rows("[pol-1] yesterday\nSomething.")


def test_planted_and_near_misses_name_rows_and_every_check_has_both():
    keys = set(chronology.all_rows())
    for cases in (planted.PLANTED, planted.NEAR_MISSES):
        assert {case.check for case in cases} == {"different", "silent", "gap", "knew", "unseen"}
        assert {key for case in cases for key in case.rows} <= keys


def test_the_long_gap_is_where_it_is_said_to_be_and_nowhere_else():
    recent = [(day, row.key) for day, _exact, row in placed() if day.year > 2021]
    long = [(a[1], b[1], (b[0] - a[0]).days) for a, b in pairwise(recent) if (b[0] - a[0]).days > 35]
    assert long == [("sch-08", "gp-11", 64)]
    assert (day_of("gp-14") - day_of("sch-12")).days == 22


@pytest.mark.parametrize(("first", "last", "days"), [("sch-40", "chc-38", 42), ("pol-22", "gp-24", 27)])
def test_girl_was_not_seen_between_two_rows(first, last, days):
    since, until = day_of(first), day_of(last)
    assert (until - since).days == days
    between = [
        row.key for day, _exact, row in placed()
        if since < day < until and row.seen == "yes" and "girl" in row.children
    ]  # fmt: skip
    assert between == []


def test_health_visitors_are_silent_while_others_name_them():
    since, until = day_of("chc-24"), day_of("chc-25")
    assert (until - since).days == 147
    between = [row for day, _exact, row in placed() if since < day < until]
    assert not [row.key for row in between if row.key.startswith("chc")]
    named = {row.key for row in between if re.search("health visit", row.event + row.response, re.I)}
    assert named >= {"csc-20", "csc-24", "csc-29", "hos-25", "hos-26", "gp-26", "pro-16"}


def test_nobody_names_housing_while_it_is_silent():
    since, until = day_of("hou-13"), day_of("hou-14")
    assert (until - since).days == 105
    assert not [
        row.key for day, _exact, row in placed()
        if since < day < until and ("housing" in (row.event + row.response).lower() or "housing" in row.themes)
    ]  # fmt: skip


@pytest.mark.parametrize("domain", chronology.ROWS)
def test_every_row_of_an_agencys_file_is_in_order(domain):
    table = files.read("chronology.csv", chronology.as_csv(domain, DAYS), is_heading=is_heading)
    children = {name.lower(): key for key, name in chronology.NAMES.items()}
    found = Checker(table, guess(table.columns), "day", Known(children)).check_all()
    assert [(one.number, one.problems) for one in found if one.problems] == []
    assert len(found) == len(chronology.ROWS[domain])
