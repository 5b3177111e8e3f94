"""What cannot be done to a clock by hand: the policy that guards the action is the one that shows the button."""

import pytest
from django.urls import reverse

from lscp.deadlines import actions, policies
from lscp.deadlines.compute import Moment
from lscp.kernel.access import Refused
from tests.integration.deadlines.conftest import at, on

pytestmark = pytest.mark.django_db
STEPS = ("done", "extend", "pause", "cancel")
EVERY = {
    "done": policies.can_meet, "extend": policies.can_extend, "pause": policies.can_pause,
    "cancel": policies.can_cancel,
}  # fmt: skip


@pytest.fixture
def safety(given_case, cast):
    start = Moment.of(at("2026-03-23T09:00"))
    return actions.start_clock(given_case, "immediate_safety", start=start, by=cast.lscp_unit)


@pytest.fixture
def receipt(given_notify_clock):
    """Met only by the receipt of the national notification."""
    return given_notify_clock


@pytest.fixture
def review(given_case, cast):
    """A clock of a local rule that is recorded by hand."""
    return actions.start_clock(given_case, "information_review", start=on("2026-03-23"), by=cast.lscp_unit)


def offered(client, clock):
    page = client.get(clock.get_absolute_url()).content.decode()
    return [name for name in STEPS if reverse(f"deadlines:clock_{name}", args=[clock.chain]) in page]


@pytest.mark.parametrize(
    ("name", "allowed"),
    [("safety", []), ("receipt", ["extend"]), ("review", ["done", "extend", "pause", "cancel"])],
)
def test_buttons_and_guards_say_the_same(name, allowed, request, cast, signed_in):
    clock = request.getfixturevalue(name)
    assert [step for step in STEPS if EVERY[step](cast.lscp_unit, clock)] == allowed
    assert offered(signed_in(cast.lscp_unit), clock) == allowed


@pytest.mark.parametrize("how", ["extend", "pause", "cancel", "meet"])
def test_clock_that_guards_safety_ends_with_the_call_and_nothing_else(safety, cast, live, how):
    seen = {"seen_version": safety.position, "by": cast.lscp_unit}
    attempts = {
        "extend": lambda: actions.extend(
            safety.chain, number=1, unit="hours", reason="x", authority="y", **seen
        ),
        "pause": lambda: actions.pause(safety.chain, reason="x", authority="y", **seen),
        "cancel": lambda: actions.cancel(safety.chain, reason="x", **seen),
        "meet": lambda: actions.meet_clock(safety.chain, done=on("2026-03-23"), evidence="x", **seen),
    }
    with pytest.raises(Refused) as refusal:
        attempts[how]()
    assert refusal.value.verdict.message == {
        "extend": "This clock guards a child's safety, so nobody can give it more time",
        "pause": "This clock guards a child's safety, so it is never paused",
        "cancel": "This clock stops only when the call to the front door is recorded on the case",
        "meet": "This clock stops only when the call to the front door is recorded on the case",
    }[how]  # fmt: skip
    assert live(safety).position == safety.position


def test_clock_that_a_receipt_stops_is_not_cancelled_by_hand(receipt, cast, live, signed_in):
    address = reverse("deadlines:clock_cancel", args=[receipt.chain])
    answer = signed_in(cast.lscp_unit).post(address, {"seen_version": receipt.position, "reason": "x"})
    assert answer.status_code == 409
    assert "This clock stops only when" in answer.content.decode()
    assert live(receipt).is_open
    (ended,) = actions.cancel_clocks(receipt.case, ["notify_panel"], reason="Transferred", by=cast.lscp_unit)
    assert not ended.is_open
