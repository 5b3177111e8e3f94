"""A state that is put back is the state that was built; after anything else it is built anew."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction

from lscp.audit.verification import prove
from lscp.kernel import clock
from notifications.models import Notification
from tests import remembered
from tests.given import given_submitted
from tests.given_outcomes import given_notified

NOW = dt.datetime(2026, 3, 2, 10, tzinfo=clock.LONDON)
seen = {}


@pytest.fixture
def stopped(db):
    """A clock that stands still, so that two tests ask for a state at the same instant."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cast_of_then(stopped, request):
    return request.getfixturevalue("cast")


@pytest.mark.parametrize("turn", ["first", "second"])
def test_every_row_of_every_table_is_the_same(cast_of_then, turn):
    notified = given_notified(cast_of_then, days_ago=3)
    rows = remembered._dump(remembered._tables())
    built = seen.setdefault("rows", rows)
    differing = [name for name in rows if rows[name] != built[name]]
    assert differing == []
    assert notified.status == "notified"
    assert len(rows["audit_auditevent"]) > len(rows["cases_case"]) > 0


@pytest.mark.parametrize("turn", ["first", "second"])
def test_same_state_is_put_back_and_not_built(cast_of_then, turn):
    found = given_submitted(cast_of_then, kinds=("serious_incident", "other"))
    assert found.public_id == seen.setdefault("submitted", found.public_id)


@pytest.mark.parametrize("turn", ["first", "second"])
def test_after_a_write_of_the_test_itself_it_is_built_anew(cast_of_then, turn):
    cast_of_then.person("somebody", "police")
    found = given_submitted(cast_of_then)
    assert found.public_id not in seen.setdefault("anew", set())
    seen["anew"].add(found.public_id)


@pytest.mark.parametrize("turn", ["first", "second"])
def test_with_a_function_replaced_it_is_built_anew(cast_of_then, monkeypatch, turn):
    monkeypatch.setattr(clock, "start_of", clock.start_of)
    found = given_submitted(cast_of_then)
    assert found.public_id not in seen.setdefault("replaced", set())
    seen["replaced"].add(found.public_id)


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_was_rolled_back_does_not_stand(cast_of_then, turn):
    before = transaction.savepoint()
    given_submitted(cast_of_then)
    transaction.savepoint_rollback(before)
    assert given_notified(cast_of_then).status == "notified"
    assert Notification.all_records.count() == 1


@pytest.mark.parametrize("turn", ["first", "second"])
def test_record_that_was_put_back_is_still_proven(cast_of_then, turn):
    given_notified(cast_of_then)
    assert prove().problems == []
