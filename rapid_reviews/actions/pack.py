"""The pack for the national Panel: reasons for what is unmet, and the record that it was sent."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from lscp.deadlines.compute import Moment
from lscp.kernel import clock
from lscp.kernel.access import Refused, require
from lscp.kernel.scoping import claim
from lscp.people import sealing
from rapid_reviews.actions.recording import record
from rapid_reviews.models import PackReason, PanelSending, RapidReview, Recommendation
from rapid_reviews.pack_codes import BLOCKS, PackItem, SendingWay
from rapid_reviews.policies import pack as policies
from rapid_reviews.policies.panel import NOT_RECOMMENDED
from rapid_reviews.queries.pack import sendings_of
from rapid_reviews.queries.recommendation import in_hand


@transaction.atomic
def give_reason(public_id: Any, *, seen_version: int | None, item: str, reason: str, by: Any) -> PackReason:
    """Say why this round's pack goes although an item of its checklist is unmet.

    Raises `ValueError` for an item without which nothing goes.
    """
    review = claim(RapidReview, public_id, by=by, seen_version=seen_version)
    require(policies.can_give_reason(by, review), record=review)
    if item in BLOCKS or item not in PackItem.values:
        raise ValueError("Nothing goes without this, so no reason helps. Mend it first")
    text = sealing.seal(review.case, reason)
    sealing.freeze([text])
    row = PackReason.all_records.create(
        review=review, round=review.round, item=item, reason=text, given_by=by
    )
    review.touch(by=by)
    review.save()
    record("rapid_reviews.pack_reason_given", subject=review, by=by, item=str(row.get_item_display()))
    return row


@transaction.atomic
def record_sending(
    public_id: Any, *, seen_version: int | None, sent: Moment, sent_by: str, way: str, by: Any
) -> PanelSending:
    """Record that the pack was sent. The Panel's clock runs on until its receipt is recorded.

    Raises `ValueError` for a moment in the future, before the Executive decided, or another way than listed.
    """
    review = claim(RapidReview, public_id, by=by, seen_version=seen_version)
    require(policies.can_record_sending(by, review), record=review)
    recommendation = in_hand(review)
    if recommendation is None:
        raise Refused(NOT_RECOMMENDED, record=review)
    _check(recommendation, sent, way)
    row = PanelSending.all_records.create(
        review=review, recommendation=recommendation, round=review.round, sent_on=sent.on, sent_at=sent.at,
        sent_by=sealing.seal(review.case, sent_by, is_frozen=True), way=way, recorded_by=by,
    )  # fmt: skip
    review.touch(by=by)
    review.save()
    record("rapid_reviews.panel_sending_recorded", subject=review, by=by, way=str(row.get_way_display()))
    return row


@transaction.atomic
def correct_sending(
    public_id: Any, *, seen_version: int | None, sent: Moment, sent_by: str, way: str, reason: str, by: Any
) -> PanelSending:
    """Correct when, how or by whom the present round's pack was last sent: a new row with the reason; the first stays.

    No clock moves by it: the receipt meets the clock, and has a correction of its own. Raises `ValueError` as
    `record_sending` does, and without a reason.
    """
    review = claim(RapidReview, public_id, by=by, seen_version=seen_version)
    require(policies.can_correct_sending(by, review), record=review)
    earlier = sendings_of(review)[0]
    _check(earlier.recommendation, sent, way)
    if not reason.strip():
        raise ValueError("Enter why you are correcting it")
    who, why = sealing.seal_many(review.case, [sent_by, reason])
    row = PanelSending.all_records.create(
        review=review, recommendation=earlier.recommendation, round=review.round, sent_on=sent.on, sent_at=sent.at,
        sent_by=who, way=way, supersedes=earlier, reason=why, recorded_by=by,
    )  # fmt: skip
    review.touch(by=by)
    review.save()
    record("rapid_reviews.panel_sending_corrected", subject=review, by=by, way=str(row.get_way_display()))
    return row


def _check(recommendation: Recommendation, sent: Moment, way: str) -> None:
    if sent.on > clock.today() or (sent.at is not None and sent.at > clock.now()):
        raise ValueError("The time at which it was sent must be in the past")
    if sent.on < clock.london_date(recommendation.signed_at):
        raise ValueError("It cannot have been sent before the recommendation was signed")
    if way not in SendingWay.values:
        raise ValueError("Select how it was sent")
