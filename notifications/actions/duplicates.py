"""What the Business Unit decides about notifications that look alike: link, merge, dismiss."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from lscp.audit import service as audit
from lscp.cases.compartments import casework
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused, Verdict, require
from lscp.kernel.scoping import claim
from lscp.people import sealing
from notifications.actions import consideration
from notifications.actions.closing import end_clocks, end_what_is_asked
from notifications.enums import NotificationStatus as S
from notifications.enums import PairDecision
from notifications.models import Notification, Pair
from notifications.policies import triage as policies
from notifications.workflow import TRANSITIONS

MERGED = "The Business Unit looks after it together with what else it knows"
"""Said of a merger where whoever raised it can read: they do not learn that somebody else raised the same."""


@transaction.atomic
def link(public_id: Any, *, other_id: Any, reason: str, seen_version: int, by: Any) -> Pair:
    """Say that two notifications are related but are not the same incident."""
    notification, other = _both(public_id, other_id, by, seen_version)
    require(policies.can_judge_pairs(by, notification), record=notification)
    pair = _decide(notification, other, PairDecision.LINKED, reason, by)
    for one in (notification, other):
        audit.record(
            "notifications.linked", subject=one, by=by, compartment=casework(one.case),
            other=(other if one is notification else notification).case.reference,
        )  # fmt: skip
    return pair


@transaction.atomic
def dismiss(public_id: Any, *, other_id: Any, reason: str, seen_version: int, by: Any) -> Pair:
    """Say that two notifications have nothing to do with each other; they are not suggested again."""
    notification, other = _both(public_id, other_id, by, seen_version)
    require(policies.can_judge_pairs(by, notification), record=notification)
    pair = _decide(notification, other, PairDecision.DISMISSED, reason, by)
    audit.record(
        "notifications.pair_dismissed", subject=notification, by=by, compartment=casework(notification.case)
    )
    return pair


@transaction.atomic
def merge(public_id: Any, *, other_id: Any, reason: str, seen_version: int, by: Any) -> Notification:
    """Merge this notification into the other, which goes on; its clocks end, its material stays readable.

    Only within one partnership, and not between a restricted notification and an open one.
    """
    notification, survivor = _both(public_id, other_id, by, seen_version)
    require(policies.can_merge(by, notification), record=notification)
    if survivor.status in (S.DRAFT, S.ABANDONED, S.MERGED):
        raise Refused(Verdict("state", "The other notification cannot take this one in"), record=notification)
    if notification.partnership_id != survivor.partnership_id:
        raise Refused(
            Verdict("state", "Only notifications of one partnership are merged"), record=notification
        )
    if notification.case.is_restricted != survivor.case.is_restricted:
        raise Refused(
            Verdict("state", "One of the two is restricted. Link them instead"), record=notification
        )
    was = notification.status
    notification.merged_into = survivor
    notification.apply(TRANSITIONS["merge"], by=by)
    notification.save()
    _decide(notification, survivor, PairDecision.MERGED, reason, by)
    consideration.end(notification, by=by)
    end_what_is_asked(notification, MERGED, by=by)
    end_clocks(notification, MERGED, by=by)
    audit.record(
        "notifications.merged", subject=notification, by=by, compartment=casework(notification.case),
        status=[was, notification.status], other=survivor.case.reference,
    )  # fmt: skip
    audit.record(
        "notifications.took_in", subject=survivor, by=by, compartment=casework(survivor.case),
        other=notification.case.reference,
    )  # fmt: skip
    return notification


def _both(public_id: Any, other_id: Any, by: Any, seen_version: int) -> tuple[Notification, Notification]:
    """Lock this one, and fetch the other in the same scope."""
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    other = Notification.visible_to(by).filter(public_id=other_id).exclude(pk=notification.pk).first()
    if other is None:
        raise OutOfScope
    return notification, other


def _decide(notification: Notification, other: Notification, decision: str, reason: str, by: Any) -> Pair:
    if not reason.strip():
        raise Refused(Verdict("incomplete", "Give a reason"), record=notification)
    earlier = Pair.all_records.filter(superseded_at=None)
    for one, two in ((notification, other), (other, notification)):
        earlier.filter(notification=one, other=two).update(superseded_at=clock.now())
    value = sealing.seal(notification.case, reason)
    sealing.freeze([value])
    return Pair.all_records.create(
        notification=notification, other=other, decision=decision, reason=value, made_by=by
    )
