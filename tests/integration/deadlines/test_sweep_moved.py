"""The sweep: what is told again when a clock is worked out anew."""

import pytest

from lscp.deadlines import actions, sweep
from lscp.deadlines.compute import Moment
from lscp.deadlines.enums import FactKind
from lscp.messaging.models import OutboundMessage
from tests.integration.deadlines.conftest import at, on
from tests.integration.deadlines.telling import HOLDERS, told

pytestmark = pytest.mark.django_db


def test_clock_recalculated_without_moving_tells_nobody_again(given_notify_clock, given_case, cast, travel):
    travel("2026-03-30T08:00")
    sweep.fire_due_rungs()
    before = told()
    actions.record_fact(
        given_case,
        FactKind.LA_AWARE,
        moment=Moment.of(at("2026-03-26T11:00")),
        source="Log",
        by=cast.lscp_unit,
        reason="The time is known now",
    )
    sweep.fire_due_rungs()
    assert told() == before


def test_clock_moved_closer_tells_its_new_state_at_once(given_notify_clock, given_case, cast, travel):
    travel("2026-03-31T09:00")
    sweep.fire_due_rungs()
    OutboundMessage.objects.all().delete()
    actions.record_fact(
        given_case,
        FactKind.LA_AWARE,
        moment=on("2026-03-24"),
        source="Log",
        by=cast.lscp_unit,
        reason="Earlier call",
    )
    sweep.fire_due_rungs()
    assert told() == [("deadline_reminder", who, 0) for who in HOLDERS]


def test_clock_moved_away_from_breach_starts_its_warnings_again(given_notify_clock, given_case, cast, travel):
    travel("2026-04-08T10:00")
    sweep.fire_due_rungs()
    OutboundMessage.objects.all().delete()
    actions.record_fact(
        given_case,
        FactKind.LA_AWARE,
        moment=on("2026-04-07"),
        source="Log",
        by=cast.lscp_unit,
        reason="Mistyped",
    )
    sweep.fire_due_rungs()
    assert told() == []
    travel("2026-04-09T08:00")
    sweep.fire_due_rungs()
    assert told() == [("deadline_reminder", who, -3) for who in HOLDERS]
