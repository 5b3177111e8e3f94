"""The national notification: reading its pack, recording and correcting its receipt, telling other boards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lscp.accounts.models import User
from lscp.accounts.roles import UNIT_ROLES, Role
from lscp.audit import service as audit
from lscp.deadlines import actions as clocks
from lscp.deadlines.compute import Moment
from lscp.deadlines.enums import FactKind
from lscp.deadlines.models import Clock
from lscp.deadlines.rule_choice import live_facts
from lscp.documents.actions import attach
from lscp.documents.models import Attachment
from lscp.kernel import clock
from lscp.kernel.access import require
from lscp.kernel.events import publish
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.people import sealing
from notifications.actions.feedback import tell_referrer
from notifications.actions.telling import tell
from notifications.actions.time_limits import expect_review, national_clocks
from notifications.enums import Board
from notifications.events import NotificationReceived
from notifications.models import BoardInformed, NationalReceipt, Notification
from notifications.policies import national as policies
from notifications.policies.judgement import lacks_decision
from notifications.queries.judgement import readers_with
from notifications.queries.receipt_dates import earlier_than
from notifications.workflow import TRANSITIONS

TOLD_OF_RECEIPT = UNIT_ROLES | {
    Role.RAG_MEMBER, Role.SCRUTINEER, Role.EXECUTIVE, Role.LA_NOTIFIER, Role.LA_DECISION_MAKER,
}  # fmt: skip


class Unexplained(ValueError):
    """Something about a receipt asks for a reason that was not given; `field` is where the form asks for it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


STANDS_AGAIN = "Notified again after the case was opened again"


def read_pack(notification: Notification, *, by: Any, as_pdf: bool = False) -> None:
    """Write down that somebody reads the pack, before it is shown."""
    verb = "notifications.pack_downloaded" if as_pdf else "notifications.pack_read"
    audit.record_reading(verb, subject=notification, by=by, contributed_by=notification.agency)


@transaction.atomic
def record_receipt(
    public_id: Any,
    *,
    seen_version: int | None,
    sent: Moment,
    sent_by: str,
    reference: str = "",
    upload: UploadedFile[Any] | None = None,
    late_reason: str = "",
    undecided_reason: str = "",
    early_reason: str = "",
    by: Any,
) -> NationalReceipt:
    """Record the receipt of the national system: the clock stops at the time on the evidence.

    A receipt needs a copy; where the system gave no reference the copy alone will do. It is recorded even
    where an amendment has voided the decision, with the reason why it was sent all the same, and with a time
    before the decision or the awareness, with the reason why. Raises `ValueError` for a time in the future or
    a missing copy, and `Unexplained` for a late, early or undecided one without its reason.
    """
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    require(policies.can_record_receipt(by, notification), record=notification)
    if upload is None:
        raise ValueError("Attach a copy of what the national system showed or sent you")
    undecided = lacks_decision(notification)
    if undecided and not undecided_reason.strip():
        raise Unexplained(
            "undecided_reason", "No decision stands any more. Write why it was sent all the same"
        )
    step = policies.step_of_receipt(notification)
    is_telling = step == "record_telling"
    stopped = national_clocks(notification)
    late = _check_moment(stopped, sent, late_reason)
    early = _why_early(notification, sent, early_reason)
    earlier = notification.receipts.filter(is_live=True).first()
    receipt = _write(
        notification, earlier, is_telling=is_telling, reference=reference, sent=sent, sent_by=sent_by,
        confirmation=_keep(notification, upload, by), was_late=late, by=by,
        reason=". ".join([STANDS_AGAIN] * bool(earlier) + [undecided_reason.strip()] * undecided + early),
    )  # fmt: skip
    was = notification.status
    notification.apply(TRANSITIONS[step], by=by)
    notification.save()
    _stop_clocks(notification, receipt, stopped, late_reason, by=by)
    if not is_telling:
        expect_review(notification, by=by)
    audit.record(
        "notifications.receipt_recorded", subject=notification, by=by, status=[was, notification.status],
        number=receipt.number,
        late=("late" if late else "in time") + (", though no decision stood" if undecided else ""),
    )  # fmt: skip
    if not is_telling:
        publish(NotificationReceived(notification.pk, by.pk))
    tell("receipt_recorded", notification, _people(notification), key=str(receipt.public_id), by=by)
    tell_referrer(notification, by=by)
    return receipt


