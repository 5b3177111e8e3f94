"""The product's clock, verdicts, references, and what logs never hold."""

import datetime as dt
import io
import logging

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from lscp.kernel import clock, requests
from lscp.kernel.access import ALLOWED, Refused, Verdict, require
from lscp.kernel.ids import case_reference
from lscp.kernel.logs import NEVER_LOGGED, config, drop_personal


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-03-28T23:59:00+00:00", dt.date(2026, 3, 28)),
        ("2026-03-29T23:00:00+00:00", dt.date(2026, 3, 30)),  # summer time began in the night before
        ("2026-10-24T22:59:00+00:00", dt.date(2026, 10, 24)),
        ("2026-10-25T23:59:00+00:00", dt.date(2026, 10, 25)),
    ],
)
def test_today_is_the_london_date(instant, day):
    with time_machine.travel(instant, tick=False):
        assert clock.today() == day


def test_day_of_a_clock_change_is_an_hour_shorter_or_longer():
    spring, autumn = dt.date(2026, 3, 29), dt.date(2026, 10, 25)
    hours = [
        (clock.end_of(day).astimezone(dt.UTC) - clock.start_of(day).astimezone(dt.UTC))
        / dt.timedelta(hours=1)
        for day in (spring, autumn, dt.date(2026, 6, 1))
    ]
    assert hours == [23, 25, 24]


def test_offset_moves_the_product_clock_and_not_the_real_one():
    with time_machine.travel("2026-06-01T12:00:00+00:00", tick=False):
        clock.set_offset_source(lambda: dt.timedelta(days=2))
        try:
            assert clock.now() - clock.real_now() == dt.timedelta(days=2)
        finally:
            clock.set_offset_source(None)
        assert clock.now() == clock.real_now()


def test_verdict_decides_which_refusal_follows():
    require(ALLOWED)
    with pytest.raises(PermissionDenied, match="not yours"):
        require(Verdict("role", "not yours"))
    with pytest.raises(Refused, match="not now") as refused:
        require(Verdict("state", "not now"), record="a record")
    assert (refused.value.verdict.code, refused.value.record) == ("state", "a record")


def test_reference_says_partnership_year_and_number_only():
    assert case_reference("LEE", 2026, 7) == "LEE-2026-0007"
    assert case_reference("LEE", 2026, 12345) == "LEE-2026-12345"


def test_personal_fields_are_dropped_from_log_lines():
    line = dict.fromkeys(NEVER_LOGGED, "Tessa Fictive") | {"event": "saved", "case": "NOR-2026-0001"}
    assert drop_personal(None, "info", line) == {"event": "saved", "case": "NOR-2026-0001"}


def test_each_request_has_an_identifier_of_its_own():
    assert requests.current_id() == ""
    with requests.opened() as outer:
        assert requests.current_id() == outer.id
        with requests.opened() as inner:
            assert requests.current_id() == inner.id != outer.id
        assert requests.current_id() == outer.id
    assert requests.current() is None


@pytest.mark.parametrize("json_lines", [True, False])
def test_exception_in_the_log_says_where_and_never_what_somebody_typed(json_lines):
    stream = io.StringIO()
    logger = logging.getLogger("test.frames")
    handler = logging.StreamHandler(stream)
    made = config(json_lines=json_lines)["formatters"]["lines"]
    handler.setFormatter(made.pop("()")(**made))
    logger.addHandler(handler)
    logger.propagate = False
    try:
        try:
            raise KeyError("Tansywell Example-Willow")
        except KeyError as first:
            raise ValueError("row contains (Tansywell)") from first
    except ValueError:
        logger.exception("It went wrong")
    finally:
        logger.removeHandler(handler)
    line = stream.getvalue()
    assert "Tansywell" not in line
    assert line.count("in test_exception_in_the_log_says_where_and_never_what_somebody_typed") == 2
    assert line.index("builtins.KeyError") < line.index("builtins.ValueError")
