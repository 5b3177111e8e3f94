"""Immediate safety actions: raised from the draft, told at once, done only with the recorded call."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from lscp.accounts import actions as accounts
from lscp.accounts.models import Membership
from lscp.accounts.roles import Role
from lscp.deadlines.compute import Moment
from lscp.deadlines.models import Clock
from lscp.deadlines.sweep import fire_due_rungs
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused
from lscp.messaging.models import OutboundMessage
from lscp.people.models import SealedValue
from lscp.tasks import queries
from lscp.tasks.actions import record_call
from lscp.tasks.models import SafetyAction
from notifications.actions.answers import save_page
from notifications.actions.drafts import abandon, start
from notifications.models import Exclusion
from notifications.queries import answers


@pytest.fixture
def draft(cast):
    return start(cast.here, cast.agencies["hospital"], by=cast.hospital_practitioner)


def say(draft, at_risk="yes", colleague="no"):
    seen = answers.load(draft).revision("first")
    save_page(
        draft.public_id, "first", "safety", typed={"at_risk_now": at_risk, "colleague_involved": colleague},
        seen_version=seen, by=draft.raised_by,
    )  # fmt: skip


def told(kind="safety_raised"):
    rows = OutboundMessage.objects.filter(kind=kind).select_related("recipient").order_by("recipient__email")
    return [row.recipient.email for row in rows]


def call(action, by, **kwargs):
    values = {
        "called": Moment.of(clock.now()),
        "called_whom": "Duty worker",
        "outcome": "Visit today",
        **kwargs,
    }
    return record_call(action.public_id, seen_version=action.version, by=by, **values)


def test_yes_in_the_draft_tells_the_lead_and_the_business_unit_at_once(draft):
    say(draft)
    assert told() == ["lead@hospital.example", "manager@lscp.example", "unit@lscp.example"]
    message = OutboundMessage.objects.first()
    assert (message.urgency, message.reference) == ("immediate", draft.case.reference)
    row = Clock.all_records.get(rule_key="immediate_safety", is_live=True)
    assert row.due_at - SafetyAction.all_records.get().raised_at == dt.timedelta(hours=4)


def test_no_raises_nothing(draft):
    say(draft, at_risk="no")
    assert SafetyAction.all_records.count() == 0
    assert told() == []


def test_yes_twice_raises_one_action(draft):
    say(draft)
    say(draft, at_risk="no")
    say(draft)
    assert SafetyAction.all_records.count() == 1
    assert len(told()) == 3


@pytest.mark.parametrize("colleague", ["yes", "unsure", ""])
def test_lead_hears_nothing_while_a_colleague_may_be_involved(draft, cast, colleague):
    say(draft, colleague=colleague)
    assert told() == ["manager@lscp.example", "unit@lscp.example"]
    assert list(SafetyAction.visible_to(cast.hospital_lead)) == []
    assert list(SafetyAction.visible_to(cast.lscp_unit)) == list(SafetyAction.all_records.all())
    assert Clock.all_records.get(rule_key="immediate_safety").holder in {cast.lscp_unit, cast.lscp_manager}


def test_lead_is_told_once_a_colleague_is_ruled_out(draft, cast):
    say(draft, colleague="")
    say(draft, colleague="no")
    assert told() == ["lead@hospital.example", "manager@lscp.example", "unit@lscp.example"]
    assert SafetyAction.visible_to(cast.hospital_lead).count() == 1


def test_only_those_concerned_see_it_and_they_do_not_see_the_draft(draft, cast):
    say(draft)
    seeing = [cast.hospital_practitioner, cast.hospital_lead, cast.lscp_unit, cast.lscp_manager]
    blind = [
        cast.police_lead, cast.police_rag, cast.school_practitioner, cast.elsewhere_unit, cast.superuser,
        cast.lscp_admin, cast.council_executive, cast.lscp_scrutineer,
    ]  # fmt: skip
    assert [SafetyAction.visible_to(p).count() for p in seeing] == [1] * len(seeing)
    assert [SafetyAction.visible_to(p).count() for p in blind] == [0] * len(blind)
    from notifications.models import Notification

    assert [Notification.visible_to(p).count() for p in seeing[1:]] == [0, 0, 0]


@pytest.mark.parametrize("who", ["hospital_practitioner", "hospital_lead", "lscp_unit"])
def test_whoever_is_shut_out_of_the_case_sees_and_hears_nothing(draft, cast, signed_in, who):
    person = getattr(cast, who)
    say(draft)
    action = SafetyAction.all_records.get()
    row = Clock.all_records.get(rule_key="immediate_safety", is_live=True)
    addresses = (action.get_absolute_url(), row.get_absolute_url())
    client = signed_in(person)
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    Exclusion.objects.create(notification=draft, user=person, reason="involved", made_by=cast.lscp_manager)
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    assert draft.case.reference not in client.get(reverse("tasks:safety_list")).content.decode()
    OutboundMessage.objects.all().delete()
    with time_machine.travel(clock.real_now() + dt.timedelta(hours=5)):
        fire_due_rungs()
        call(action, cast.lscp_manager)
    assert person.email not in OutboundMessage.objects.values_list("recipient__email", flat=True)
    assert "manager@lscp.example" in told("deadline_safety") + told("deadline_escalated")


def test_shut_out_person_is_not_told_of_an_action_raised_later(draft, cast):
    Exclusion.objects.create(
        notification=draft, user=cast.lscp_unit, reason="involved", made_by=cast.lscp_manager
    )
    say(draft, colleague="yes")
    assert told() == ["manager@lscp.example"]
    assert Clock.all_records.get(rule_key="immediate_safety").holder == cast.lscp_manager


def test_reminder_never_reaches_the_lead_who_may_be_involved_when_the_holder_has_left(draft, cast):
    say(draft, colleague="yes")
    holder = Clock.all_records.get(rule_key="immediate_safety").holder
    yesterday = clock.today() - dt.timedelta(days=1)
    Membership.objects.filter(user=holder).update(from_on=yesterday, until_on=yesterday)
    other = ({cast.lscp_unit, cast.lscp_manager} - {holder}).pop()
    with time_machine.travel(clock.real_now() + dt.timedelta(hours=2)):
        fire_due_rungs()
    assert told("deadline_safety") == [other.email]


def test_second_hospital_in_another_partnership_is_not_told(draft, cast):
    accounts.place_agency(cast.agencies["hospital"], cast.there, by=cast.system)
    far = cast.person("far_lead", "hospital", Role.SAFEGUARDING_LEAD, partnerships=(cast.there,))
    say(draft)
    assert far.email not in told()
    assert SafetyAction.visible_to(far).count() == 0


def test_putting_the_draft_aside_leaves_the_action_open(draft):
    say(draft)
    draft.refresh_from_db()
    abandon(draft.public_id, seen_version=draft.version, by=draft.raised_by)
    assert [one.is_open for one in queries.open_for_case(draft.case)] == [True]


def test_recorded_call_ends_it_and_is_sealed(draft, cast):
    say(draft)
    done = call(SafetyAction.all_records.get(), cast.hospital_lead)
    assert not done.is_open
    assert queries.call_of(done) == {"to": "Duty worker", "outcome": "Visit today"}
    assert all(b"Visit today" not in bytes(value.ciphertext) for value in SealedValue.objects.all())
    row = Clock.all_records.get(rule_key="immediate_safety", is_live=True)
    assert (row.is_open, row.met_at) == (False, done.called_at)
    assert told("safety_call_recorded") == ["manager@lscp.example", "unit@lscp.example"]


def test_call_cannot_be_recorded_twice_or_ahead_of_time(draft, cast):
    say(draft)
    action = SafetyAction.all_records.get()
    with pytest.raises(Refused):
        call(action, cast.lscp_unit, called=Moment.of(clock.now() + dt.timedelta(hours=1)))
    done = call(action, cast.lscp_unit)
    with pytest.raises(Refused):
        call(done, cast.lscp_unit)


def test_strangers_cannot_record_the_call(draft, cast):
    say(draft)
    action = SafetyAction.all_records.get()
    for stranger in (cast.police_lead, cast.elsewhere_unit):
        with pytest.raises(OutOfScope):
            call(action, stranger)
    with pytest.raises((OutOfScope, PermissionDenied)):
        call(action, cast.council_legal)
    assert action.is_open


def test_late_call_is_late_on_the_evidence(draft, cast):
    say(draft)
    with time_machine.travel(clock.real_now() + dt.timedelta(hours=5)):
        call(SafetyAction.all_records.get(), cast.lscp_unit)
        assert Clock.all_records.get(rule_key="immediate_safety", is_live=True).is_late


def test_pages_show_the_reference_and_nothing_of_the_draft(draft, cast, signed_in):
    save_page(
        draft.public_id, "incident", "what", typed={"what_happened": "Zebedee fell"}, seen_version=0,
        by=draft.raised_by,
    )  # fmt: skip
    say(draft)
    action = SafetyAction.all_records.get()
    client = signed_in(cast.hospital_lead)
    for url in (reverse("tasks:safety_list"), action.get_absolute_url()):
        text = client.get(url).content.decode()
        assert draft.case.reference in text
        assert "Zebedee" not in text
    clock_page = client.get(Clock.all_records.get(rule_key="immediate_safety").get_absolute_url())
    assert clock_page.status_code == 200
    assert client.get(reverse("notifications:form", args=[draft.public_id])).status_code == 404


def test_stranger_gets_404_and_an_empty_list(draft, cast, signed_in):
    say(draft)
    action = SafetyAction.all_records.get()
    client = signed_in(cast.police_lead)
    assert client.get(action.get_absolute_url()).status_code == 404
    assert client.get(reverse("tasks:record_call", args=[action.public_id])).status_code == 404
    assert draft.case.reference not in client.get(reverse("tasks:safety_list")).content.decode()


def test_call_is_recorded_on_its_page(draft, cast, signed_in):
    say(draft)
    action = SafetyAction.all_records.get()
    client = signed_in(cast.lscp_unit)
    now = clock.now().astimezone(clock.LONDON) - dt.timedelta(minutes=1)
    url = reverse("tasks:record_call", args=[action.public_id])
    data = {
        "seen_version": action.version, "called_day": now.day, "called_month": now.month,
        "called_year": now.year, "called_time": f"{now:%H:%M}", "called_whom": "Duty worker",
        "outcome": "A visit",
    }  # fmt: skip
    assert client.post(url, data).status_code == 302
    assert "A visit" in client.get(action.get_absolute_url()).content.decode()


def test_home_asks_whoever_must_make_the_call_until_it_is_recorded(draft, cast, signed_in):
    say(draft)
    action = SafetyAction.all_records.get()
    asked = ("hospital_practitioner", "hospital_lead", "lscp_unit")
    for name in (*asked, "school_practitioner", "elsewhere_unit", "lscp_admin"):
        page = signed_in(getattr(cast, name)).get("/").content.decode()
        assert (action.get_absolute_url() in page, name) == (name in asked, name)
    call(action, cast.hospital_practitioner)
    page = signed_in(cast.hospital_practitioner).get("/").content.decode()
    assert action.get_absolute_url() not in page
