"""Who may read the pack for the national notification, record its receipt and say which boards were told."""

from __future__ import annotations

from typing import Any

from lscp.accounts.roles import UNIT_ROLES, Role
from lscp.kernel.access import ALLOWED, Verdict
from notifications.enums import NotificationStatus as S
from notifications.policies.judgement import barred, decides_now
from notifications.policies.standing import refused_by_status

RECORDERS = frozenset({*UNIT_ROLES, Role.LA_NOTIFIER, Role.LA_DECISION_MAKER})
NOT_RECORDER = Verdict("role", "Only the local authority's notifiers or the Business Unit can record this")
RECEIVED = frozenset({S.NOTIFIED, S.TOLD, S.CRITERIA_NOT_MET})
NOT_SUBMITTED = frozenset({S.DRAFT, S.ABANDONED, S.MERGED})


def is_recorder(user: Any, notification: Any) -> bool:
    """Whether the person notifies for the local authority, or works in the Business Unit."""
    return bool(user.holds(*RECORDERS, partnership=notification.partnership_id))


def step_of_receipt(notification: Any) -> str:
    """Which step of the workflow a receipt is: of the notification, or of a death that is told."""
    return "record_telling" if notification.status == S.TO_TELL else "record_receipt"


def can_read_pack(user: Any, notification: Any) -> Verdict:
    """Read the pack: those who notify, and the group that checks what is sent."""
    readers = (*RECORDERS, Role.RAG_MEMBER, Role.LEGAL_ADVISER, Role.SCRUTINEER)
    if not user.holds(*readers, partnership=notification.partnership_id):
        return Verdict("role", "Only those who prepare the national notification can see the pack")
    if notification.status in NOT_SUBMITTED:
        return refused_by_status(notification)
    return ALLOWED


def can_record_receipt(user: Any, notification: Any) -> Verdict:
    """Record what the national system gave back. Neither whoever raised it nor whoever stepped aside does."""
    if not is_recorder(user, notification):
        return NOT_RECORDER
    return decides_now(user, notification, step_of_receipt(notification))


def can_correct_receipt(user: Any, notification: Any) -> Verdict:
    """Correct a receipt: a new row beside the first, with a reason. The same people as record it."""
    if not is_recorder(user, notification):
        return NOT_RECORDER
    if notification.status not in RECEIVED or not notification.receipts.filter(is_live=True).exists():
        return Verdict("state", "There is no receipt to correct")
    refusal = barred(user, notification)
    return ALLOWED if refusal is None else refusal


def can_record_board(user: Any, notification: Any) -> Verdict:
    """Say that another board was told, at any time after submission."""
    if not is_recorder(user, notification):
        return NOT_RECORDER
    if notification.status in NOT_SUBMITTED:
        return refused_by_status(notification)
    return ALLOWED
