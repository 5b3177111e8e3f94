"""The home page of whoever notifies says which receipts are still to be recorded."""

import pytest

from notifications.actions import consideration
from notifications.queries.judgement_work import receipts_wanted
from tests.given_outcomes import given_to_notify, record_receipt

pytestmark = pytest.mark.django_db
WORDS = "Notify, and record the receipt"


def test_receipt_waits_for_those_who_notify_until_it_is_recorded(cast, signed_in):
    notification = given_to_notify(cast)
    address = f"/notifications/{notification.public_id}/national/receipt/"
    for person in (cast.council_notifier, cast.council_director):
        page = signed_in(person).get("/").content.decode()
        assert (WORDS in page, address in page) == (True, True)
    for person in (cast.police_rag, cast.lscp_unit, cast.elsewhere_notifier, cast.hospital_practitioner):
        assert list(receipts_wanted(person)) == []
        assert address not in signed_in(person).get("/").content.decode()
    record_receipt(notification, cast.council_notifier)
    assert address not in signed_in(cast.council_notifier).get("/").content.decode()


def test_receipt_does_not_wait_for_somebody_who_stepped_aside(cast):
    notification = given_to_notify(cast)
    consideration.declare_conflict(notification.public_id, reason="My own team", by=cast.council_notifier)
    assert list(receipts_wanted(cast.council_notifier)) == []
    assert list(receipts_wanted(cast.council_director)) == [notification]
