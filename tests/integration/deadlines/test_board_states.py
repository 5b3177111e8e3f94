"""The states of the board: what is counted in Python is what the database finds, page after page."""

import datetime as dt
import uuid
from copy import copy

import pytest
from django.urls import reverse

from lscp.deadlines import worklists
from lscp.deadlines.calendars import current_calendar
from lscp.deadlines.models import Rule
from lscp.deadlines.states import State
from lscp.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def clocks(given_notify_clock, cast):
    """Clocks in each state, and those that end at each bound between two."""
    bounds, now = worklists.Bounds.of(current_calendar(cast.here)), clock.now()
    tick, later = dt.timedelta(microseconds=1), now + dt.timedelta(days=400)
    wanted = [
        *({"due_at": end} for end in (
            bounds.now - tick, bounds.now, bounds.now + tick, bounds.today_ends, bounds.today_ends + tick,
            bounds.soon_ends, bounds.soon_ends + tick, later, later + tick,
        )),
        {"due_at": later, "paused_at": now}, {"due_at": None, "due_on": None, "is_open": False},
        {"due_at": bounds.now - tick, "rule": rule_that_only_reminds()},
    ]  # fmt: skip
    found = [given_notify_clock]
    for number, values in enumerate(wanted):
        row = copy(given_notify_clock)
        row.pk, row.public_id, row.chain, row.subject = None, uuid.uuid4(), uuid.uuid4(), f"copy {number}"
        for name, value in values.items():
            setattr(row, name, value)
        row.save(force_insert=True)
        found.append(row)
    return found


def rule_that_only_reminds():
    return Rule.objects.filter(key="panel_response", partnership=None).latest("in_force_from")


def keys(rows):
    return [row.pk for row in rows]


def test_each_state_holds_in_python_what_it_holds_in_the_database(clocks, cast):
    calendar = current_calendar(cast.here)
    rows, bounds = worklists.on_board(cast.lscp_unit), worklists.Bounds.of(calendar)
    found = {}
    for state in ("", *worklists.STATES):
        board = worklists.Board(rows, state, calendar)
        in_the_database = keys(rows.filter(bounds.condition(state)))
        assert keys(board[0:26]) == in_the_database
        assert board.count() == len(in_the_database)
        found[state] = len(in_the_database)
        if state:
            assert board.words(state) == str(len(in_the_database))
    assert [found[state] > 0 for state in worklists.STATES] == [True] * 7
    assert sum(found[state] for state in worklists.STATES) == 13
    assert found[""] == 13 - found[State.NOT_STARTED]
    assert found[State.TO_ASK] == 1


@pytest.mark.parametrize("counted", [1, 3, 5, 13, 14])
def test_pages_are_the_same_however_many_were_counted(clocks, cast, monkeypatch, counted):
    monkeypatch.setattr(worklists, "MOST_COUNTED", counted)
    calendar, rows = current_calendar(cast.here), worklists.on_board(cast.lscp_unit)
    bounds = worklists.Bounds.of(calendar)
    for state in ("", *worklists.STATES):
        whole = keys(rows.filter(bounds.condition(state)))
        board = worklists.Board(rows, state, calendar)
        assert [keys(board[first : first + 3]) for first in range(0, 15, 3)] == [
            whole[first : first + 3] for first in range(0, 15, 3)
        ]
        assert board.goes_on == (counted <= 13)


def test_page_beyond_the_end_of_the_board_is_its_last(clocks, cast, signed_in):
    text = signed_in(cast.lscp_unit).get(reverse("deadlines:board"), {"page": "9"}).content.decode()
    assert "Showing 1 to 12 of 12 time limits" in text
