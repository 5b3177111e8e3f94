"""The sweep: a row that fails, many at once, two workers, a worker that dies."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lscp.cases.actions import open_case
from lscp.deadlines import actions, health, sweep
from lscp.deadlines.enums import FactKind
from lscp.deadlines.models import Clock, Rule, Rung
from tests.integration.deadlines.conftest import at, on
from tests.integration.deadlines.telling import HOLDERS, told

pytestmark = pytest.mark.django_db


def test_row_that_fails_does_not_stop_the_others_and_fires_later_once(given_notify_clock, cast, travel):
    travel("2026-03-26T10:00")
    others = []
    for _number in range(4):
        case = open_case(cast.here, by=cast.lscp_unit)
        actions.record_fact(
            case, FactKind.LA_AWARE, moment=on("2026-03-26"), source="Call", by=cast.lscp_unit
        )
        others += actions.expect_clocks(case, ["notify_panel"], by=cast.lscp_unit)
    poisoned = Rule.objects.get(pk=given_notify_clock.rule_id)
    poisoned.pk, poisoned.public_id, poisoned.number, poisoned.partnership = None, "0" * 32, 99, cast.here
    poisoned.escalations = [{"after": "nonsense"}]
    poisoned.save()
    _point_rung_at(given_notify_clock, poisoned, cast)
    travel("2026-03-30T08:00")
    fired = sweep.fire_due_rungs()
    assert (fired.rungs, fired.failed) == (4, 1)
    assert len(told()) == 4 * len(HOLDERS)
    held = Rung.objects.get(failures=1)
    assert (held.fire_at, held.fired_at, held.last_error) == (at("2026-03-30T09:00"), None, "TypeError")
    Rule.objects.filter(pk=poisoned.pk).update(escalations=[])
    travel("2026-03-30T09:00")
    assert sweep.fire_due_rungs().rungs == 1
    assert len(told()) == 5 * len(HOLDERS)


def _point_rung_at(clock, rule, cast):
    """Make the clock's live row go by a broken rule, through a new row of the ledger."""
    from lscp.deadlines.enums import Entry
    from lscp.deadlines.ledger import lock_case, successor, write

    lock_case(clock.case_id)
    row = Clock.all_records.select_related("rule", "case", "calendar_version").get(pk=clock.pk)
    write([successor(row, Entry.RECALCULATED, by=cast.lscp_unit, rule=rule)], by=cast.lscp_unit)


def test_sweep_leaves_a_heartbeat(travel, cast):
    assert health.sweep_problem(health.last_sweep()) != ""
    sweep.fire_due_rungs()
    assert health.sweep_problem(health.last_sweep()) == ""
    travel("2026-03-23T09:46")
    assert health.sweep_problem(health.last_sweep()) == (
        "Reminders have not been looked through for 16 minutes. Due dates on these pages are still right."
    )
    assert health.readiness() == {"ok": False, "sweep_age": 960}


def test_sweep_with_nothing_due_takes_three_queries_however_many_clocks_run(given_notify_clock, travel):
    sweep.fire_due_rungs()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        sweep.fire_due_rungs()
    statements = [q["sql"] for q in queries if "SAVEPOINT" not in q["sql"]]
    assert len(statements) <= 3, statements


@pytest.mark.parametrize("clocks", [3, 30])
def test_sweep_takes_the_same_queries_for_few_and_many(cast, travel, clocks):
    travel("2026-03-26T10:00")
    for _number in range(clocks):
        case = open_case(cast.here, by=cast.lscp_unit)
        actions.record_fact(
            case, FactKind.LA_AWARE, moment=on("2026-03-26"), source="Call", by=cast.lscp_unit
        )
        actions.expect_clocks(case, ["notify_panel"], by=cast.lscp_unit)
    travel("2026-03-30T08:00")
    with CaptureQueriesContext(connection) as queries:
        sweep.fire_due_rungs()
    assert len(told()) == clocks * len(HOLDERS)
    assert len([q for q in queries if "SAVEPOINT" not in q["sql"]]) <= 20


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_four_sweeps_at_once_tell_everybody_once(cast, travel, together):
    travel("2026-03-26T10:00")
    for _number in range(12):
        case = open_case(cast.here, by=cast.lscp_unit)
        actions.record_fact(
            case, FactKind.LA_AWARE, moment=on("2026-03-26"), source="Call", by=cast.lscp_unit
        )
        actions.expect_clocks(case, ["notify_panel"], by=cast.lscp_unit)
    travel("2026-03-30T08:00")
    results = together(*[sweep.fire_due_rungs] * 4)
    assert sum(fired.rungs for fired in results) == 12
    assert len(told()) == 12 * len(HOLDERS)
    assert Rung.objects.filter(fired_at=None).count() == 12


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_rung_that_another_worker_holds_is_left_to_it(given_notify_clock, travel, together):
    import threading

    travel("2026-03-30T08:00")
    holding, swept = threading.Event(), threading.Event()

    def hold():
        from django.db import transaction

        with transaction.atomic():
            list(Rung.objects.select_for_update())
            holding.set()
            swept.wait(20)

    def run():
        holding.wait(20)
        try:
            return sweep.fire_due_rungs().rungs
        finally:
            swept.set()

    assert together(hold, run) == [None, 0]
    assert sweep.fire_due_rungs().rungs == 1


@pytest.mark.django_db(transaction=True)
def test_sweep_that_dies_before_its_commit_has_sent_nothing_and_loses_nothing(
    given_notify_clock, travel, monkeypatch
):
    travel("2026-03-30T08:00")
    real = sweep._fire_together

    def dies(*args):
        real(*args)
        raise SystemExit

    monkeypatch.setattr(sweep, "_fire_together", dies)
    with pytest.raises(SystemExit):
        sweep.fire_due_rungs()
    assert (told(), Rung.objects.filter(fired_at=None).count()) == ([], 1)
    monkeypatch.setattr(sweep, "_fire_together", real)
    sweep.fire_due_rungs()
    assert told() == [("deadline_reminder", who, -3) for who in HOLDERS]
