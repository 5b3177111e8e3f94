"""When the authority decided, as a starting fact: it follows the version of the decision that stands."""

import datetime as dt

import pytest

from lscp.deadlines.compute import Moment
from lscp.deadlines.models import Clock, Fact
from lscp.kernel import clock
from lscp.people.typed import text_of
from notifications.actions import decision
from notifications.events import NotificationAmended
from tests import given


@pytest.fixture
def group(cast):
    return given.given_group(cast)


@pytest.fixture
def viewed(cast, group):
    """The three partners agree that the criteria are met."""
    return given.given_views(cast)


def decided_facts(record):
    rows = Fact.objects.filter(case=record.case, kind="la_decided").order_by("pk")
    return [(row.on, text_of(row.source)[-1], row.is_live, text_of(row.reason)) for row in rows]


def again(record, cast, outcome, decided):
    return decision.decide(
        record.public_id, seen_version=given.fresh(record).version, outcome=outcome, decided=decided,
        decision_maker=cast.council_director, by=cast.council_director,
        grounds=decision.Grounds(reasons=given.REASON, why_it_differs="The police told us more"),
    )  # fmt: skip


def test_decision_changed_on_the_same_day_corrects_when_the_authority_decided(cast, viewed):
    today = Moment(clock.today())
    again(viewed, cast, "tell", today)
    again(viewed, cast, "local_learning", today)
    assert decided_facts(viewed) == [
        (today.on, "1", False, "Version 1 of the decision"), (today.on, "2", True, "Version 2 of the decision"),
    ]  # fmt: skip


def test_corrected_day_of_the_same_decision_works_its_clocks_out_again(cast, group):
    record = given.given_submitted(cast)
    day = clock.today()
    again(record, cast, "notify", Moment(day - dt.timedelta(days=1)))
    again(record, cast, "notify", Moment(day - dt.timedelta(days=9)))
    assert [row[:3] for row in decided_facts(record)] == [
        (day - dt.timedelta(days=1), "1", False), (day - dt.timedelta(days=9), "2", True),
    ]  # fmt: skip
    old, new = Clock.all_records.filter(case=record.case, rule_key="notify_panel").order_by("position")
    assert (old.entry, old.start_on, old.is_live) == ("started", day - dt.timedelta(days=1), False)
    assert (new.entry, new.start_on, new.is_live) == ("recalculated", day - dt.timedelta(days=9), True)
    assert new.due_on < old.due_on
    assert (new.is_provisional, text_of(new.start_fact.source)[-1]) == (True, "2")


def test_other_reasons_for_the_same_decision_leave_its_day(cast, viewed):
    for _ in range(2):
        again(viewed, cast, "notify", Moment(clock.today()))
    assert [row[1:3] for row in decided_facts(viewed)] == [("1", True)]


def test_decision_signed_anew_after_an_amendment_keeps_its_day(cast, viewed):
    again(viewed, cast, "notify", Moment(clock.today() - dt.timedelta(days=2)))
    first = decided_facts(viewed)
    given.given_version(viewed, by=viewed.raised_by, number=2)
    decision.after_amendment(NotificationAmended(viewed.pk, 2, (), viewed.raised_by.pk))
    again(viewed, cast, "notify", Moment(clock.today()))
    assert decided_facts(viewed) == first
