"""Who may make a notification wait, end it another way, or open it again. Each asks the workflow's table.

Each of these decides about the notification: neither whoever raised it nor whoever stepped aside does it.
"""

from __future__ import annotations

from typing import Any

from lscp.accounts.roles import UNIT_ROLES, Role
from lscp.kernel.access import ALLOWED, Verdict
from notifications.enums import NotificationStatus as S
from notifications.policies.judgement import barred, decides_now
from notifications.policies.standing import NOT_UNIT, is_unit, refused_by_status

AUTHORITY = (Role.LA_NOTIFIER, Role.LA_DECISION_MAKER)


def can_await_information(user: Any, notification: Any) -> Verdict:
    """Wait for more information until a review date: the Business Unit."""
    if not is_unit(user, notification):
        return NOT_UNIT
    return decides_now(user, notification, "await_information")


def can_end_waiting(user: Any, notification: Any) -> Verdict:
    """Look at it again: the information has come, or will not."""
    if not is_unit(user, notification):
        return NOT_UNIT
    if notification.status != S.AWAITING:
        return refused_by_status(notification)
    refusal = barred(user, notification)
    return ALLOWED if refusal is None else refusal


def can_find_criteria_not_met(user: Any, notification: Any) -> Verdict:
    """Find, after the decision to notify, that the criteria are not met: the local authority's duty."""
    if not user.holds(*AUTHORITY, partnership=notification.partnership_id):
        return Verdict("role", "Only the local authority's notifiers and decision makers can find this")
    return decides_now(user, notification, "find_criteria_not_met")


def can_record_panel_told(user: Any, notification: Any) -> Verdict:
    """Record when the national Panel was told of that finding."""
    if not user.holds(*UNIT_ROLES, *AUTHORITY, partnership=notification.partnership_id):
        return Verdict("role", "Only the local authority's notifiers or the Business Unit can record this")
    if notification.status != S.CRITERIA_NOT_MET:
        return Verdict("state", "Nobody has found that the criteria are not met")
    finding = notification.findings.order_by("-at", "-pk").first()
    if finding is None:
        return Verdict("state", "Nobody has found that the criteria are not met")
    if finding.panel_told_on:
        return Verdict("state", "It is already recorded when the Panel was told")
    return ALLOWED


def can_transfer(user: Any, notification: Any) -> Verdict:
    """Hand the incident over to another area: the Business Unit, once that area was told."""
    if not is_unit(user, notification):
        return NOT_UNIT
    return decides_now(user, notification, "transfer")


def can_reopen(user: Any, notification: Any) -> Verdict:
    """Open it again because of new information: the Business Unit."""
    if not is_unit(user, notification):
        return NOT_UNIT
    return decides_now(user, notification, "reopen")
