"""Sending a notification: frozen, copied, granted, timed, told and recorded in one transaction."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from lscp.accounts.models import User
from lscp.audit.models import AuditEvent
from lscp.deadlines.models import Clock, Fact
from lscp.kernel.access import OutOfScope, Refused, Stale
from lscp.messaging.models import OutboundMessage
from lscp.people.typed import text_of
from notifications.actions.agreement import revision_of
from notifications.actions.drafts import start
from notifications.actions.submission import submit
from notifications.models import Notification, NotificationVersion
from tests import filled_form
from tests.sent_forms import filled_draft, fresh, save
from tests.sent_forms import submitted as given_submitted

pytestmark = pytest.mark.django_db

RECEIVERS = {
    "police_rag",
    "council_rag",
    "icb_rag",
    "police_only_here",
    "council_notifier",
    "council_director",
    "council_legal",
    "lscp_manager",
    "lscp_unit",
    "lscp_scrutineer",
}


def told(kind):
    return set(OutboundMessage.objects.filter(kind=kind).values_list("recipient__email", flat=True))


def emails(cast, names):
    return {getattr(cast, name).email for name in names}


def send(draft, by=None, seen=None):
    return submit(
        draft.public_id, seen_revision=revision_of(draft) if seen is None else seen, by=by or draft.raised_by
    )


def test_submission_copies_freezes_times_and_records(cast):
    made = given_submitted(cast)
    assert (
        made.status,
        made.route,
        made.kinds,
        made.abuse,
        made.harm,
        made.place,
        made.voice,
        made.children_count,
    ) == (
        "submitted",
        "agency",
        ["serious_incident"],
        "suspected",
        "seriously_harmed",
        "in_area",
        "recorded",
        1,
    )
    version = NotificationVersion.all_records.get()
    assert (version.number, version.content.is_frozen, version.form_edition) == (1, True, made.form_edition)
    assert version.content.open()["sections"]["incident"]["injuries"] == "Burns to both hands"
    facts = [(fact.kind, text_of(fact.source)) for fact in Fact.objects.filter(case=made.case)]
    assert facts == [("agency_aware", "The notification form")]
    clocks = Clock.all_records.filter(case=made.case, is_live=True).order_by("rule_key")
    assert [(c.rule_key, c.is_open, c.is_provisional) for c in clocks] == [
        ("notify_panel", True, True),
        ("notify_partners", True, True),
    ]
    assert AuditEvent.objects.get(verb="notifications.submitted").data == {
        "restricted": False,
        "agency": "Hospital",
        "status": ["draft", "submitted"],
    }


def test_everybody_who_receives_submissions_is_told_at_once_and_nobody_else(cast):
    made = given_submitted(cast)
    assert told("notification_submitted") == emails(cast, RECEIVERS)
    assert told("notification_received") == {cast.hospital_practitioner.email}
    message = OutboundMessage.objects.filter(kind="notification_submitted").first()
    assert (message.urgency, message.reference, message.context) == ("immediate", made.case.reference, {})


def test_receivers_see_it_and_outsiders_still_do_not(cast):
    made = given_submitted(cast)
    for name in RECEIVERS:
        assert list(Notification.visible_to(getattr(cast, name))) == [made], name
    outsiders = [
        cast.hospital_lead,
        cast.school_practitioner,
        cast.police_practitioner,
        cast.elsewhere_unit,
        cast.elsewhere_rag,
        cast.police_left,
        cast.police_only_there,
        cast.lscp_admin,
        cast.superuser,
        cast.lscp_audits,
        cast.police_executive,
    ]
    assert [list(Notification.visible_to(person)) for person in outsiders] == [[]] * len(outsiders)


def test_incomplete_form_is_refused_and_stays_a_draft(cast):
    draft = filled_draft(cast)
    save(
        draft,
        "voice",
        "voice",
        {"voice": "not_yet", "voice_words": "", "voice_life": "", "voice_source": "", "voice_not_why": ""},
    )
    with pytest.raises(Refused) as refusal:
        send(draft)
    assert (refusal.value.verdict.code, fresh(draft).status) == ("incomplete", "draft")
    assert NotificationVersion.all_records.count() == OutboundMessage.objects.count() == 0


def test_voice_not_yet_obtained_with_its_reason_is_enough_and_stays_visible(cast, signed_in):
    draft = filled_draft(
        cast, voice="not_yet", voice_words="", voice_life="", voice_source="", voice_not_why="She sleeps"
    )
    send(draft)
    text = signed_in(cast.lscp_unit).get(draft.get_absolute_url()).content.decode()
    assert "The voice of the child has not been obtained yet." in text
    assert "She sleeps" in text


def test_stranger_and_colleague_cannot_send_it(cast):
    draft = filled_draft(cast)
    for person in (cast.school_practitioner, cast.lscp_unit, cast.hospital_lead):
        with pytest.raises(OutOfScope):
            send(draft, by=person)


def test_form_that_changed_since_the_page_was_opened_is_not_sent(cast):
    draft = filled_draft(cast)
    seen = revision_of(draft)
    save(draft, "actions", "done", {"actions_taken": "Something else"})
    with pytest.raises(Stale):
        send(draft, seen=seen)


def test_second_submission_is_refused_and_changes_nothing(cast):
    made = given_submitted(cast)
    messages = OutboundMessage.objects.count()
    with pytest.raises(Refused):
        send(made)
    assert (NotificationVersion.all_records.count(), OutboundMessage.objects.count()) == (1, messages)


def test_pressing_twice_shows_the_first_confirmation(cast, signed_in):
    draft = filled_draft(cast)
    client = signed_in(cast.hospital_practitioner)
    data = {"seen_revision": revision_of(draft), "is_right": "on"}
    address = reverse("notifications:submit", args=[draft.public_id])
    answers = [client.post(address, data) for _ in range(2)]
    sent = reverse("notifications:submitted", args=[draft.public_id])
    assert [(a.status_code, a.url) for a in answers] == [(302, sent)] * 2
    page = client.get(sent).content.decode()
    assert draft.case.reference in page
    assert "this date may move" in page
    assert OutboundMessage.objects.filter(kind="notification_received").count() == 1


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_two_submissions_at_the_same_moment_make_one(cast, together):
    draft = filled_draft(cast)
    seen, by = revision_of(draft), draft.raised_by
    results = together(*[lambda: submit(draft.public_id, seen_revision=seen, by=by)] * 2)
    assert sorted(type(one).__name__ for one in results) == ["Notification", "Refused"]
    assert NotificationVersion.all_records.count() == 1
    assert AuditEvent.objects.filter(verb="notifications.submitted").count() == 1


def test_death_that_was_sudden_starts_its_clocks(cast):
    from lscp.kernel import clock
    from tests.sent_forms import day

    made = given_submitted(
        cast,
        child_died="yes",
        death_at={**day(clock.today()), "time": "00:01"},
        sudden="in_doubt",
        harm="died",
    )
    running = Clock.all_records.filter(case=made.case, is_live=True, is_open=True).values_list(
        "rule_key", flat=True
    )
    assert {"child_death_notification", "sudic_home_visit", "sudic_meeting", "notify_panel"} <= set(running)


def test_below_threshold_notification_brings_no_national_clock(cast):
    made = given_submitted(cast, kinds=["learning"], harm="neither", abuse="no", categories=[])
    assert Clock.all_records.filter(case=made.case).count() == 0


def asked_while(work):
    """The statements that a piece of work asked the database, transaction marks left out."""
    with CaptureQueriesContext(connection) as found:
        work()
    return [one["sql"] for one in found.captured_queries if "SAVEPOINT" not in one["sql"]]


def test_submission_takes_at_most_25_queries(cast):
    given_submitted(cast)
    draft = fresh(filled_draft(cast, name=("Ignatius", "Marrowbone")))
    seen, author = revision_of(draft), User.objects.get(pk=draft.raised_by_id)
    asked = asked_while(lambda: send(draft, by=author, seen=seen))
    assert len(asked) == 24, "\n".join(sql[:160] for sql in asked)


def test_whole_family_agencies_and_two_dates_take_at_most_25_queries(cast):
    given_submitted(cast)
    agencies = [str(cast.agencies[name].public_id) for name in ("police", "school")]
    draft = filled_form.fill(
        start(cast.here, cast.agencies["hospital"], by=cast.hospital_practitioner),
        agencies_known={"agencies_known": agencies, "agencies_other": ""},
    )
    seen, author = revision_of(draft), User.objects.get(pk=draft.raised_by_id)
    asked = asked_while(lambda: send(draft, by=author, seen=seen))
    made = fresh(draft)
    assert sorted(Fact.objects.filter(case=made.case).values_list("kind", flat=True)) == [
        "agency_aware",
        "la_aware",
    ]
    document = NotificationVersion.all_records.get(notification=made).content.open()
    assert (len(document["people"]), len(document["relationships"]), sorted(document["labels"].values())) == (
        2,
        1,
        ["Police", "School"],
    )
    assert len(asked) == 25, "\n".join(sql[:160] for sql in asked)


def test_copy_is_for_the_entitled_and_is_on_the_record(cast, signed_in):
    made = given_submitted(cast)
    address = reverse("notifications:copy_pdf", args=[made.public_id])
    answer = signed_in(cast.hospital_practitioner).get(address)
    assert (
        answer.headers["Content-Disposition"]
        == f'attachment; filename="{made.case.reference}-notification.pdf"'
    )
    import io

    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "Burns to both hands" in text
    assert "OFFICIAL-SENSITIVE" in text
    assert "Nobody in the agency was asked" in text
    assert AuditEvent.objects.filter(verb="notifications.copy_downloaded").count() == 1
    for person in (cast.school_practitioner, cast.elsewhere_unit, cast.superuser, cast.hospital_lead):
        assert signed_in(person).get(address).status_code == 404


def test_every_page_of_it_is_404_for_strangers_and_open_to_the_unit(cast, signed_in):
    made = given_submitted(cast)
    names = [
        "case",
        "versions",
        "files",
        "assign",
        "return",
        "acknowledge",
        "consider",
        "duplicates",
        "submitted",
    ]
    addresses = [reverse(f"notifications:{name}", args=[made.public_id]) for name in names]
    addresses.append(reverse("notifications:version", args=[made.public_id, 1]))
    for person in (
        cast.school_practitioner,
        cast.hospital_lead,
        cast.elsewhere_unit,
        cast.superuser,
        cast.lscp_admin,
    ):
        client = signed_in(person)
        assert [client.get(address).status_code for address in addresses] == [404] * len(addresses)
    client = signed_in(cast.lscp_unit)
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_submission_succeeds_while_redis_is_down_and_a_banner_says_messages_wait(cast, signed_in, settings):
    from lscp.celery import app
    from lscp.messaging import broker

    draft = filled_draft(cast)
    before = app.conf.broker_url
    settings.CELERY_BROKER_URL = app.conf.broker_url = app.conf.broker_write_url = "redis://127.0.0.1:9/0"
    _forget_connections(app)
    broker.forget()
    try:
        client = signed_in(cast.hospital_practitioner)
        data = {"seen_revision": revision_of(draft), "is_right": "on"}
        answer = client.post(reverse("notifications:submit", args=[draft.public_id]), data, follow=True)
    finally:
        app.conf.broker_url = app.conf.broker_write_url = before
        _forget_connections(app)
        broker.forget()
    assert (answer.status_code, fresh(draft).status) == (200, "submitted")
    assert told("notification_submitted") == emails(cast, RECEIVERS)
    assert "Messages are waiting" in answer.content.decode()


def _forget_connections(app):
    import kombu.pools

    kombu.pools.reset()
    app._pool = None
    app.amqp._producer_pool = None
