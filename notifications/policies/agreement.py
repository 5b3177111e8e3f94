"""Who asks the agency's safeguarding lead, and who answers. Agreement is never a gate."""

from __future__ import annotations

from typing import Any

from lscp.accounts.roles import Role
from lscp.kernel.access import ALLOWED, Verdict
from notifications.enums import LeadAnswer
from notifications.enums import NotificationStatus as S
from notifications.policies.standing import NOT_AUTHOR, is_author, refused_by_status
from notifications.workflow import DECIDED

TOO_LATE = DECIDED | {S.ABANDONED, S.CRITERIA_NOT_MET, S.TRANSFERRED, S.MERGED}
LEAD_ROLES = (Role.SAFEGUARDING_LEAD, Role.RAG_MEMBER)


def can_ask_lead(user: Any, notification: Any, *, involves_colleague: bool = False) -> Verdict:
    """Ask the own agency's safeguarding lead or group representative whether they agree."""
    if not is_author(user, notification):
        return NOT_AUTHOR
    if notification.status in TOO_LATE:
        return refused_by_status(notification)
    if involves_colleague or notification.case.is_restricted:
        return Verdict(
            "conflict",
            "The form says that a colleague, or somebody who may use this service, is involved. "
            "Only the Business Unit is told, so nobody in your agency is asked",
        )
    return ALLOWED


def can_answer_lead(user: Any, request: Any) -> Verdict:
    """Say whether one agrees: only the person who was asked, once; they are asked again after changes."""
    if request.lead_id != user.pk:
        return Verdict("role", "Only the person who was asked can answer")
    if request.withdrawn_at is not None or request.answer == LeadAnswer.LAPSED:
        return Verdict("state", "You are no longer asked")
    if request.answer != LeadAnswer.PENDING:
        return Verdict("state", "You have already answered")
    if request.notification.status in TOO_LATE:
        return refused_by_status(request.notification)
    return ALLOWED
