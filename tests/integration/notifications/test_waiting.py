"""Waiting for information: the named day is the clock's end, whoever said it and however often."""

import datetime as dt

import pytest

from lscp.deadlines.models import Clock
from lscp.kernel import clock
from lscp.people.typed import text_of
from notifications.actions import exits
from notifications.models import InformationAwaited
from notifications.policies.judgement import standing_decision
from tests import given

pytestmark = pytest.mark.django_db


def reviews(record):
    rows = Clock.all_records.filter(case=record.case, rule_key="information_review", is_live=True)
    return [(row.due_on, row.is_open, text_of(row.met_evidence)) for row in rows.order_by("pk")]


def wait_until(record, cast, days, **kwargs):
    day = clock.today() + dt.timedelta(days=days)
    given.decide(record, cast.council_director, "await", why_it_differs="x", review_on=day, **kwargs)
    return day


def test_decision_to_wait_ends_on_the_named_day(cast):
    record = given.given_views(cast)
    day = wait_until(record, cast, 40)
    wait = InformationAwaited.all_records.get()
    assert (reviews(record), wait.review_on, given.fresh(record).review_on) == ([(day, True, "")], day, day)


def test_second_decision_to_wait_has_a_clock_of_its_own(cast):
    record = given.given_views(cast)
    first = wait_until(record, cast, 7)
    second = wait_until(record, cast, 30)
    assert reviews(record) == [(first, False, "It was looked at again"), (second, True, "")]
    assert [wait.ended_at is not None for wait in record.waits.all()] == [True, False]
    assert given.fresh(record).review_on == second


def test_looking_at_it_again_ends_the_decision_to_wait(cast):
    record = given.given_views(cast)
    wait_until(record, cast, 7)
    exits.end_waiting(
        record.public_id, seen_version=given.fresh(record).version, came="The report", by=cast.lscp_unit
    )
    assert (standing_decision(record), record.decisions.get().voiding.why) == (None, "wait_ended")
    assert record.waits.get().came.open() == "The report"


def test_decision_ends_a_wait_and_meets_its_clock(cast):
    record = given.given_views(cast)
    day = wait_until(record, cast, 7)
    given.decide(record, cast.council_director)
    assert reviews(record) == [(day, False, "It was looked at again")]
    assert given.fresh(record).review_on is None
