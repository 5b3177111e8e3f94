"""Taking away a decision that stands: the row stays as it was signed, beside the reason why it is void."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from lscp.audit import service as audit
from notifications.enums import DecisionVoidReason
from notifications.models import Decision, DecisionVoid, Notification
from notifications.models.judgement import AT_ONCE

ENDS_COURSE = frozenset(
    {
        DecisionVoidReason.CRITERIA_NOT_MET,
        DecisionVoidReason.TRANSFERRED,
        DecisionVoidReason.REOPENED,
        DecisionVoidReason.MERGED,
    }
)
"""Reasons after which a later decision is a first one again: nothing of what went before is in force."""


def void_standing(
    notification: Notification, why: DecisionVoidReason, *, by: Any, keep: Decision | None = None
) -> DecisionVoid | None:
    """Void the decision that stands, if one does, but for `keep`; gives the newest that was voided.

    Besides it a later one may wait for the signature with which it would take effect: that ends with it.
    """
    rows = Decision.all_records.filter(notification=notification, voiding=None).order_by("-number")
    return _void([one for one in rows if one != keep], notification, why, by)


def void_awaiting(notification: Notification, *, keep: Decision, by: Any) -> None:
    """A later version takes the place of one that never took effect; what stands goes on standing."""
    rows = Decision.all_records.filter(notification=notification, voiding=None, signature=None)
    replaced = list(rows.exclude(outcome__in=AT_ONCE).exclude(pk=keep.pk).order_by("-number"))
    _void(replaced, notification, DecisionVoidReason.REPLACED, by)


def _void(
    decisions: list[Decision], notification: Notification, why: DecisionVoidReason, by: Any
) -> DecisionVoid | None:
    words = why.label[0].lower() + why.label[1:]
    found = []
    for decision in decisions:
        found.append(DecisionVoid.all_records.create(decision=decision, why=why, by=by))
        audit.record(
            "notifications.decision_voided", subject=notification, by=by, number=decision.number, why=words
        )
    return found[0] if found else None


def last_of_course(notification: Notification) -> Decision | None:
    """The newest decision of the present course that took effect, void or not.

    None where nothing decided is in force.
    """
    rows = Decision.all_records.filter(notification=notification).select_related("voiding")
    rows = rows.filter(Q(signature__isnull=False) | Q(outcome__in=AT_ONCE))
    found = rows.order_by("-number").first()
    if found is not None and found.is_void and found.voiding.why in ENDS_COURSE:
        return None
    return found