@transaction.atomic
def correct_receipt(
    public_id: Any,
    *,
    seen_version: int | None,
    sent: Moment,
    sent_by: str,
    reason: str,
    reference: str = "",
    upload: UploadedFile[Any] | None = None,
    late_reason: str = "",
    early_reason: str = "",
    by: Any,
) -> NationalReceipt:
    """Correct a receipt: a new row with a reason; the earlier one stays. Clocks are worked out again.

    Without a new copy the earlier copy goes on counting. Raises as `record_receipt` does.
    """
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    require(policies.can_correct_receipt(by, notification), record=notification)
    earlier = notification.receipts.get(is_live=True)
    stopped = national_clocks(notification, is_correction=True)
    late = _check_moment(stopped, sent, late_reason)
    early = _why_early(notification, sent, early_reason)
    confirmation = _keep(notification, upload, by) if upload else earlier.confirmation
    receipt = _write(
        notification, earlier, is_telling=earlier.is_telling, reference=reference, sent=sent, sent_by=sent_by,
        confirmation=confirmation, was_late=late, by=by, reason=". ".join([reason, *early]),
    )  # fmt: skip
    notification.touch(by=by)
    notification.save()
    _stop_clocks(notification, receipt, stopped, late_reason, by=by)
    audit.record(
        "notifications.receipt_corrected", subject=notification, by=by, number=receipt.number,
        late="late" if late else "in time",
    )  # fmt: skip
    tell("receipt_corrected", notification, _people(notification), key=str(receipt.public_id), by=by)
    return receipt


@transaction.atomic
def record_board(
    public_id: Any,
    *,
    seen_version: int | None,
    board: str,
    informed_on: dt.date,
    how: str,
    name: str = "",
    by: Any,
) -> BoardInformed:
    """Record that another board was told. An addition: it overwrites nobody's work, so none is stale.

    Raises `ValueError` for a day in the future or another board without a name.
    """
    del seen_version
    notification = claim(Notification, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_record_board(by, notification), record=notification)
    if informed_on > clock.today():
        raise ValueError("The day on which the board was told must be today or in the past")
    if board == Board.OTHER and not name.strip():
        raise ValueError("Enter the name of the board")
    told, *names = sealing.seal_many(notification.case, [how, *([name] if name.strip() else [])])
    row = BoardInformed.all_records.create(
        notification=notification, board=board, name=names[0] if names else None, informed_on=informed_on, how=told,
        recorded_by=by,
    )  # fmt: skip
    audit.record("notifications.board_informed", subject=notification, by=by, board=row.get_board_display())
    return row


def _check_moment(stopped: Iterable[Clock], sent: Moment, late_reason: str) -> bool:
    """Whether this moment is after the end of one of the clocks that the receipt stops."""
    if sent.on > clock.today() or (sent.at is not None and sent.at > clock.now()):
        raise ValueError("The time on the receipt must be in the past")
    late = any(row.due_at is not None and sent.latest > row.due_at for row in stopped)
    if late and not late_reason.strip():
        raise Unexplained("late_reason", "This is after the time limit. Write why it is late")
    return late


def _why_early(notification: Notification, sent: Moment, reason: str) -> list[str]:
    """The reason of a receipt from before the decision or the awareness, as it is kept; none where it is not."""
    before = earlier_than(notification, sent)
    if not before:
        return []
    if not reason.strip():
        raise Unexplained(
            "early_reason",
            f"The receipt is from before {before}. Check the day and time. If they are right, write why it was "
            "sent earlier",
        )
    return [f"Sent before {before}, because: {reason.strip()}"]


def _keep(notification: Notification, upload: UploadedFile[Any], by: Any) -> Attachment:
    return attach(
        record=notification, kind="notification", case=notification.case, upload=upload, purpose="receipt",
        by=by,
    )  # fmt: skip


def _write(
    notification: Notification,
    earlier: NationalReceipt | None,
    *,
    sent: Moment,
    sent_by: str,
    reason: str,
    by: Any,
    **values: Any,
) -> NationalReceipt:
    if earlier is not None:
        NationalReceipt.all_records.filter(pk=earlier.pk).update(is_live=False)
    who, *why = sealing.seal_many(notification.case, [sent_by, *([reason] if reason else [])])
    return NationalReceipt.all_records.create(
        notification=notification,
        number=notification.receipts.count() + 1,
        supersedes=earlier,
        sent_on=sent.on,
        sent_at=sent.at,
        recorded_at=clock.now(),
        recorded_by=by,
        sent_by=who,
        reason=why[0] if why else None,
        **values,
    )


def _stop_clocks(
    notification: Notification,
    receipt: NationalReceipt,
    stopped: Iterable[Clock],
    late_reason: str,
    *,
    by: Any,
) -> None:
    """The fact first (the rapid review may count from it), then the clocks it stops."""
    case = notification.case
    evidence = f"National reference {receipt.reference}" if receipt.reference else "Confirmation attached"
    if not receipt.is_telling:
        known = FactKind.NOTIFICATION_SENT in live_facts(case)
        clocks.record_fact(
            case,
            FactKind.NOTIFICATION_SENT,
            moment=receipt.moment,
            source=evidence,
            by=by,
            reason=f"Receipt {receipt.number}" if known or receipt.number > 1 else "",
        )
    for row in stopped:
        clocks.meet(
            case, row.rule_key, done=receipt.moment, evidence=evidence, late_reason=late_reason.strip(),
            subject=row.subject, by=by,
        )  # fmt: skip


def _people(notification: Notification) -> list[User]:
    return readers_with(notification, TOLD_OF_RECEIPT)
