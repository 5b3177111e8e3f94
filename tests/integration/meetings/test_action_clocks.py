"""Each action of a meeting has its own clock: reminders, lateness and its place in its owner's work."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.deadlines.models import Clock
from lscp.deadlines.sweep import fire_due_rungs
from lscp.deadlines.worklists import next_clocks_of, work_list
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused
from lscp.meetings import actions
from lscp.meetings.models import Meeting
from lscp.messaging import broker
from lscp.messaging.models import OutboundMessage
from lscp.people.typed import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _broker_answers(monkeypatch):
    monkeypatch.setattr(broker, "ping", lambda: True)


def give(cast, held, *, days=10, owner=None):
    return actions.give_action(
        held.public_id, seen_version=Meeting.all_records.get(pk=held.pk).version, what="Send the chronology",
        owner=owner or cast.school_lead, agency=cast.agencies["school"],
        due_on=clock.today() + dt.timedelta(days=days), by=cast.lscp_unit,
    )  # fmt: skip


@pytest.fixture
def given_action(cast, held):
    return give(cast, held)


def row_of(action):
    return Clock.all_records.get(rule_key="meeting_action", subject=str(action.public_id), is_live=True)


def told(kind):
    return sorted(OutboundMessage.objects.filter(kind=kind).values_list("recipient__email", flat=True))


def finish(action, by):
    return actions.finish_action(action.public_id, seen_version=action.version, outcome="Sent", by=by)


def withdraw(action, by):
    return actions.withdraw_action(
        action.public_id, seen_version=action.version, reason="The school sent it already", by=by
    )


def test_action_starts_a_clock_that_ends_on_its_day(given_action, cast):
    row = row_of(given_action)
    assert (row.entry, row.due_on, row.holder, row.agency) == (
        "started", given_action.due_on, cast.school_lead, cast.agencies["school"],
    )  # fmt: skip
    assert (row.length, row.unit, row.rule.kind) == (10, "calendar_days", "local")


def test_action_due_today_is_not_overdue_and_is_tomorrow(cast, held, later):
    row = row_of(give(cast, held, days=0))
    assert (row.due_on, row.is_open) == (clock.today(), True)
    assert not row.is_late
    with later(days=1):
        assert row_of_late(row)


def row_of_late(row):
    return Clock.all_records.get(pk=row.pk).due_at < clock.now()


def test_owner_who_sees_no_case_is_reminded_and_nobody_else_until_it_is_late(given_action, cast, later):
    OutboundMessage.objects.all().delete()
    with later(days=9, hours=12):
        fire_due_rungs()
        assert told("deadline_reminder") == ["lead@school.example"]
    with later(days=12):
        fire_due_rungs()
        assert told("deadline_overdue") == ["lead@school.example"]
        assert told("deadline_escalated") == ["manager@lscp.example", "unit@lscp.example"]
    message = OutboundMessage.objects.filter(kind="deadline_reminder").get()
    assert "chronology" not in str(message.context)


def test_owner_finds_it_in_their_work_and_gets_from_the_clock_to_the_action(given_action, cast, signed_in):
    row = row_of(given_action)
    assert list(work_list(cast.school_lead)) == [row]
    client = signed_in(cast.school_lead)
    home = client.get("/").content.decode()
    assert "Your actions from meetings" in home
    assert given_action.get_absolute_url() in home
    page = client.get(row.get_absolute_url())
    assert page.status_code == 200
    assert f'href="{given_action.get_absolute_url()}"' in page.content.decode()
    assert client.get(reverse("deadlines:mine")).content.decode().count(row.get_absolute_url()) == 1
    case_clocks = reverse("deadlines:case_clocks", args=[given_action.case.public_id])
    assert case_clocks not in home + client.get(reverse("deadlines:mine")).content.decode()
    assert client.get(case_clocks).status_code == 404


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("lscp_unit", True), ("police_rag", True), ("school_lead", True), ("hospital_practitioner", False),
        ("hospital_lead", False), ("school_practitioner", False), ("elsewhere_unit", False), ("lscp_admin", False),
    ],
)  # fmt: skip
def test_only_who_sees_the_action_sees_its_clock_and_its_entries(given_action, cast, signed_in, who, sees):
    person, row = getattr(cast, who), row_of(given_action)
    assert Clock.visible_to(person).filter(pk=row.pk).exists() is sees
    assert signed_in(person).get(row.get_absolute_url()).status_code == (200 if sees else 404)
    assert given_action.case_id not in next_clocks_of([given_action.case_id])
    entry = AuditEvent.objects.get(verb="deadlines.clock_started", subject_id=str(row.public_id))
    assert entry.compartment == f"casework:{given_action.case.public_id}"


def test_done_meets_the_clock_and_ends_reminders(given_action, cast, later):
    finish(given_action, cast.school_lead)
    row = row_of(given_action)
    assert (row.entry, row.is_open, row.met_recorded_by) == ("met", False, cast.school_lead)
    OutboundMessage.objects.all().delete()
    with later(days=12):
        fire_due_rungs()
    assert told("deadline_overdue") == []
    assert list(work_list(cast.school_lead)) == []


def test_done_late_asks_for_the_reason(given_action, cast, later):
    with later(days=14):
        finish(given_action, cast.lscp_unit)
        assert list(work_list(cast.school_lead)) == [row_of(given_action)]
    assert row_of(given_action).is_late


def test_withdrawn_action_ends_its_own_clock_alone_and_tells_its_owner(given_action, cast, held, signed_in):
    other = give(cast, held, days=5)
    withdraw(given_action, cast.police_rag)
    row = row_of(given_action)
    assert (row.entry, text_of(row.why), row.is_open) == ("cancelled", "The action was withdrawn", False)
    assert row_of(other).is_open
    assert told("meeting_action_withdrawn") == ["lead@school.example"]
    page = signed_in(cast.school_lead).get(given_action.get_absolute_url()).content.decode()
    assert "The school sent it already" in page
    assert "Withdrawn" in page
    home = signed_in(cast.school_lead).get("/meeting-actions/").content.decode()
    assert home.count(held.case.reference) == 1


def test_withdrawing_is_for_the_business_unit_and_the_chair_and_once(given_action, cast, signed_in):
    for who, refusal in (
        ("school_lead", PermissionDenied), ("council_rag", PermissionDenied), ("elsewhere_unit", OutOfScope),
    ):  # fmt: skip
        with pytest.raises(refusal):
            withdraw(given_action, getattr(cast, who))
    url = reverse("meetings:withdraw_action", args=[given_action.public_id])
    client = signed_in(cast.lscp_unit)
    assert "Write why it is no longer wanted" in client.post(url, {"seen_version": 1}).content.decode()
    assert client.post(url, {"seen_version": 1, "reason": "Sent already"}).status_code == 302
    given_action.refresh_from_db()
    assert given_action.withdrawn_because.open() == "Sent already"
    for step in (finish, withdraw):
        with pytest.raises(Refused, match="withdrawn"):
            step(given_action, cast.lscp_unit)
    verbs = AuditEvent.objects.filter(verb="meetings.action_withdrawn")
    assert verbs.get().compartment == f"casework:{given_action.case.public_id}"


def test_case_that_is_merged_leaves_actions_and_their_clocks_to_be_done(given_action, cast, submitted):
    from notifications.actions.closing import end_clocks

    end_clocks(submitted, "Another area took the incident over", by=cast.lscp_unit)
    assert row_of(given_action).is_open
