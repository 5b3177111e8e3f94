"""Who a person is to a notification: what the other policies of this stage ask first. No decisions."""

from __future__ import annotations

from typing import Any

from lscp.accounts.roles import UNIT_ROLES
from lscp.kernel.access import ALLOWED, Verdict
from notifications.enums import Capacity
from notifications.workflow import TRANSITIONS

NOT_UNIT = Verdict("role", "Only the Business Unit can do this")
NOT_AUTHOR = Verdict("role", "Only the person who raised this can do this")


def is_unit(user: Any, notification: Any) -> bool:
    """Whether the person works in the partnership's Business Unit."""
    return bool(user.holds(*UNIT_ROLES, partnership=notification.partnership_id))


def is_author(user: Any, notification: Any) -> bool:
    """Whether the person raised it, or entered it for somebody else."""
    if notification.raised_by_id == user.pk:
        return True
    if not notification.entered_for_other:
        return False
    entered = notification.participants.today().filter(user=user, capacity=Capacity.ENTERED)
    return bool(entered.exists())


def not_now(notification: Any, step: str) -> Verdict | None:
    """The refusal when the notification's status does not allow a step of the workflow."""
    if notification.status in TRANSITIONS[step].sources:
        return None
    return Verdict("state", f"This notification is {notification.get_status_display().lower()}")


def allowed_now(notification: Any, step: str) -> Verdict:
    """The same as a whole answer.

    A refusal counts as false, so `not_now(…) or ALLOWED` would allow everything: use this instead.
    """
    refusal = not_now(notification, step)
    return ALLOWED if refusal is None else refusal
