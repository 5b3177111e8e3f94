"""The outbox: told once, in the change's transaction; sent at least once, whatever fails."""

import datetime as dt
import smtplib

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction

from lscp.accounts import actions as accounts
from lscp.kernel import clock
from lscp.messaging import delivery
from lscp.messaging.models import OutboundMessage, Status
from lscp.messaging.service import enqueue


def _statuses():
    return list(OutboundMessage.objects.order_by("id").values_list("status", "attempts"))


def test_message_is_told_once_for_each_key_and_person(cast, given_case, kinds):
    people = [cast.police_rag, cast.icb_rag, cast.police_rag]
    assert enqueue("test_urgent", to=people, dedupe_key="a", case=given_case) == 2
    enqueue("test_urgent", to=people, dedupe_key="a", case=given_case)
    enqueue("test_urgent", to=[cast.police_rag], dedupe_key="b", case=given_case)
    told = OutboundMessage.objects.order_by("dedupe_key", "recipient")
    assert [(m.dedupe_key, m.recipient_id) for m in told] == [
        ("a", cast.police_rag.pk), ("a", cast.icb_rag.pk), ("b", cast.police_rag.pk),
    ]  # fmt: skip


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_message_queued_at_once_by_many_is_told_once(cast, given_case, kinds, together):
    def queue():
        with transaction.atomic():
            enqueue("test_urgent", to=[cast.police_rag], dedupe_key="same", case=given_case)

    assert together(*[queue] * 6) == [None] * 6
    assert OutboundMessage.objects.filter(dedupe_key="same").count() == 1


@pytest.mark.django_db(transaction=True)
def test_message_of_a_change_that_fails_is_not_told(cast, given_case, kinds):
    with pytest.raises(RuntimeError, match="half way"), transaction.atomic():
        enqueue("test_urgent", to=[cast.police_rag], dedupe_key="a", case=given_case)
        raise RuntimeError("half way")
    assert OutboundMessage.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_queueing_outside_a_transaction_is_refused(cast, given_case, kinds):
    with pytest.raises(RuntimeError, match="transaction"):
        enqueue("test_urgent", to=[cast.police_rag], dedupe_key="a", case=given_case)


@pytest.mark.parametrize("value", ["a\nb", "x" * 201, ["list"], {"a": 1}, None, 1.5])
def test_value_that_may_be_narrative_is_refused(cast, given_case, kinds, value):
    with pytest.raises(ValueError, match="left of a message"):
        enqueue("test_reminder", to=[cast.police_rag], dedupe_key="a", case=given_case, title="x", left=value)


def test_unknown_kind_and_missing_value_are_refused(cast, given_case, kinds):
    with pytest.raises(LookupError):
        enqueue("nobody_registered_it", to=[cast.police_rag], dedupe_key="a", case=given_case)
    with pytest.raises(LookupError, match="needs left, title"):
        enqueue("test_reminder", to=[cast.police_rag], dedupe_key="a", case=given_case)


def test_mail_says_reference_link_marking_and_why_and_nobody(cast, given_case, kinds, remind, outbox, travel):
    message = remind(cast.police_rag, kind="test_urgent", path="/cases/x/").get()
    assert delivery.deliver_due() == 1
    (sent,) = outbox
    assert sent.to == [cast.police_rag.email]
    assert sent.subject == f"OFFICIAL-SENSITIVE: {given_case.reference}: now"
    assert sent.extra_headers == {"Message-ID": f"<{message.public_id}@127.0.0.1>"}
    assert sent.body == (
        f"OFFICIAL-SENSITIVE\n\nCase {given_case.reference} needs you.\n\n"
        "Open it here (you will be asked to sign in):\nhttp://127.0.0.1:8000/cases/x/\n\n"
        "Why you get this: You hold a role.\n\n"
        "Northtown Safeguarding Children Partnership\n"
        "If a child is at risk now, do not use this service or reply to this e-mail: telephone the Northtown "
        "front door on 01000 000001. In an emergency dial 999.\n\nOFFICIAL-SENSITIVE\n\n"
    )
    (html, kind) = sent.alternatives[0]
    assert kind == "text/html"
    assert html.count("OFFICIAL-SENSITIVE") == 2
    message.refresh_from_db()
    assert (message.status, message.attempts, message.lease_until) == (Status.SENT, 1, None)
    assert message.sent_at == clock.now()


