"""Taking away a decision that stands: the row stays as it was signed, beside the reason why it is void."""

from __future__ import annotations

from typing import Any

from lscp.audit import service as audit
from notifications.enums import DecisionVoidReason
from notifications.models import Decision, DecisionVoid, Notification
from notifications.policies.judgement import standing_decision

ENDS_COURSE = frozenset(
    {
        DecisionVoidReason.CRITERIA_NOT_MET,
        DecisionVoidReason.TRANSFERRED,
        DecisionVoidReason.REOPENED,
        DecisionVoidReason.MERGED,
    }
)
"""Reasons after which a later decision is a first one again: nothing of what went before is in force."""


def void_standing(notification: Notification, why: DecisionVoidReason, *, by: Any) -> DecisionVoid | None:
    """Void the decision that stands, if one does."""
    standing = standing_decision(notification)
    if standing is None:
        return None
    words = why.label[0].lower() + why.label[1:]
    void = DecisionVoid.all_records.create(decision=standing, why=why, by=by)
    audit.record(
        "notifications.decision_voided", subject=notification, by=by, number=standing.number, why=words
    )
    return void


def last_of_course(notification: Notification) -> Decision | None:
    """The newest decision of the present course, void or not; None where nothing decided is in force."""
    rows = Decision.all_records.filter(notification=notification).select_related("voiding")
    found = rows.order_by("-number").first()
    if found is not None and found.is_void and found.voiding.why in ENDS_COURSE:
        return None
    return found
