"""What the database itself refuses: the ledger and the facts are never overwritten or deleted."""

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction
from django.db.utils import DatabaseError

from lscp.deadlines import actions
from lscp.deadlines.enums import FactKind
from lscp.deadlines.models import Clock, Fact
from tests.integration.deadlines.conftest import day, on

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE deadlines_clock SET due_on = '2027-01-01', due_at = '2027-01-01'",
        "UPDATE deadlines_clock SET why_id = NULL",
        "DELETE FROM deadlines_clock",
        "UPDATE deadlines_fact SET \"on\" = '2027-01-01'",
        "UPDATE deadlines_fact SET source_id = NULL",
        "DELETE FROM deadlines_fact",
    ],
)
def test_row_cannot_be_overwritten_or_deleted_by_hand(given_notify_clock, statement):
    with pytest.raises((InternalError, DatabaseError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (Clock.all_records.get().due_on, Fact.objects.get().on) == (day("2026-04-02"), day("2026-03-26"))


def test_superseded_row_cannot_come_back(given_notify_clock, given_case, cast):
    actions.cancel_clocks(given_case, reason="Not notifiable", by=cast.lscp_unit)
    old = Clock.all_records.filter(pk=given_notify_clock.pk)
    with pytest.raises((InternalError, IntegrityError, ProgrammingError)), transaction.atomic():
        old.update(is_live=True)
    assert old.get().is_live is False


def test_second_live_clock_of_a_rule_is_refused(given_notify_clock):
    row = Clock.all_records.get()
    row.pk, row.public_id, row.chain = None, "0" * 32, "1" * 32
    with pytest.raises(IntegrityError, match="one_live_clock"), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_two_people_recording_the_same_fact_at_once_leave_one(given_case, cast, together):
    def record(text):
        return lambda: actions.record_fact_by_hand(
            given_case, FactKind.LA_AWARE, seen_version=0, moment=on(text), source="Call", by=cast.lscp_unit
        )

    results = together(record("2026-03-20"), record("2026-03-19"))
    assert sorted(type(result).__name__ for result in results) == ["Fact", "Stale"]
    assert Fact.objects.filter(is_live=True).count() == 1


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_two_people_extending_at_once_extend_once(given_notify_clock, cast, together):
    def extend(reason):
        return lambda: actions.extend(
            given_notify_clock.chain, seen_version=1, number=1, unit="working_days", reason=reason,
            authority="Director", by=cast.lscp_manager,
        )  # fmt: skip

    results = together(extend("Snow"), extend("Flood"))
    assert sorted(type(result).__name__ for result in results) == ["Clock", "Stale"]
    assert Clock.all_records.get(is_live=True).due_on == day("2026-04-07")
