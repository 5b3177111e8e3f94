"""The clock “Tell the safeguarding partners” is met by the fact that they know; ways back that clocks have."""

import pytest
from django.urls import reverse

from lscp.deadlines import actions
from lscp.deadlines.compute import Moment
from lscp.deadlines.enums import Entry, FactKind
from lscp.deadlines.models import Clock
from lscp.deadlines.queries import view_of
from lscp.deadlines.states import State
from lscp.kernel.access import Refused
from lscp.people.typed import text_of
from tests.integration.deadlines.conftest import at, day, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def partners_clock(given_notify_clock, given_case, cast):
    """Due by Thursday 2 April 2026."""
    (clock,) = actions.expect_clocks(given_case, ["notify_partners"], by=cast.lscp_unit)
    return clock


def partners_know(case, cast, moment, reason=""):
    actions.record_fact(
        case, FactKind.PARTNERS_AWARE, moment=moment, source="E-mail to all three", by=cast.lscp_unit,
        reason=reason,
    )  # fmt: skip


def test_partners_awareness_meets_the_clock_at_its_moment(partners_clock, given_case, cast, travel, live):
    travel("2026-04-08T09:00")
    partners_know(given_case, cast, Moment.of(at("2026-04-01T15:00")))
    now = live(partners_clock)
    assert (now.entry, now.met_at, text_of(now.met_evidence), now.met_recorded_by, now.is_open) == (
        Entry.MET, at("2026-04-01T15:00"), "E-mail to all three", cast.lscp_unit, False,
    )  # fmt: skip
    assert view_of(now).state == State.MET


def test_correction_moves_what_met_it(partners_clock, given_case, cast, travel, live):
    travel("2026-04-08T09:00")
    partners_know(given_case, cast, Moment.of(at("2026-04-01T15:00")))
    partners_know(given_case, cast, on("2026-04-07"), reason="The e-mail went later")
    now = live(partners_clock)
    assert (now.entry, now.met_at.date(), now.met_time_known) == (
        Entry.MET_CORRECTED, day("2026-04-07"), False,
    )  # fmt: skip
    assert view_of(now).state == State.MET_LATE


def test_withdrawal_opens_it_again(partners_clock, given_case, cast, travel, live):
    travel("2026-04-01T16:00")
    partners_know(given_case, cast, Moment.of(at("2026-04-01T15:00")))
    actions.withdraw_fact(given_case, FactKind.PARTNERS_AWARE, reason="Another case", by=cast.lscp_unit)
    now = live(partners_clock)
    assert (now.entry, now.met_at, text_of(now.met_evidence), now.is_open, now.due_on) == (
        Entry.OPENED_AGAIN, None, "", True, day("2026-04-02"),
    )  # fmt: skip


def test_what_is_known_before_the_clock_is_expected_meets_it_at_once(given_case, cast, travel):
    travel("2026-03-26T16:00")
    partners_know(given_case, cast, Moment.of(at("2026-03-26T15:00")))
    (clock,) = actions.expect_clocks(given_case, ["notify_partners"], by=cast.lscp_unit)
    assert (clock.is_provisional, clock.met_at) == (True, at("2026-03-26T15:00"))


def test_it_cannot_be_met_by_hand_and_says_what_stops_it(partners_clock, cast, signed_in):
    with pytest.raises(Refused, match="the day on which the safeguarding partners became aware is recorded"):
        actions.meet_clock(
            partners_clock.chain, seen_version=partners_clock.position, done=on("2026-03-26"), evidence="x",
            by=cast.council_notifier,
        )  # fmt: skip
    page = signed_in(cast.lscp_unit).get(partners_clock.get_absolute_url()).content.decode()
    assert "Only the day on which the safeguarding partners became aware" in page
    assert reverse("deadlines:clock_done", args=[partners_clock.chain]) not in page


def test_clock_that_guards_safety_is_never_cancelled(given_case, cast, signed_in):
    start = Moment.of(at("2026-03-23T09:00"))
    clock = actions.start_clock(given_case, "immediate_safety", start=start, by=cast.lscp_unit)
    actions.expect_clocks(given_case, ["notify_panel"], by=cast.lscp_unit)
    cancelled = actions.cancel_clocks(given_case, reason="Merged", by=cast.lscp_unit)
    assert [row.rule_key for row in cancelled] == ["notify_panel"]
    with pytest.raises(Refused, match="stops only when the call to the front door is recorded"):
        actions.cancel(clock.chain, seen_version=clock.position, reason="x", by=cast.lscp_unit)
    assert Clock.all_records.get(chain=clock.chain, is_live=True).is_open


# An extension taken back


def test_extension_is_taken_back_with_its_reason(given_notify_clock, cast, live, signed_in):
    extended = actions.extend(
        given_notify_clock.chain, seen_version=given_notify_clock.position, number=3, unit="working_days",
        reason="Mistake", authority="The manager", by=cast.lscp_unit,
    )  # fmt: skip
    client = signed_in(cast.lscp_unit)
    url = reverse("deadlines:clock_extension_back", args=[extended.chain])
    assert url in client.get(extended.get_absolute_url()).content.decode()
    answer = client.post(url, {"seen_version": extended.position, "reason": "Nobody had agreed to it"})
    now = live(extended)
    assert (answer.status_code, now.entry, now.due_on, now.extensions, text_of(now.why)) == (
        302, Entry.EXTENSION_BACK, day("2026-04-02"), [], "Nobody had agreed to it",
    )  # fmt: skip
    assert extended.due_on == day("2026-04-09")
    assert url not in client.get(extended.get_absolute_url()).content.decode()
    with pytest.raises(Refused, match="no extension"):
        actions.take_back_extension(now.chain, seen_version=now.position, reason="x", by=cast.lscp_unit)
