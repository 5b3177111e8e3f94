"""Pages of messages: each person's own, what did not arrive, preferences, quiet hours, notices."""

import datetime as dt

import pytest
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused
from lscp.messaging import actions, broker, delivery, quiet
from lscp.messaging.models import OutboundMessage, QuietHours, Status


@pytest.fixture(autouse=True)
def _broker_answers(monkeypatch):
    monkeypatch.setattr(broker, "ping", lambda: True)


@pytest.fixture
def given_up(cast, remind):
    """A message of each partnership that was given up."""
    message = remind(cast.police_rag, kind="test_urgent", path="/cases/x/").get()
    OutboundMessage.objects.filter(pk=message.pk).update(
        status=Status.FAILED, attempts=10, last_error="SMTPRecipientsRefused"
    )
    message.refresh_from_db()
    return message


def test_my_messages_shows_mine_and_nobody_elses(cast, remind, signed_in):
    mine = remind(cast.police_rag, kind="test_urgent", path="/cases/mine/").get()
    remind(cast.icb_rag, kind="test_urgent", path="/cases/theirs/")
    page = signed_in(cast.police_rag).get(reverse("messaging:mine")).content.decode()
    assert f"{mine.reference}: now" in page
    assert 'href="/cases/mine/"' in page
    assert "/cases/theirs/" not in page
    assert "Showing 1 to 1 of 1 messages" in page
    assert "did not arrive" not in page


def test_my_messages_takes_the_same_queries_for_one_and_for_many(
    cast, remind, signed_in, django_assert_max_num_queries
):
    client = signed_in(cast.police_rag)
    client.get(reverse("messaging:mine"))
    for _ in range(30):
        remind(cast.police_rag, kind="test_urgent")
    with django_assert_max_num_queries(10):
        client.get(reverse("messaging:mine"))


def test_undelivered_page_is_for_the_business_unit_of_the_partnership(cast, given_up, signed_in):
    address = reverse("messaging:undelivered")
    page = signed_in(cast.lscp_unit).get(address).content.decode()
    assert f"{given_up.reference}: now" in page
    assert "The mail server refused this person’s address" in page.replace("&#x27;", "’")
    assert "Tried" in page
    assert "10 times" in page
    elsewhere = signed_in(cast.elsewhere_unit).get(address)
    assert elsewhere.status_code == 200
    assert given_up.reference not in elsewhere.content.decode()
    for other in (cast.police_rag, cast.lscp_admin, cast.superuser):
        assert signed_in(other).get(address).status_code == 403


def test_trying_again_sends_and_is_recorded(cast, given_up, signed_in, outbox):
    response = signed_in(cast.lscp_unit).post(
        reverse("messaging:retry", args=[given_up.public_id]), follow=True
    )
    assert "will be sent again now" in response.content.decode()
    assert delivery.deliver_due() == 1
    given_up.refresh_from_db()
    assert (given_up.status, given_up.attempts) == (Status.SENT, 1)
    entry = AuditEvent.objects.get(verb="messaging.message_retried")
    assert (entry.actor_id, entry.subject_id, entry.data) == (
        str(cast.lscp_unit.public_id), str(given_up.public_id), {"kind": "test_urgent"},
    )  # fmt: skip


def test_trying_again_is_refused_to_others_and_when_nothing_waits(cast, given_up):
    for other in (cast.elsewhere_unit, cast.police_rag, cast.superuser):
        with pytest.raises(OutOfScope):
            actions.retry_message(given_up.public_id, by=other)
    actions.retry_message(given_up.public_id, by=cast.lscp_unit)
    with pytest.raises(Refused, match="not waiting for you"):
        actions.retry_message(given_up.public_id, by=cast.lscp_unit)
    OutboundMessage.objects.update(status=Status.FAILED)
    type(cast.police_rag).objects.filter(pk=cast.police_rag.pk).update(is_active=False)
    with pytest.raises(Refused, match="closed"):
        actions.retry_message(given_up.public_id, by=cast.lscp_unit)


