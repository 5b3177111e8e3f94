"""The receipt that alone stops the clock."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from lscp.deadlines.compute import Moment
from lscp.deadlines.models import Clock, Fact
from lscp.documents.models import Attachment
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused, Stale
from lscp.messaging.models import OutboundMessage
from lscp.people.typed import text_of
from notifications.actions import national
from notifications.models import BoardInformed, NationalReceipt
from tests.given import fresh, given_decided
from tests.given_outcomes import (
    copy_of_receipt,
    given_aware,
    given_notified,
    given_to_notify,
    record_receipt,
)
from tests.integration.notifications.receipts import clock_of, told


def correct(notification, by, **kwargs):
    given = {
        "seen_version": fresh(notification).version, "reference": "SIN-4712", "sent_by": "Council Notifier",
        "sent": Moment.of(clock.now() - dt.timedelta(hours=3)), "reason": "The reference was misread",
    }  # fmt: skip
    return national.correct_receipt(notification.public_id, by=by, **{**given, **kwargs})


def test_clock_runs_until_the_receipt_and_stops_at_the_time_on_it(cast):
    notification = given_to_notify(cast)
    assert clock_of(notification, "notify_panel").is_open
    sent = clock.now() - dt.timedelta(hours=5)
    receipt = record_receipt(notification, cast.council_notifier, sent=Moment.of(sent))
    row = clock_of(notification, "notify_panel")
    assert (row.is_open, row.met_at, text_of(row.met_evidence), row.met_recorded_by) == (
        False, sent, "National reference SIN-4711", cast.council_notifier,
    )  # fmt: skip
    assert row.met_recorded_at >= receipt.recorded_at > sent
    fact = Fact.objects.get(case=notification.case, kind="notification_sent", is_live=True)
    assert (fact.at, text_of(fact.source)) == (sent, "National reference SIN-4711")
    assert fresh(notification).status == "notified"
    assert clock_of(notification, "rapid_review_to_panel") is not None


def test_receipt_tells_the_group_the_unit_the_scrutineer_the_executive_and_the_referrer(cast):
    notification = given_to_notify(cast)
    record_receipt(notification, cast.council_notifier)
    people = told("receipt_recorded")
    wanted = {"Police Rag", "Icb Rag", "Council Rag", "Lscp Unit", "Lscp Scrutineer", "Police Executive"}
    assert wanted <= set(people)
    assert {"Hospital Practitioner", "Council Notifier", "Elsewhere Rag", "Police Left"} & set(
        people
    ) == set()
    news = OutboundMessage.objects.filter(kind="referrer_news", recipient=cast.hospital_practitioner)
    message = news.get(dedupe_key__endswith=f":{fresh(notification).version}")
    assert message.path == f"/notifications/{notification.public_id}/progress/"
    assert "SIN-4711" not in str(list(OutboundMessage.objects.values("context", "path")))


def test_receipt_without_a_copy_or_from_the_future_is_refused(cast):
    notification = given_to_notify(cast)
    with pytest.raises(ValueError, match="Attach a copy"):
        record_receipt(notification, cast.council_notifier, upload=None)
    with pytest.raises(ValueError, match="must be in the past"):
        later = Moment.of(clock.now() + dt.timedelta(minutes=5))
        record_receipt(notification, cast.council_notifier, sent=later)
    assert clock_of(notification, "notify_panel").is_open
    assert not NationalReceipt.all_records.exists()


def test_confirmation_alone_will_do_where_no_reference_was_given(cast):
    notification = given_to_notify(cast)
    receipt = record_receipt(notification, cast.council_notifier, reference="")
    assert receipt.confirmation == Attachment.all_records.get(purpose="receipt")
    assert text_of(clock_of(notification, "notify_panel").met_evidence) == "Confirmation attached"


def test_disguised_copy_is_refused_and_nothing_is_recorded(cast):
    notification = given_to_notify(cast)
    with pytest.raises(ValueError, match="is not what its name says"):
        bad = copy_of_receipt("receipt.pdf", b"MZ not a pdf at all")
        record_receipt(notification, cast.council_notifier, upload=bad)
    assert (fresh(notification).status, Attachment.all_records.count()) == ("to_notify", 0)


def test_late_receipt_needs_the_reason_and_says_so(cast):
    notification = given_to_notify(cast, days_ago=40)
    with pytest.raises(ValueError, match="Write why it is late"):
        record_receipt(notification, cast.council_notifier)
    receipt = record_receipt(notification, cast.council_notifier, late_reason="The system was down")
    row = clock_of(notification, "notify_panel")
    assert (receipt.was_late, row.is_late, text_of(row.late_reason)) == (True, True, "The system was down")


def test_receipt_sent_in_time_but_typed_late_is_in_time(cast):
    notification = given_to_notify(cast, days_ago=40)
    sent = Moment(clock.today() - dt.timedelta(days=39))
    receipt = record_receipt(
        notification, cast.council_notifier, sent=sent, early_reason="It was decided by telephone"
    )
    assert (receipt.was_late, clock_of(notification, "notify_panel").is_late) == (False, False)


@pytest.mark.parametrize(
    ("days", "before"),
    [(1, "the local authority decided"), (3, "the local authority became aware")],
    ids=["decision", "awareness"],
)
def test_receipt_from_before_decision_or_awareness_is_asked_about(cast, signed_in, days, before):
    notification = given_to_notify(cast)
    day = clock.today() - dt.timedelta(days=days)
    client = signed_in(cast.council_notifier)
    address = reverse("notifications:receipt", args=[notification.public_id])

    def send(**more):
        typed = {
            "seen_version": notification.version, "has_reference": "yes", "reference": "SIN-4711",
            "sent_day": day.day, "sent_month": day.month, "sent_year": day.year, "sent_time": "10:30",
            "sent_by": "Council Notifier",
            "upload": copy_of_receipt(), **more,
        }  # fmt: skip
        return client.post(address, typed)

    page = send()
    words = page.content.decode()
    assert page.status_code == 200
    assert "The receipt is from before " in words
    assert f"{before} (" in words
    assert 'href="#id_early_reason"' in words
    assert "SIN-4711" in words
    assert clock_of(notification, "notify_panel").is_open
    assert not NationalReceipt.all_records.exists()
    assert send(early_reason="It was agreed by telephone").status_code == 302
    kept = NationalReceipt.all_records.get()
    assert kept.sent_on == day
    assert kept.reason.open().startswith("Sent before ")
    assert kept.reason.open().endswith(", because: It was agreed by telephone")
    assert (
        "because: It was agreed by telephone" in client.get(notification.get_absolute_url()).content.decode()
    )


def test_receipt_of_the_day_of_the_decision_is_not_early(cast):
    notification = given_to_notify(cast, days_ago=0)
    receipt = record_receipt(notification, cast.council_notifier, sent=Moment(clock.today()))
    assert receipt.reason is None


def test_correction_to_before_the_decision_is_asked_about_too(cast):
    notification = given_notified(cast)
    early = Moment(clock.today() - dt.timedelta(days=1))
    with pytest.raises(national.Unexplained, match="The receipt is from before the local authority decided"):
        correct(notification, cast.lscp_unit, sent=early)
    second = correct(notification, cast.lscp_unit, sent=early, early_reason="Misread")
    assert second.reason.open().startswith(
        "The reference was misread. Sent before the local authority decided"
    )


def test_correction_is_a_new_row_with_a_reason_and_moves_the_clock(cast):
    notification = given_notified(cast)
    first = NationalReceipt.all_records.get()
    second = correct(notification, cast.lscp_unit)
    first.refresh_from_db()
    assert (first.is_live, first.reference, second.supersedes, second.is_live) == (
        False, "SIN-4711", first, True,
    )  # fmt: skip
    assert second.reason.open() == "The reference was misread"
    assert second.confirmation == first.confirmation
    row = clock_of(notification, "notify_panel")
    assert (row.entry, row.met_at) == ("met_corrected", second.sent_at)
    assert (
        Fact.objects.get(case=notification.case, kind="notification_sent", is_live=True).at == second.sent_at
    )


@pytest.mark.parametrize("who", ["police_rag", "police_executive", "lscp_scrutineer", "council_legal"])
def test_people_inside_who_do_not_notify_cannot_record_a_receipt(cast, who):
    notification = given_to_notify(cast)
    with pytest.raises(PermissionDenied):
        record_receipt(notification, getattr(cast, who))


@pytest.mark.parametrize(
    "who",
    ["hospital_lead", "school_practitioner", "elsewhere_notifier", "lscp_admin", "superuser", "police_left"],
)
def test_outsiders_do_not_learn_that_there_is_a_notification(cast, who, signed_in):
    notification = given_to_notify(cast)
    with pytest.raises(OutOfScope):
        record_receipt(notification, getattr(cast, who))
    client = signed_in(getattr(cast, who))
    for page in ("pack/", "pack.pdf", "receipt/", "receipt/correct/"):
        assert client.get(f"/notifications/{notification.public_id}/national/{page}").status_code == 404
    assert client.get(f"/notifications/{notification.public_id}/boards/").status_code == 404


def test_referrer_sees_neither_pack_nor_receipt(cast, signed_in):
    notification = given_to_notify(cast)
    client = signed_in(cast.hospital_practitioner)
    for page in ("pack/", "pack.pdf", "receipt/"):
        assert client.get(f"/notifications/{notification.public_id}/national/{page}").status_code == 403


def test_receipt_of_what_is_not_to_be_notified_is_refused(cast):
    closed = given_decided(cast, "local_learning", ("not_met",) * 3)
    with pytest.raises(Refused) as refusal:
        record_receipt(closed, cast.council_notifier)
    assert refusal.value.verdict.code == "state"


def test_second_receipt_and_stale_page_are_refused(cast):
    notification = given_to_notify(cast)
    seen = notification.version
    record_receipt(notification, cast.council_notifier)
    with pytest.raises(Stale):
        record_receipt(notification, cast.lscp_unit, seen_version=seen)
    with pytest.raises(Refused):
        record_receipt(notification, cast.lscp_unit)
    assert NationalReceipt.all_records.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_receipts_at_once_make_one(cast, together):
    notification = given_to_notify(cast)
    seen = notification.version

    def attempt(person):
        return lambda: record_receipt(notification, person, seen_version=seen)

    results = together(attempt(cast.council_notifier), attempt(cast.lscp_unit))
    assert sorted(type(one).__name__ for one in results) == ["NationalReceipt", "Stale"]
    assert NationalReceipt.all_records.count() == 1


def test_death_that_is_told_has_its_own_receipt_and_no_rapid_review(cast):
    notification = given_decided(cast, "tell", ("tell",) * 3)
    given_aware(notification, cast.council_notifier)
    record_receipt(notification, cast.council_notifier)
    row = clock_of(notification, "notify_lac_death")
    assert (fresh(notification).status, row.is_open, text_of(row.met_evidence)) == (
        "told", False, "National reference SIN-4711",
    )  # fmt: skip
    assert not Clock.all_records.filter(case=notification.case, rule_key="rapid_review_to_panel").exists()
    assert not Fact.objects.filter(case=notification.case, kind="notification_sent").exists()


def test_receipt_is_never_altered_or_deleted(cast):
    given_notified(cast)
    for attempt in (
        lambda: NationalReceipt.all_records.update(reference="SIN-1"),
        lambda: NationalReceipt.all_records.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert NationalReceipt.all_records.get().reference == "SIN-4711"


def test_receipt_page_keeps_what_was_typed_and_then_records(cast, signed_in):
    notification = given_to_notify(cast)
    client = signed_in(cast.council_notifier)
    url = f"/notifications/{notification.public_id}/national/receipt/"
    sent = (clock.now() - dt.timedelta(days=1)).astimezone(clock.LONDON)
    data = {
        "seen_version": notification.version, "has_reference": "yes", "reference": "SIN-99",
        "sent_day": sent.day, "sent_month": sent.month, "sent_year": sent.year, "sent_time": "10:30",
        "sent_by": "A. Notifier", "late_reason": "", "early_reason": "Agreed by telephone",
    }  # fmt: skip
    refused = client.post(url, data)
    assert (refused.status_code, "Attach a copy" in refused.content.decode()) == (200, True)
    assert 'value="SIN-99"' in refused.content.decode()
    assert client.post(url, {**data, "upload": copy_of_receipt()}).status_code == 302
    receipt = NationalReceipt.all_records.get()
    assert (receipt.reference, text_of(receipt.sent_by), receipt.recorded_by) == (
        "SIN-99", "A. Notifier", cast.council_notifier,
    )  # fmt: skip


def test_board_informed_keeps_day_and_way(cast):
    notification = given_to_notify(cast)

    def record(**kwargs):
        given = {"board": "adults", "informed_on": clock.today(), "how": "E-mail", "seen_version": None}
        return national.record_board(notification.public_id, by=cast.lscp_unit, **{**given, **kwargs})

    with pytest.raises(ValueError, match="today or in the past"):
        record(informed_on=clock.today() + dt.timedelta(days=1))
    with pytest.raises(ValueError, match="name of the board"):
        record(board="other")
    record()
    row = BoardInformed.all_records.get()
    assert (str(row), row.informed_on, text_of(row.how)) == (
        "The safeguarding adults board",
        clock.today(),
        "E-mail",
    )
