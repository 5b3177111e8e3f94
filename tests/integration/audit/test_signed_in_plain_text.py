"""A digest made while a column was plain text is still proved after the column was sealed, and after a disposal."""

import datetime as dt
import hashlib

import pytest
from django.db import transaction

from lscp.audit import service as audit
from lscp.audit import verification
from lscp.deadlines.compute import Moment
from lscp.kernel import clock
from lscp.people import sealing
from rapid_reviews.actions import panel
from tests.given_outcomes import copy_of_receipt
from tests.given_recommendations import fresh, given_endorsed

pytestmark = pytest.mark.django_db(transaction=True)


def send(review, by):
    return panel.record_receipt(
        review.public_id, seen_version=fresh(review).version, sent=Moment.of(clock.now()), sent_by="The unit",
        upload=copy_of_receipt(), reference="CSPRP-9", by=by,
    )  # fmt: skip


def given_signed_in_plain_text(review, by):
    """A receipt whose digest was made while who sent it stood in plain text, as the record keeps it."""
    row = send(review, by)
    parts = [
        row.review_id, row.recommendation_id, row.round, row.number, row.supersedes_id, row.reference,
        row.confirmation_id, row.sent_on, row.sent_at, "The unit", row.was_late, row.recorded_at,
        row.recorded_by_id, None, b"",
    ]  # fmt: skip
    hashed = hashlib.sha256()
    for part in parts:
        at = (
            part.astimezone(dt.UTC).isoformat(timespec="microseconds")
            if isinstance(part, dt.datetime)
            else part
        )
        data = part if isinstance(part, bytes) else ("" if part is None else str(at)).encode()
        hashed.update(f"{len(data)}:".encode() + data)
    signed = ["rapid_reviews.PanelReceipt", str(row.public_id), hashed.hexdigest()]
    with transaction.atomic():
        audit.record(
            "rapid_reviews.panel_receipt_corrected",
            subject=row,
            by=by,
            number=1,
            late="in time",
            signed=signed,
        )
    return row


def test_receipt_signed_while_its_sender_was_plain_text_is_still_proved(cast, as_owner):
    row = given_signed_in_plain_text(given_endorsed(cast), cast.lscp_unit)
    assert verification.prove().problems == []
    as_owner("UPDATE rapid_reviews_panelreceipt SET sent_on = sent_on - 1 WHERE id = %s", row.pk)
    (problem,) = verification.prove().problems
    assert problem.endswith("the panel receipt that it speaks of was altered after it was signed.")


def test_another_sender_in_place_of_the_sealed_one_is_found(cast, as_owner):
    row = given_signed_in_plain_text(given_endorsed(cast), cast.lscp_unit)
    other = sealing.seal(row.case, "Somebody else", is_frozen=True)
    as_owner("UPDATE rapid_reviews_panelreceipt SET sent_by_id = %s WHERE id = %s", str(other.pk), row.pk)
    (problem,) = verification.prove().problems
    assert problem.endswith("the panel receipt that it speaks of was altered after it was signed.")


def test_receipt_of_a_case_that_was_disposed_of_is_proved_if_its_sender_was_sealed_at_once(cast, as_owner):
    review = given_endorsed(cast)
    row = send(review, cast.lscp_unit)
    sealing.destroy_key(review.case, by=cast.lscp_manager)
    assert verification.prove().problems == []
    as_owner("UPDATE rapid_reviews_panelreceipt SET sent_on = sent_on - 1 WHERE id = %s", row.pk)
    assert len(verification.prove().problems) == 1


def test_disposal_does_not_make_an_old_receipt_look_altered(cast):
    row = given_signed_in_plain_text(given_endorsed(cast), cast.lscp_unit)
    sealing.destroy_key(row.case, by=cast.lscp_manager)
    assert verification.prove().problems == []