def test_reminder_waits_for_the_end_of_quiet_hours_and_urgent_does_not(cast, remind, outbox, travel):
    travel.move_to("2026-04-08T19:00:00+00:00")  # 8pm in London
    remind(cast.police_rag)
    remind(cast.police_rag, kind="test_urgent")
    assert delivery.deliver_due() == 1
    assert [m.subject.endswith(": now") for m in outbox] == [True]
    travel.move_to("2026-04-09T06:29:00+00:00")
    assert delivery.deliver_due() == 0
    travel.move_to("2026-04-09T06:30:00+00:00")
    assert delivery.deliver_due() == 1
    assert delivery.deliver_due() == 0


def test_product_clock_decides_when_and_real_clock_how_long_a_lease_lasts(cast, remind, outbox, travel):
    message = remind(cast.police_rag, deliver_after=clock.now() + dt.timedelta(hours=3)).get()
    clock.set_offset_source(lambda: dt.timedelta(hours=4))
    try:
        OutboundMessage.objects.update(status=Status.SENDING, lease_until=clock.real_now() + delivery.LEASE)
        assert delivery.deliver_due() == 0, (
            "a lease in real time is not over because the product's clock moved"
        )
        OutboundMessage.objects.update(status=Status.QUEUED, lease_until=None)
        assert delivery.deliver_due() == 1
        message.refresh_from_db()
        assert message.sent_at == clock.now()
    finally:
        clock.set_offset_source(None)


class Refusing(EmailBackend):
    """A mail server that refuses some people."""

    refused: tuple[str, ...] = ()
    opening = None

    def open(self):
        if self.opening:
            raise self.opening
        return True

    def send_messages(self, messages):
        for message in messages:
            if message.to[0] in self.refused:
                raise smtplib.SMTPRecipientsRefused({message.to[0]: (550, b"no such person")})
        return super().send_messages(messages)


