"""Reminders together once a day, for those who asked; urgent messages never wait for it."""

import datetime as dt

import pytest

from lscp.kernel import clock
from lscp.messaging import actions, delivery, queries
from lscp.messaging.models import OutboundMessage, Status


@pytest.fixture
def digest_reader(cast):
    actions.choose_reminders(digest=True, by=cast.police_rag)
    return cast.police_rag


def test_reminders_of_a_day_leave_in_one_message_at_the_digest_time(
    cast, digest_reader, remind, outbox, travel
):
    first, second = remind(digest_reader).get(), remind(digest_reader).get()
    remind(cast.icb_rag)
    assert delivery.deliver_due() == 1
    assert [sent.to for sent in outbox] == [[cast.icb_rag.email]]
    travel.move_to("2026-04-09T06:59:00+00:00")
    assert delivery.deliver_due() == 0
    travel.move_to("2026-04-09T07:00:00+00:00")  # 8am in London
    assert delivery.deliver_due() == 1
    sent = outbox[-1]
    assert sent.to == [digest_reader.email]
    assert sent.subject == "OFFICIAL-SENSITIVE: Your reminders of today: 2"
    lines = [line for line in sent.body.splitlines() if line.startswith("- ")]
    assert lines == [
        f"- Rule 1 on {first.reference}: 1 working day left.",
        f"- Rule 2 on {first.reference}: 1 working day left.",
    ]
    for message in (first, second):
        message.refresh_from_db()
        assert message.status == Status.DIGESTED
        assert message.digest.status == Status.SENT
    assert delivery.deliver_due() == 0


def test_urgent_message_to_a_digest_reader_leaves_at_once(digest_reader, remind, outbox, travel):
    remind(digest_reader, kind="test_urgent")
    assert delivery.deliver_due() == 1


def test_digest_that_could_not_be_made_up_in_time_is_made_later_once(digest_reader, remind, outbox, travel):
    remind(digest_reader)
    travel.shift(dt.timedelta(days=5))
    remind(digest_reader)
    assert delivery.deliver_due() == 1, "the one of five days ago; today's waits for tomorrow"
    assert outbox[-1].subject.endswith(": 1")
    travel.shift(dt.timedelta(days=1))
    assert delivery.deliver_due() == 1
    assert OutboundMessage.objects.filter(status=Status.DIGESTED).count() == 2


def test_reminders_of_two_partnerships_are_not_mixed(cast, kinds, travel, outbox):
    from lscp.cases.actions import open_case
    from lscp.messaging.service import enqueue

    reader = cast.police_rag
    actions.choose_reminders(digest=True, by=reader)
    for number, partnership in enumerate([cast.here, cast.there]):
        case = open_case(partnership, by=cast.system)
        enqueue("test_reminder", to=[reader], dedupe_key=f"k{number}", case=case, title="x", left="y")
    travel.shift(dt.timedelta(days=1))
    assert delivery.deliver_due() == 2
    assert sorted("NOR-" in sent.body for sent in outbox) == [False, True]
    assert sorted("SOU-" in sent.body for sent in outbox) == [False, True]


def test_reader_who_stops_the_digest_gets_what_waits_one_by_one(digest_reader, remind, outbox, travel):
    remind(digest_reader)
    remind(digest_reader)
    assert delivery.deliver_due() == 0
    actions.choose_reminders(digest=False, by=digest_reader)
    assert delivery.deliver_due() == 2


def test_reminder_left_by_a_worker_that_died_before_the_digest_was_chosen_is_sent(
    digest_reader, remind, outbox, travel
):
    remind(digest_reader)
    OutboundMessage.objects.update(status=Status.SENDING, lease_until=clock.real_now())
    assert delivery.deliver_due() == 1


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_parallel_workers_make_one_digest(cast, kinds, together, outbox):
    from django.db import transaction

    from lscp.cases.actions import open_case
    from lscp.messaging.service import enqueue

    case = open_case(cast.here, by=cast.lscp_unit)
    actions.choose_reminders(digest=True, by=cast.police_rag)
    with transaction.atomic():
        for number in range(10):
            enqueue(
                "test_reminder", to=[cast.police_rag], dedupe_key=f"{number}", case=case, title="x", left="y"
            )
    OutboundMessage.objects.update(deliver_after=clock.now() - dt.timedelta(days=4))
    results = together(*[delivery.deliver_due] * 4)
    assert sum(results) == 1
    assert len(outbox) == 1
    assert OutboundMessage.objects.filter(status=Status.DIGESTED).count() == 10


def test_waiting_for_the_digest_is_not_being_late(cast, digest_reader, remind, travel):
    remind(digest_reader)
    travel.shift(dt.timedelta(hours=1))
    assert queries.oldest_late() is None
    late = remind(cast.icb_rag).get()
    travel.shift(dt.timedelta(minutes=16))
    assert queries.oldest_late() == late
