"""Who may begin a form, write in it, put it aside and take it up again."""

from __future__ import annotations

from typing import Any

from lscp.accounts.roles import Role
from lscp.kernel.access import ALLOWED, Verdict
from notifications.enums import NotificationStatus as S
from notifications.policies.standing import NOT_AUTHOR, allowed_now, is_author
from notifications.policies.submission import can_amend

NEVER_RAISE = frozenset(
    {Role.AUDITS, Role.TRAINING, Role.SCRUTINY_OFFICER, Role.ADMINISTRATOR, Role.INDEPENDENT_AUTHOR}
)
RAISING_ROLES = tuple(role for role in Role if role not in NEVER_RAISE)


def can_start(user: Any, partnership: Any, agency: Any) -> Verdict:
    """Begin a form: anybody who works on cases in that agency of that partnership today."""
    if user.holds(*RAISING_ROLES, partnership=partnership, agency=agency):
        return ALLOWED
    return Verdict("role", "Only people who work for this agency in this partnership can begin a form for it")


def can_write(user: Any, notification: Any) -> Verdict:
    """Write in the form: its author while it is a draft; who may amend it, after that, until it is closed."""
    if notification.status == S.DRAFT:
        return ALLOWED if is_author(user, notification) else NOT_AUTHOR
    if notification.status == S.ABANDONED:
        if not is_author(user, notification):
            return NOT_AUTHOR
        return Verdict("state", "You put this draft aside. Take it up again to go on writing")
    return can_amend(user, notification)


def can_abandon(user: Any, notification: Any) -> Verdict:
    """Put a draft aside: its author."""
    if not is_author(user, notification):
        return NOT_AUTHOR
    return allowed_now(notification, "abandon")


def can_take_up_again(user: Any, notification: Any) -> Verdict:
    """Take a draft up again: its author."""
    if not is_author(user, notification):
        return NOT_AUTHOR
    return allowed_now(notification, "take_up_again")
