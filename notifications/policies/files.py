"""Who may attach files to a notification, and take them back."""

from __future__ import annotations

from typing import Any

from lscp.kernel.access import ALLOWED, Verdict
from notifications.enums import NotificationStatus as S
from notifications.policies.standing import is_author, is_unit, refused_by_status


def can_attach(user: Any, notification: Any) -> Verdict:
    """Add a file at any time: whoever raised it, or the Business Unit once it was submitted."""
    if not (is_author(user, notification) or is_unit(user, notification)):
        return Verdict("role", "Only the person who raised this or the Business Unit can add files")
    if notification.status in (S.ABANDONED, S.MERGED):
        return refused_by_status(notification)
    return ALLOWED


def can_take_back(user: Any, notification: Any) -> Verdict:
    """Take a file back: whoever raised it, and only before it was submitted."""
    if not is_author(user, notification):
        return Verdict("role", "Only the person who raised this can take a file back")
    if notification.status != S.DRAFT:
        return Verdict("state", "What was submitted stays on the record. Add the right file beside it")
    return ALLOWED
