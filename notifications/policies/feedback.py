"""Who reads what the referrer is told, who writes it, and who may be told because they need to know."""

from __future__ import annotations

from typing import Any

from lscp.kernel.access import ALLOWED, Verdict
from notifications.enums import Capacity
from notifications.enums import NotificationStatus as S
from notifications.policies.known import known_to
from notifications.policies.standing import NOT_UNIT, is_author, is_unit

NOT_SUBMITTED = frozenset({S.DRAFT, S.ABANDONED})


def is_lead_of(user: Any, notification: Any) -> bool:
    """Whether the person was asked as the agency's safeguarding lead."""
    known = known_to(user, notification)
    if known is not None:
        return known.was_asked_as_lead
    named = notification.participants.today().filter(user=user, capacity=Capacity.LEAD)
    return bool(named.exists())


def can_read_progress(user: Any, notification: Any) -> Verdict:
    """Read what is happening: who raised it, who entered it, their lead, and the Business Unit."""
    if is_unit(user, notification) or is_author(user, notification) or is_lead_of(user, notification):
        return ALLOWED
    return Verdict("role", "This page is for the person who raised it and their safeguarding lead")


def can_write_to_referrer(user: Any, notification: Any) -> Verdict:
    """Write or approve the reason that the referrer reads."""
    if not is_unit(user, notification):
        return NOT_UNIT
    if notification.status in NOT_SUBMITTED:
        return Verdict("state", "This has not been sent to the Business Unit yet")
    return ALLOWED


def can_tell_others(user: Any, notification: Any) -> Verdict:
    """Tell people of other agencies what they need to know."""
    return can_write_to_referrer(user, notification)


def can_withdraw_telling(user: Any, told: Any) -> Verdict:
    """Take back what somebody was told."""
    if not is_unit(user, told):
        return NOT_UNIT
    if told.withdrawn_at:
        return Verdict("state", "This is already withdrawn")
    return ALLOWED
