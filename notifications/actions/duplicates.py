"""What the Business Unit decides about notifications that look alike: link, merge, dismiss."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction

from lscp.audit import service as audit
from lscp.cases.compartments import casework
from lscp.deadlines import actions as clocks
from lscp.deadlines import deaths
from lscp.deadlines.enums import FactKind
from lscp.deadlines.rule_choice import live_facts
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused, Verdict, require
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.people import sealing
from notifications.actions import consideration
from notifications.actions.closing import end_clocks, end_what_is_asked
from notifications.actions.feedback import tell_referrer
from notifications.actions.voiding import void_standing
from notifications.enums import DecisionVoidReason, PairDecision
from notifications.enums import NotificationStatus as S
from notifications.models import Notification, Pair
from notifications.policies import triage as policies
from notifications.policies.standing import is_unit
from notifications.workflow import CLOSED, TRANSITIONS

MERGED = "The Business Unit looks after it together with what else it knows"
"""Said of a merger where whoever raised it can read: they do not learn that somebody else raised the same."""
UNSENT = frozenset({S.DRAFT, S.ABANDONED})
NOT_SURVIVORS = CLOSED | UNSENT
AWARENESS = (FactKind.AGENCY_AWARE, FactKind.LA_AWARE, FactKind.PARTNERS_AWARE)
EARLIER = "Found by the Business Unit"
"""Where an earlier fact comes from, where whoever raised the survivor can read it."""


@transaction.atomic
def link(public_id: Any, *, other_id: Any, reason: str, seen_version: int, by: Any) -> Pair:
    """Say that two notifications are related but are not the same incident."""
    notification, other = _both(public_id, other_id, by, seen_version)
    require(policies.can_judge_pairs(by, notification), record=notification)
    _refuse_unsent_or_merged(notification, other)
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
    _refuse_unsent_or_merged(notification, other)
    pair = _decide(notification, other, PairDecision.DISMISSED, reason, by)
    audit.record(
        "notifications.pair_dismissed", subject=notification, by=by, compartment=casework(notification.case)
    )
    return pair


@transaction.atomic
def merge(public_id: Any, *, other_id: Any, reason: str, seen_version: int, by: Any) -> Notification:
    """Merge this notification into the other, which goes on; its clocks end, its material stays readable.

    Only within one partnership, not between a restricted notification and an open one, and only into one
    that has not ended: somebody opens that again first.
    """
    notification, survivor = _both(public_id, other_id, by, seen_version)
    require(policies.can_merge(by, notification), record=notification)
    if survivor.status in NOT_SURVIVORS:
        raise Refused(Verdict("state", _why_not(survivor)), record=notification)
    if notification.case.is_restricted != survivor.case.is_restricted:
        raise Refused(
            Verdict("state", "One of the two is restricted. Link them instead"), record=notification
        )
    _refuse_untold_deaths(notification, survivor)
    was = notification.status
    notification.merged_into, notification.review_on = survivor, None
    notification.apply(TRANSITIONS["merge"], by=by)
    notification.save()
    _decide(notification, survivor, PairDecision.MERGED, reason, by)
    void_standing(notification, DecisionVoidReason.MERGED, by=by)
    consideration.end(notification, by=by)
    end_what_is_asked(notification, MERGED, by=by)
    end_clocks(notification, MERGED, by=by)
    _carry_over(notification, survivor, by=by)
    audit.record(
        "notifications.merged", subject=notification, by=by, compartment=casework(notification.case),
        status=[was, notification.status], other=survivor.case.reference,
    )  # fmt: skip
    audit.record(
        "notifications.took_in", subject=survivor, by=by, compartment=casework(survivor.case),
        other=notification.case.reference,
    )  # fmt: skip
    tell_referrer(notification, by=by)
    return notification


def _both(public_id: Any, other_id: Any, by: Any, seen_version: int) -> tuple[Notification, Notification]:
    """Lock both, in the order of their cases: two people who take them the other way round do not cross.

    Both are of one partnership, whose Business Unit `by` belongs to: nobody who sees the other one in another
    way (they raised it, or sit in another partnership's group) writes into its record. Raises `OutOfScope`.
    """
    wanted = {uuid.UUID(str(key)) for key in (public_id, other_id)}
    keys = Notification.visible_to(by).filter(public_id__in=wanted).order_by("case_id")
    listed = list(keys.values_list("public_id", flat=True))
    if len(listed) != 2:
        raise OutOfScope
    this = uuid.UUID(str(public_id))
    found = {
        key: claim(Notification, key, by=by, seen_version=seen_version if key == this else ANY_VERSION)
        for key in listed
    }
    one, other = found.pop(this), found.popitem()[1]
    if one.partnership_id != other.partnership_id or not is_unit(by, other):
        raise OutOfScope
    return one, other


def _refuse_unsent_or_merged(notification: Notification, other: Notification) -> None:
    if other.status in UNSENT or other.status == S.MERGED:
        raise Refused(Verdict("state", _why_not(other)), record=notification)


def _why_not(survivor: Notification) -> str:
    if survivor.status == S.MERGED:
        return "The other notification was itself merged. Choose the one it was merged with"
    if survivor.status in UNSENT:
        return "The other notification has not been sent, so nothing can be said about it yet"
    words = survivor.get_status_display().lower()
    return f"The other notification has ended ({words}). Open it again first, then merge"


def _refuse_untold_deaths(notification: Notification, survivor: Notification) -> None:
    """Refuse while this one tells of several deaths and the survivor of fewer: their time limits would be lost.

    Which child of the one is which of the other is for people to say.
    """
    here, there = len(deaths.of_case(notification.case)), len(deaths.of_case(survivor.case))
    if here > max(there, 1):
        why = (
            f"This notification tells of {here} deaths, the other of {there}. First record on the other case "
            "when each child died, or merge the other way round"
        )
        raise Refused(Verdict("state", why), record=notification)


def _carry_over(notification: Notification, survivor: Notification, *, by: Any) -> None:
    """What was known earlier through this one counts for the survivor; a death where it tells of none.

    Said without the other case: whoever raised the survivor does not learn that somebody raised the same.
    """
    here, there = live_facts(notification.case), live_facts(survivor.case)
    for kind in (*AWARENESS, FactKind.DEATH):
        fact, known = here.get(kind), there.get(kind)
        if fact is None:
            continue
        is_earlier = kind in AWARENESS and known and fact.moment.earliest < known.moment.earliest
        if known is None or is_earlier:
            clocks.record_fact(
                survivor.case, kind, moment=fact.moment, source=EARLIER, sudden=fact.sudden, reason=EARLIER,
                by=by,
            )  # fmt: skip


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