@pytest.fixture
def mail_server(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    monkeypatch.setattr(delivery, "get_connection", Refusing)
    monkeypatch.setattr(Refusing, "refused", ())
    monkeypatch.setattr(Refusing, "opening", None)
    return Refusing


def test_one_refused_address_does_not_stop_the_others(cast, remind, outbox, travel, mail_server):
    mail_server.refused = (cast.police_rag.email,)
    remind(cast.police_rag, cast.icb_rag, cast.council_rag, kind="test_urgent")
    assert delivery.deliver_due() == 2
    assert sorted(m.to[0] for m in outbox) == sorted([cast.icb_rag.email, cast.council_rag.email])
    refused = OutboundMessage.objects.get(recipient=cast.police_rag)
    assert (refused.status, refused.attempts, refused.last_error) == (
        Status.QUEUED, 1, "SMTPRecipientsRefused",
    )  # fmt: skip
    assert refused.lease_until == clock.real_now() + delivery.FIRST_PAUSE


def test_attempts_wait_longer_each_time_and_end(cast, remind, travel, mail_server):
    mail_server.refused = (cast.police_rag.email,)
    message = remind(cast.police_rag, kind="test_urgent").get()
    pauses = []
    for _ in range(delivery.MOST_ATTEMPTS):
        assert delivery.deliver_due() == 0
        message.refresh_from_db()
        if message.lease_until:
            pauses.append(int((message.lease_until - clock.real_now()).total_seconds() // 60))
            travel.move_to(message.lease_until)
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 64, 64]
    assert (message.status, message.attempts, message.lease_until) == (Status.FAILED, 10, None)
    travel.shift(dt.timedelta(days=3))
    mail_server.refused = ()
    assert delivery.deliver_due() == 0, "what was given up is sent again only when somebody asks"


def test_mail_server_that_is_down_puts_every_message_back(cast, remind, outbox, travel, mail_server):
    mail_server.opening = ConnectionRefusedError()
    remind(cast.police_rag, cast.icb_rag, kind="test_urgent")
    assert delivery.deliver_due() == 0
    assert _statuses() == [(Status.QUEUED, 0)] * 2
    mail_server.opening = None
    assert delivery.deliver_due() == 0
    travel.shift(dt.timedelta(minutes=1))
    assert delivery.deliver_due() == 2


def test_mail_server_that_is_down_for_days_costs_no_message(cast, remind, outbox, travel, mail_server):
    mail_server.opening = ConnectionRefusedError()
    remind(cast.police_rag, kind="test_urgent")
    for _ in range(3 * delivery.MOST_ATTEMPTS):
        assert delivery.deliver_due() == 0
        travel.shift(dt.timedelta(hours=2))
    mail_server.opening = None
    assert delivery.deliver_due() == 1
    assert [message.to for message in outbox] == [[cast.police_rag.email]]


def test_message_that_cannot_be_made_does_not_stop_the_others(cast, remind, outbox, travel, kinds):
    broken = remind(cast.police_rag, kind="test_urgent").get()
    remind(cast.icb_rag, kind="test_urgent")
    OutboundMessage.objects.filter(pk=broken.pk).update(kind="no_longer_registered")
    assert delivery.deliver_due() == 1
    broken.refresh_from_db()
    assert (broken.status, broken.last_error) == (Status.QUEUED, "LookupError")


def test_person_whose_account_is_closed_gets_nothing(cast, remind, outbox, travel):
    message = remind(cast.police_rag, kind="test_urgent").get()
    accounts.change_person(cast.police_rag, by=cast.system, is_active=False)
    assert delivery.deliver_due() == 0
    message.refresh_from_db()
    assert (message.status, message.last_error) == (Status.FAILED, "account closed")
    assert outbox == []


def test_message_whose_worker_died_is_sent_again_with_the_same_id(cast, remind, outbox, travel, monkeypatch):
    message = remind(cast.police_rag, kind="test_urgent").get()

    class Killed(BaseException):
        """What a kill is to the code: nothing after it runs."""

    letter = delivery.EmailMultiAlternatives
    original = letter.send

    def send_and_die(self, fail_silently=False):
        original(self, fail_silently)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(letter, "send", send_and_die)
        with pytest.raises(Killed):
            delivery.deliver_due()
    message.refresh_from_db()
    assert message.status == Status.SENDING
    assert delivery.deliver_due() == 0, "the lease still holds"
    travel.shift(delivery.LEASE)
    assert delivery.deliver_due() == 1
    identifiers = [sent.extra_headers["Message-ID"] for sent in outbox]
    assert identifiers == [f"<{message.public_id}@127.0.0.1>"] * 2


def test_worker_that_lost_its_lease_sends_no_more(cast, remind, outbox, travel):
    remind(cast.police_rag, kind="test_urgent")
    (slow,) = delivery._claim_batch()
    travel.shift(delivery.LEASE)
    assert delivery.deliver_due() == 1
    assert delivery._send_batch([slow]) == 0
    assert len(outbox) == 1
    assert _statuses() == [(Status.SENT, 2)]


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_parallel_workers_send_each_message_once(cast, given_case, kinds, together, outbox):
    people = [cast.police_rag, cast.icb_rag, cast.council_rag, cast.lscp_unit]
    with transaction.atomic():
        for number in range(20):
            enqueue("test_urgent", to=people, dedupe_key=f"n{number}", case=given_case)
    results = together(*[delivery.deliver_due] * 4)
    assert sum(results) == 80
    identifiers = [sent.extra_headers["Message-ID"] for sent in outbox]
    assert len(identifiers) == len(set(identifiers)) == 80
    assert set(_statuses()) == {(Status.SENT, 1)}


@pytest.mark.django_db(transaction=True)
def test_many_messages_of_one_change_wake_a_worker_once(cast, given_case, kinds, monkeypatch):
    from lscp.messaging import tasks

    woken = []
    monkeypatch.setattr(tasks, "kick_delivery", lambda: woken.append(1))
    with transaction.atomic():
        for number in range(5):
            enqueue("test_urgent", to=[cast.police_rag], dedupe_key=f"n{number}", case=given_case)
        assert woken == []
    assert woken == [1]


def test_claiming_takes_the_same_queries_for_one_message_and_for_many(
    cast, remind, django_assert_num_queries, travel
):
    from django.contrib.contenttypes.models import ContentType

    ContentType.objects.get_for_model(OutboundMessage)
    for people in ([cast.police_rag], [cast.police_rag, cast.icb_rag, cast.council_rag]):
        remind(*people, kind="test_urgent")
        with django_assert_num_queries(4):  # savepoint, claim, mark, release
            delivery._claim_batch()
