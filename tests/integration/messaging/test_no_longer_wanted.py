"""A message that waits is not sent to somebody who may no longer know of its case; nobody else's reference leaks."""

import pytest
from django.db import transaction
from django.urls import reverse

from lscp.accounts.models import Membership
from lscp.kernel import clock
from lscp.messaging import actions, delivery, queries
from lscp.messaging.models import OutboundMessage, Status
from lscp.messaging.service import enqueue
from notifications.models import Exclusion
from tests.given import given_submitted


@pytest.fixture
def told(cast, kinds):
    """Queue a reminder about a case that was sent in; each call tells of something else."""
    record = given_submitted(cast)
    keys = iter(range(99))

    def queue(*people, kind="test_reminder"):
        key = f"waiting:{next(keys)}"
        with transaction.atomic():
            enqueue(kind, to=people, dedupe_key=key, case=record.case, title="Rule", left="1 day left")
        return OutboundMessage.objects.get(dedupe_key=key)

    queue.record = record
    OutboundMessage.objects.all().delete()
    return queue


def shut_out(record, person, cast):
    Exclusion.objects.create(notification=record, user=person, reason="involved", made_by=cast.lscp_manager)


def leave(person):
    Membership.objects.filter(user=person).update(ended_at=clock.now(), ended_by=person)


@pytest.mark.parametrize("ends", ["shut_out", "leave"])
def test_waiting_message_is_dropped_and_is_no_failure(travel, cast, told, outbox, signed_in, ends):
    message, other = told(cast.police_rag), told(cast.icb_rag)
    shut_out(told.record, cast.police_rag, cast) if ends == "shut_out" else leave(cast.police_rag)
    assert delivery.deliver_due() == 1
    assert [sent.to for sent in outbox] == [[cast.icb_rag.email]]
    message.refresh_from_db()
    assert (message.status, message.lease_until) == (Status.DROPPED, None)
    assert delivery.deliver_due() == 0
    assert queries.undelivered(cast.lscp_unit).count() == 0
    page = signed_in(cast.lscp_unit).get(reverse("messaging:undelivered")).content.decode()
    assert "No longer wanted" in page
    assert "Police Rag" in page
    assert "Try again" not in page
    assert other.recipient == cast.icb_rag


def test_digest_leaves_without_the_lines_its_reader_may_not_know(travel, cast, told, remind, outbox):
    actions.choose_reminders(digest=True, by=cast.police_rag)
    kept, gone = remind(cast.police_rag).get(), told(cast.police_rag)
    shut_out(told.record, cast.police_rag, cast)
    travel.move_to("2026-04-09T07:00:00+00:00")
    assert delivery.deliver_due() == 1
    assert outbox[-1].subject.endswith(": 1")
    assert kept.reference in outbox[-1].body
    assert gone.reference not in outbox[-1].body
    gone.refresh_from_db()
    assert (gone.status, gone.digest) == (Status.DROPPED, None)


def test_digest_with_nothing_left_is_not_sent(travel, cast, told, outbox):
    actions.choose_reminders(digest=True, by=cast.police_rag)
    told(cast.police_rag)
    shut_out(told.record, cast.police_rag, cast)
    travel.move_to("2026-04-09T07:00:00+00:00")
    assert delivery.deliver_due() == 0
    assert outbox == []


def test_officer_who_is_shut_out_reads_no_reference_and_sends_nothing_again(travel, cast, told, signed_in):
    message = told(cast.police_rag)
    OutboundMessage.objects.filter(pk=message.pk).update(status=Status.FAILED)
    address = reverse("messaging:undelivered")
    assert message.reference in signed_in(cast.lscp_unit).get(address).content.decode()
    shut_out(told.record, cast.lscp_unit, cast)
    client = signed_in(cast.lscp_unit)
    assert message.reference not in client.get(address).content.decode()
    assert queries.undelivered(cast.lscp_unit).count() == 0
    assert client.post(reverse("messaging:retry", args=[message.public_id])).status_code == 404
    assert message.reference in signed_in(cast.lscp_manager).get(address).content.decode()


def test_own_messages_about_a_case_are_gone_once_shut_out(travel, cast, told, signed_in):
    message = told(cast.police_rag)
    client, address = signed_in(cast.police_rag), reverse("messaging:mine")
    assert message.reference in client.get(address).content.decode()
    shut_out(told.record, cast.police_rag, cast)
    assert message.reference not in client.get(address).content.decode()
