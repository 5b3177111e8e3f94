"""Beside the decision: legal advice in its compartment, comments, and the register of what was considered."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from lscp.audit import compartments
from lscp.audit.models import AuditEvent
from lscp.kernel.access import Refused
from lscp.messaging.models import OutboundMessage
from notifications.actions import advice, consideration
from notifications.models import LegalNote
from notifications.policies import judgement as policies
from tests import given
from tests.integration.notifications.judging import page, steady, text, verdicts

SECRET = "Zebrington Quill was seen on Tuesday"


def test_legal_advice_is_known_to_its_readers_alone(cast, viewed, signed_in):
    def others():
        return {
            (who, name): steady(text(page(signed_in, getattr(cast, who), name, viewed)))
            for who in ("lscp_unit", "lscp_scrutineer", "council_notifier")
            for name in ("views", "decision", "case")
        }

    before, messages = others(), OutboundMessage.objects.count()
    client = signed_in(cast.council_legal)
    client.post(reverse("notifications:legal_advice", args=[viewed.public_id]), {"text": SECRET})
    assert LegalNote.all_records.get().content.open() == {"text": SECRET}
    found = {
        who: page(signed_in, getattr(cast, who), "legal_advice", viewed).status_code
        for who in ("council_legal", "council_director", "police_rag", "lscp_unit", "lscp_manager",
                    "lscp_scrutineer", "council_notifier", "hospital_practitioner", "superuser")
    }  # fmt: skip
    assert found == {
        "council_legal": 200, "council_director": 200, "police_rag": 200, "lscp_unit": 404,
        "lscp_manager": 404,
        "lscp_scrutineer": 404, "council_notifier": 404, "hospital_practitioner": 404, "superuser": 404,
    }  # fmt: skip
    assert SECRET in text(page(signed_in, cast.police_rag, "legal_advice", viewed))
    after = others()
    assert [key for key in before if before[key] != after[key]] == []
    assert OutboundMessage.objects.count() == messages
    entries = AuditEvent.objects.filter(verb__startswith="notifications.legal")
    assert {e.compartment for e in entries} == {f"legal:{viewed.public_id}"}
    readers = [compartments.may_read(p, f"legal:{viewed.public_id}") for p in
               (cast.council_legal, cast.police_rag, cast.lscp_unit, cast.superuser)]  # fmt: skip
    assert readers == [True, True, False, False]


def test_only_a_legal_adviser_adds_advice_and_not_with_a_conflict(cast, viewed):
    for person in (cast.police_rag, cast.council_director):
        with pytest.raises(PermissionDenied):
            advice.add_legal_note(viewed.public_id, text="x", by=person)
    consideration.declare_conflict(viewed.public_id, reason="x", by=cast.council_legal)
    with pytest.raises(Refused):
        advice.add_legal_note(viewed.public_id, text="x", by=cast.council_legal)
    assert not policies.reads_advice(cast.council_legal, viewed)


def test_scrutineer_and_chair_comment_at_any_stage_and_nobody_else(cast, group, signed_in):
    record = given.given_submitted(cast)
    people = (cast.lscp_scrutineer, cast.council_rag, cast.police_rag, cast.lscp_unit, cast.council_director)
    assert verdicts(policies.can_comment, record, *people) == ["", "", "role", "role", "role"]
    signed_in(cast.lscp_scrutineer).post(
        reverse("notifications:comment", args=[record.public_id]), {"text": SECRET}
    )
    body = text(page(signed_in, cast.police_rag, "decision", record))
    assert SECRET in body
    assert "Lscp Scrutineer, Independent scrutineer" in body
    assert verdicts(policies.can_give_view, record, cast.lscp_scrutineer) == ["role"]


def test_register_of_what_was_considered(cast, group, signed_in):
    yes = given.given_decided(cast)
    no = given.given_decided(cast, "local_learning", ("not_met", "not_met", "not_met"))
    given.given_under_consideration(cast)

    def listed(user, query=""):
        client = signed_in(user)
        answer = client.get(reverse("notifications:considered") + query)
        return (
            [row[0].text for row in answer.context["rows"]]
            if answer.status_code == 200
            else answer.status_code
        )

    both = [no.case.reference, yes.case.reference]
    readers = (cast.lscp_unit, cast.police_rag, cast.icb_executive, cast.lscp_scrutineer)
    assert [listed(p) for p in readers] == [
        both, both, both, both,
    ]  # fmt: skip
    assert listed(cast.lscp_unit, "?outcome=notified") == [yes.case.reference]
    assert listed(cast.lscp_unit, "?outcome=not_notified") == [no.case.reference]
    assert listed(cast.elsewhere_rag) == []
    outsiders = (cast.hospital_practitioner, cast.council_scrutiny, cast.superuser, cast.lscp_admin)
    assert [listed(p) for p in outsiders] == [403] * 4
