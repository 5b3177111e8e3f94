"""Who may submit a notification, and who may amend it afterwards."""

from __future__ import annotations

from typing import Any

from lscp.accounts.roles import UNIT_ROLES, Role
from lscp.kernel.access import ALLOWED, Verdict
from notifications.enums import NotificationStatus as S
from notifications.policies.standing import NOT_AUTHOR, allowed_now, is_author, is_unit, refused_by_status
from notifications.workflow import CLOSED

NOT_AMENDED = CLOSED | {S.DRAFT, S.ABANDONED}


def can_submit(user: Any, notification: Any) -> Verdict:
    """Submit a draft: whoever raised it or entered it. Whether it is complete is asked by the action."""
    if not is_author(user, notification):
        return NOT_AUTHOR
    return allowed_now(notification, "submit")


def can_amend(user: Any, notification: Any) -> Verdict:
    """Send a changed form as a new version: whoever raised it, or the Business Unit, until it is closed."""
    if not (is_author(user, notification) or is_unit(user, notification)):
        return Verdict("role", "Only the person who raised this or the Business Unit can change it")
    if notification.status in NOT_AMENDED:
        return refused_by_status(notification)
    return ALLOWED


def can_enter_for_other(user: Any, partnership: Any) -> Verdict:
    """Enter a form for somebody: the Business Unit, or a member of the Review Advisory Group who was told."""
    if user.holds(*UNIT_ROLES, Role.RAG_MEMBER, partnership=partnership):
        return ALLOWED
    return Verdict(
        "role", "Only the Business Unit or a Review Advisory Group member can enter a form for others"
    )
