"""A decision lost to an amendment before the receipt: flagged, told, and the receipt needs a reason."""

import pytest
from django.db import transaction

from lscp.audit.models import AuditEvent
from lscp.kernel import events
from notifications.events import NotificationAmended
from notifications.policies.judgement import NO_DECISION_STANDS
from tests.given_outcomes import (
    given_to_notify,
    record_receipt,
    submitted_form,
)
from tests.integration.notifications.receipts import clock_of, told


def amended(record, by):
    with transaction.atomic():
        submitted_form(record, by)
        events.publish(NotificationAmended(record.pk, 9, (), by.pk))


def test_lost_decision_is_flagged_on_case_pack_and_receipt(cast, signed_in):
    notification = given_to_notify(cast)
    submitted_form(notification, cast.hospital_practitioner, number=8)
    client = signed_in(cast.council_notifier)
    pages = ["", "national/pack/", "national/receipt/"]

    def flagged():
        texts = [client.get(notification.get_absolute_url() + page).content.decode() for page in pages]
        return [NO_DECISION_STANDS in text for text in texts]

    assert flagged() == [False, False, False]
    amended(notification, cast.hospital_practitioner)
    assert flagged() == [True, True, True]
    mine = signed_in(cast.hospital_practitioner).get(notification.get_absolute_url()).content.decode()
    assert NO_DECISION_STANDS not in mine


def test_lost_decision_is_what_the_case_page_says_next(cast, signed_in):
    notification = given_to_notify(cast)
    submitted_form(notification, cast.hospital_practitioner, number=8)
    amended(notification, cast.hospital_practitioner)
    page = signed_in(cast.lscp_unit).get(notification.get_absolute_url()).content.decode()
    assert "The local authority decides again, because the form was changed" in page
    outside = signed_in(cast.hospital_practitioner).get(notification.get_absolute_url()).content.decode()
    assert "decides again" not in outside


def test_lost_decision_is_told_to_executive_and_group(cast):
    notification = given_to_notify(cast)
    amended(notification, cast.hospital_practitioner)
    assert {"Council Executive", "Police Executive", "Icb Rag", "Police Rag"} <= set(
        told("decision_no_longer_stands")
    )
    assert not set(told("decision_no_longer_stands")) & set(told("decision_signature_void"))


def test_receipt_without_a_decision_needs_a_reason_and_stops_the_clock(cast, signed_in):
    notification = given_to_notify(cast)
    amended(notification, cast.hospital_practitioner)
    with pytest.raises(ValueError, match="No decision stands any more"):
        record_receipt(notification, cast.council_notifier)
    assert clock_of(notification, "notify_panel").is_open
    receipt = record_receipt(notification, cast.council_notifier, undecided_reason="The limit was today")
    assert (receipt.reason.open(), clock_of(notification, "notify_panel").is_open) == (
        "The limit was today", False,
    )  # fmt: skip
    entry = AuditEvent.objects.get(verb="notifications.receipt_recorded")
    assert entry.data["late"] == "in time, though no decision stood"
    page = signed_in(cast.lscp_unit).get(notification.get_absolute_url()).content.decode()
    assert "The limit was today" in page
