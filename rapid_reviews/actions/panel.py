"""The national Panel: recording and correcting its receipt, the only thing that meets its clock, and its reply."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lscp.accounts.roles import SUBMISSION_ROLES, Role
from lscp.audit import evidence
from lscp.deadlines import actions as clocks
from lscp.deadlines.compute import Moment
from lscp.documents.actions import attach
from lscp.documents.models import Attachment
from lscp.kernel import clock
from lscp.kernel.access import Refused, require
from lscp.kernel.scoping import claim
from lscp.people import sealing
from notifications.actions.national import Unexplained
from rapid_reviews.actions.recommendation_telling import people_with_roles, tell
from rapid_reviews.actions.recording import record
from rapid_reviews.actions.report import open_round
from rapid_reviews.actions.withdrawing import withdraw_open_requests
from rapid_reviews.enums import ReviewStatus
from rapid_reviews.models import PanelReceipt, PanelReply, RapidReview
from rapid_reviews.policies import panel as policies
from rapid_reviews.queries.outcome import awaited
from rapid_reviews.queries.panel_clock import awaited_reply, clock_of_round, panel_clock
from rapid_reviews.queries.recommendation import in_hand
from rapid_reviews.recommendation_codes import LEAVES_IT, PanelAnswer
from rapid_reviews.timetable import PLAN, RESPONSE
from rapid_reviews.workflow import TRANSITIONS

TOLD = SUBMISSION_ROLES | {Role.EXECUTIVE}
ANSWERED = "The national Panel has answered, so the rapid review is finished"


@transaction.atomic
def record_receipt(
    public_id: Any,
    *,
    seen_version: int | None,
    sent: Moment,
    sent_by: str,
    upload: UploadedFile[Any] | None,
    reference: str = "",
    late_reason: str = "",
    by: Any,
) -> PanelReceipt:
    """Record the Panel's receipt: the clock is met at the moment on the evidence, by nothing else.

    Raises `ValueError` for a moment in the future or before the notification was sent, or without a copy, and
    `Unexplained` for a late one without its reason.
    """
    review = claim(RapidReview, public_id, by=by, seen_version=seen_version)
    require(policies.can_record_receipt(by, review), record=review)
    if upload is None:
        raise ValueError("Attach a copy of what the Panel sent you")
    recommendation = in_hand(review)
    if recommendation is None:
        raise Refused(policies.NOT_RECOMMENDED, record=review)
    late = _check(review, sent, late_reason)
    row = PanelReceipt.all_records.create(
        review=review, recommendation=recommendation, round=review.round,
        number=review.panel_receipts.count() + 1, reference=reference,
        confirmation=_keep(review, upload, "panel_receipt", by), sent_on=sent.on, sent_at=sent.at,
        sent_by=sealing.seal(review.case, sent_by, is_frozen=True), was_late=late, recorded_by=by,
    )  # fmt: skip
    was = review.status
    review.apply(TRANSITIONS["send"], by=by)
    review.save()
    _meet(review, row, late_reason, by=by)
    clocks.cancel_clocks(review.case, PLAN, reason="The rapid review was sent to the Panel", by=by)
    _await_reply(review, row, by=by)
    record(
        "rapid_reviews.panel_receipt_recorded", subject=row, by=by, status=[was, review.status],
        number=row.number, late="late" if late else "in time", signed=evidence.of(row),
    )  # fmt: skip
    tell("panel_receipt_recorded", review, people_with_roles(review, TOLD), key=str(row.public_id), by=by)
    return row


@transaction.atomic
def correct_receipt(
    public_id: Any,
    *,
    seen_version: int | None,
    sent: Moment,
    sent_by: str,
    reason: str,
    upload: UploadedFile[Any] | None = None,
    reference: str = "",
    late_reason: str = "",
    by: Any,
) -> PanelReceipt:
    """Correct the present round's receipt: a new row with a reason; the earlier one stays.

    Without a new copy the earlier copy goes on counting. Raises as `record_receipt` does.
    """
    review = claim(RapidReview, public_id, by=by, seen_version=seen_version)
    require(policies.can_correct_receipt(by, review), record=review)
    earlier = review.panel_receipts.get(round=review.round, is_live=True)
    late = _check(review, sent, late_reason)
    who, why = sealing.seal_many(review.case, [sent_by, reason])
    PanelReceipt.all_records.filter(pk=earlier.pk).update(is_live=False)
    row = PanelReceipt.all_records.create(
        review=review, recommendation=earlier.recommendation, round=review.round,
        number=review.panel_receipts.count() + 1, supersedes=earlier, reference=reference,
        confirmation=_keep(review, upload, "panel_receipt", by) if upload else earlier.confirmation,
        sent_on=sent.on, sent_at=sent.at, sent_by=who, was_late=late, reason=why, recorded_by=by,
    )  # fmt: skip
    review.touch(by=by)
    review.save()
    _meet(review, row, late_reason, by=by)
    if review.status == ReviewStatus.SENT and row.moment != earlier.moment:
        clocks.cancel_one(
            review.case,
            RESPONSE,
            subject=awaited_reply(review),
            reason="The Panel's receipt was corrected",
            by=by,
        )
        _await_reply(review, row, by=by)
    record(
        "rapid_reviews.panel_receipt_corrected", subject=row, by=by, number=row.number,
        late="late" if late else "in time", signed=evidence.of(row),
    )  # fmt: skip
    tell("panel_receipt_corrected", review, people_with_roles(review, TOLD), key=str(row.public_id), by=by)
    return row


@transaction.atomic
def record_reply(
    public_id: Any,
    *,
    seen_version: int | None,
    answer: str,
    received_on: dt.date,
    words: str,
    upload: UploadedFile[Any] | None = None,
    suggests_local: bool = False,
    by: Any,
) -> PanelReply:
    """Record what the Panel replied. To reconsider opens the next round, with its own report, clock and signatures.

    Any other answer ends the review: agencies that have not answered need not answer any more.
    A suggestion of a local review is criterion (d) of regulation 11 and needs its letter. Raises `ValueError`
    for a day in the future or before it was sent, or a suggestion without its letter.
    """
    review = claim(RapidReview, public_id, by=by, seen_version=seen_version)
    require(policies.can_record_reply(by, review), record=review)
    receipt = review.panel_receipts.get(round=review.round, is_live=True)
    suggests_local = suggests_local and answer == PanelAnswer.RECONSIDER
    if not receipt.sent_on <= received_on <= clock.today():
        raise ValueError("The reply came on or after the day it was sent, and not after today")
    if suggests_local and upload is None:
        raise ValueError("Attach the Panel's letter: it is the evidence for criterion (d)")
    content = sealing.seal(review.case, words)
    sealing.freeze([content])
    row = PanelReply.all_records.create(
        review=review, receipt=receipt, round=review.round, answer=answer, suggests_local=suggests_local,
        received_on=received_on, content=content, recorded_by=by,
        letter=_keep(review, upload, "panel_letter", by) if upload else None,
    )  # fmt: skip
    was = review.status
    clocks.meet(
        review.case, RESPONSE, subject=awaited_reply(review), done=Moment(received_on), evidence="The Panel's reply",
        by=by,
    )  # fmt: skip
    again = answer == PanelAnswer.RECONSIDER
    review.apply(TRANSITIONS["reconsider" if again else "finish"], by=by)
    review.round += again
    review.awaits = awaited(receipt.recommendation) if answer in LEAVES_IT else []
    review.save()
    if again:
        open_round(review, by=by)
        key, subject = clock_of_round(review)
        clocks.start_clock(
            review.case, key, start=Moment(received_on), subject=subject, by=by, why="The Panel's letter"
        )
    else:
        withdraw_open_requests(review, reason=ANSWERED, by=by)
    record(
        "rapid_reviews.panel_replied", subject=row, by=by, status=[was, review.status],
        answer=str(row.get_answer_display()), signed=evidence.of(row),
    )  # fmt: skip
    tell("panel_replied", review, people_with_roles(review, TOLD), key=str(row.public_id), by=by)
    return row


def _await_reply(review: RapidReview, row: PanelReceipt, *, by: Any) -> None:
    """Remind the Business Unit, from when it was sent, to ask the Panel. Nothing is ever late for it."""
    clocks.start_clock(
        review.case, RESPONSE, start=row.moment, subject=awaited_reply(review), by=by, why="It was sent to the Panel"
    )  # fmt: skip


def _check(review: RapidReview, sent: Moment, late_reason: str) -> bool:
    """Whether the moment is after the end of the round's clock."""
    if sent.on > clock.today() or (sent.at is not None and sent.at > clock.now()):
        raise ValueError("The time on the receipt must be in the past")
    notified = review.notification.receipts.filter(is_live=True).first()
    if notified is not None and sent.latest < notified.moment.earliest:
        raise ValueError("The rapid review cannot have been sent before the notification was")
    row = panel_clock(review)
    late = row is not None and row.due_at is not None and sent.latest > row.due_at
    if late and not late_reason.strip():
        raise Unexplained("late_reason", "This is after the time limit. Write why it is late")
    return late


def _meet(review: RapidReview, row: PanelReceipt, late_reason: str, *, by: Any) -> None:
    key, subject = clock_of_round(review)
    words = f"The Panel's reference {row.reference}" if row.reference else "The Panel's receipt attached"
    clocks.meet(
        review.case, key, done=row.moment, evidence=words, late_reason=late_reason.strip(), subject=subject,
        by=by,
    )  # fmt: skip


def _keep(review: RapidReview, upload: UploadedFile[Any], purpose: str, by: Any) -> Attachment:
    return attach(
        record=review.notification,
        kind="notification",
        case=review.case,
        upload=upload,
        purpose=purpose,
        by=by,
    )
