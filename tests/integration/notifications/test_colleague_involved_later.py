"""The author says later that a colleague may be involved: the lead who was asked or told loses sight at once."""

import pytest
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.deadlines.models import Clock
from lscp.tasks.models import SafetyAction
from notifications.actions.agreement import ask_lead
from notifications.models import Notification
from tests.sent_forms import filled_draft, fresh, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(cast):
    found = filled_draft(cast, at_risk_now="yes")
    ask_lead(found.public_id, lead=cast.hospital_lead, by=found.raised_by)
    return fresh(found)


def say(draft, involved):
    save(draft, "first", "safety", {"colleague_involved": involved, "at_risk_now": "yes"})


@pytest.mark.parametrize("involved", ["yes", "unsure"])
def test_lead_no_longer_reads_the_draft_nor_the_safety_action(draft, cast, signed_in, involved):
    client = signed_in(cast.hospital_lead)
    action = SafetyAction.all_records.get(case=draft.case)
    pages = [reverse("notifications:lead_view", args=[draft.public_id]), action.get_absolute_url()]
    assert [client.get(page).status_code for page in pages] == [200, 200]
    say(draft, involved)
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert list(Notification.visible_to(cast.hospital_lead)) == []
    assert list(SafetyAction.visible_to(cast.lscp_unit)) == [action]
    clock = Clock.all_records.get(case=draft.case, rule_key="immediate_safety", is_live=True)
    assert clock.holder in {cast.lscp_unit, cast.lscp_manager}
    ended = AuditEvent.objects.get(verb="notifications.asking_ended")
    assert ended.reason == "a colleague may be involved"


def test_answer_that_stays_no_leaves_the_request_as_it_is(draft, cast):
    save(draft, "first", "safety", {"colleague_involved": "no", "at_risk_now": "no"})
    assert list(Notification.visible_to(cast.hospital_lead)) == [draft]
    assert not AuditEvent.objects.filter(verb="notifications.asking_ended").exists()