def test_message_whose_kind_no_longer_exists_is_still_listed(cast, given_up, signed_in):
    OutboundMessage.objects.update(kind="gone")
    page = signed_in(cast.lscp_unit).get(reverse("messaging:undelivered")).content.decode()
    assert f"{given_up.reference} message" in page
    assert (
        f"{given_up.reference} message"
        in signed_in(cast.police_rag).get(reverse("messaging:mine")).content.decode()
    )


def test_preference_is_kept_shown_and_recorded(cast, signed_in):
    client = signed_in(cast.police_rag)
    address = reverse("messaging:reminders")
    assert 'value="each"' in client.get(address).content.decode()
    assert "Select how you want to get reminders" in client.post(address, {}).content.decode()
    assert client.post(address, {"how": "digest"}).status_code == 302
    assert cast.police_rag.message_preference.digest
    entry = AuditEvent.objects.get(verb="messaging.preference_changed")
    assert entry.data == {"how": "once a day in one message"}


def test_quiet_hours_are_set_by_the_manager_and_hold(cast, signed_in):
    address = reverse("messaging:quiet_hours", args=[cast.here.slug])
    client = signed_in(cast.lscp_manager)
    assert (
        'value="7pm"' in client.get(address).content.decode()
        or 'value="7:00pm"' in client.get(address).content.decode()
    )
    typed = {"begins": "8pm", "ends": "6:30am", "digest_at": "7am", "weekends_quiet": "no"}
    assert client.post(address, typed).status_code == 302
    hours = quiet.hours_of(cast.here)
    assert (hours.begins, hours.ends, hours.digest_at, hours.weekends_quiet) == (
        dt.time(20), dt.time(6, 30), dt.time(7), False,
    )  # fmt: skip
    assert AuditEvent.objects.get(verb="messaging.quiet_hours_changed").data["begins"] == "20:00"
    assert quiet.hours_of(cast.there).pk is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"begins": "late"}, "Quiet from must have a time like 7:30am or 19:00"),
        ({"digest_at": "5am"}, "The daily message must leave outside the quiet hours."),
        ({"weekends_quiet": ""}, "Select yes if reminders wait over Saturday and Sunday"),
    ],
)
def test_quiet_hours_that_make_no_sense_are_refused_and_nothing_typed_is_lost(
    cast, signed_in, typed, sentence
):
    address = reverse("messaging:quiet_hours", args=[cast.here.slug])
    full = {"begins": "8pm", "ends": "6:30am", "digest_at": "7am", "weekends_quiet": "no", **typed}
    page = signed_in(cast.lscp_manager).post(address, full).content.decode()
    assert sentence in page
    assert 'value="6:30am"' in page
    assert not QuietHours.objects.exists()


def test_quiet_hours_of_another_partnership_do_not_exist_for_others(cast, signed_in):
    address = reverse("messaging:quiet_hours", args=[cast.here.slug])
    for other in (cast.lscp_unit, cast.elsewhere_unit, cast.lscp_admin, cast.superuser):
        assert signed_in(other).get(address).status_code == 404
    assert (
        signed_in(cast.lscp_manager).get(reverse("messaging:quiet_hours", args=["nowhere"])).status_code
        == 404
    )


def test_late_messages_are_said_to_the_business_unit_only(cast, remind, signed_in):
    message = remind(cast.police_rag, kind="test_urgent").get()
    page = reverse("messaging:mine")
    assert "messages are late" not in signed_in(cast.lscp_unit).get(page).content.decode()
    OutboundMessage.objects.filter(pk=message.pk).update(deliver_after=clock.now() - dt.timedelta(minutes=16))
    assert "messages are late" in signed_in(cast.lscp_unit).get(page).content.decode()
    assert "messages are late" not in signed_in(cast.police_rag).get(page).content.decode()


def test_everybody_is_told_when_the_broker_cannot_be_reached(cast, signed_in, monkeypatch):
    client = signed_in(cast.police_rag)
    assert "Nothing is lost" not in client.get(reverse("messaging:mine")).content.decode()
    broker.note_failure()
    assert "Nothing is lost" in client.get(reverse("messaging:mine")).content.decode()
