"""The demonstration's clock: moved by the Business Unit, read by everybody, never by sign-in."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.demo import actions, time_offset
from lscp.demo.models import ClockOffset
from lscp.demo.words import clock_sentence
from lscp.kernel import clock, requests
from lscp.kernel.access import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(cast, demo_mode):
    """Somebody of the Business Unit, in demo mode."""
    return cast.lscp_unit


def ahead():
    return clock.now() - clock.real_now()


def about(span):
    return pytest.approx(span.total_seconds(), abs=5)


def test_clock_moves_forward_and_back_and_is_recorded(unit):
    actions.move_clock(by=unit, days=2, hours=3)
    assert ahead().total_seconds() == about(dt.timedelta(days=2, hours=3))
    actions.move_clock(by=unit, hours=1)
    assert ahead().total_seconds() == about(dt.timedelta(days=2, hours=4))
    actions.return_to_real_time(by=unit)
    assert ahead().total_seconds() == about(dt.timedelta(0))
    moves = AuditEvent.objects.filter(verb="demo.clock_moved").order_by("position")
    assert [event.data["minutes_ahead"] for event in moves] == [3060, 3120, 0]


def test_moved_clock_is_seen_in_the_same_request_and_in_the_next(unit):
    with requests.opened():
        before = clock.now()
        actions.move_clock(by=unit, days=1)
        assert (clock.now() - before).total_seconds() == about(dt.timedelta(days=1))
    with requests.opened():
        assert ahead().total_seconds() == about(dt.timedelta(days=1))


def test_one_reading_serves_a_whole_request(unit, django_assert_num_queries):
    clock.now()
    with requests.opened(), django_assert_num_queries(1):
        clock.now()
        clock.today()
        clock.now()


@pytest.mark.parametrize(("days", "hours"), [(0, 0), (-1, 0), (0, -5), (400, 0)])
def test_no_time_backwards_and_too_far_are_refused(unit, days, hours):
    with pytest.raises(Refused):
        actions.move_clock(by=unit, days=days, hours=hours)
    assert not ClockOffset.objects.filter(ahead__gt=dt.timedelta(0)).exists()


def test_only_the_business_unit_moves_it_and_only_in_demo_mode(cast, demo_mode, settings):
    for person in (cast.police_rag, cast.lscp_admin, cast.superuser):
        with pytest.raises(PermissionDenied):
            actions.move_clock(by=person, days=1)
    settings.DEMO_MODE = False
    with pytest.raises(PermissionDenied):
        actions.move_clock(by=cast.lscp_unit, days=1)
    assert time_offset.current() == dt.timedelta(0)


def test_next_reminder_of_ones_own_partnership(unit, cast):
    from lscp.cases.actions import open_case
    from lscp.deadlines import actions as clocks
    from lscp.deadlines.compute import Moment
    from lscp.deadlines.enums import FactKind
    from lscp.deadlines.models import Rung

    with pytest.raises(Refused):
        actions.move_to_next_rung(by=unit)
    for place, by in ((cast.here, cast.lscp_unit), (cast.there, cast.elsewhere_unit)):
        case = open_case(place, by=by)
        clocks.record_fact(case, FactKind.LA_AWARE, moment=Moment(clock.today()), source="Call", by=by)
        clocks.expect_clocks(case, ["notify_panel"], by=by)
    here = Rung.objects.filter(fired_at=None, clock__partnership=cast.here).earliest("fire_at")
    Rung.objects.filter(clock__partnership=cast.there).update(fire_at=clock.now() + dt.timedelta(minutes=1))
    actions.move_to_next_rung(by=unit)
    assert dt.timedelta(0) < clock.now() - here.fire_at < dt.timedelta(seconds=10)


def test_two_people_move_at_once_and_both_count(unit, cast):
    actions.move_clock(by=unit, hours=1)
    actions.move_clock(by=cast.lscp_manager, hours=1)
    assert ClockOffset.objects.get().ahead == dt.timedelta(hours=2)


def test_page_moves_the_clock_and_the_banner_says_so(unit, signed_in):
    client = signed_in(unit)
    assert "Real time" in client.get(reverse("demo:clock")).content.decode()
    text = client.post(reverse("demo:clock"), {"step": "day"}, follow=True).content.decode()
    assert "The clock is now 1 day ahead." in text
    assert "The clock is 1 day ahead:" in text.split("app-demo-banner")[1].split("</p>")[0]
    client.post(reverse("demo:clock"), {"by_form": "1", "days": "1", "hours": "5"})
    assert ClockOffset.objects.get().ahead == dt.timedelta(days=2, hours=5)
    wrong = client.post(reverse("demo:clock"), {"by_form": "1", "days": "two"})
    assert "Days must be a whole number, like 4" in wrong.content.decode()
    empty = client.post(reverse("demo:clock"), {"by_form": "1"})
    assert "Enter days or hours, at least 1" in empty.content.decode()
    client.post(reverse("demo:clock"), {"step": "back"})
    assert ClockOffset.objects.get().ahead == dt.timedelta(0)


def test_page_is_the_business_units(demo_mode, cast, signed_in):
    assert signed_in(cast.police_rag).get(reverse("demo:clock")).status_code == 403
    assert signed_in(cast.police_rag).post(reverse("demo:clock"), {"step": "day"}).status_code == 403
    assert "Move the clock" not in signed_in(cast.police_rag).get("/").content.decode()


def test_session_and_lock_out_do_not_follow_the_clock(unit, cast, client):
    cast.school_lead.set_password("three plain words here")
    cast.school_lead.save()
    data = {"login": cast.school_lead.email, "password": "three plain words here"}
    client.post(reverse("account_login"), data)
    actions.move_clock(by=unit, days=3)
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (dt.timedelta(0), ""),
        (dt.timedelta(days=3), "The clock is 3 days ahead: "),
        (dt.timedelta(days=1, hours=2, minutes=5), "The clock is 1 day and 2 hours ahead: "),
        (dt.timedelta(minutes=40), "The clock is 40 minutes ahead: "),
    ],
)
def test_sentence_of_the_banner(span, words):
    assert clock_sentence(span).startswith(words)
    assert bool(clock_sentence(span)) == bool(words)
