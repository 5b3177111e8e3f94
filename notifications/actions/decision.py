"""The local authority's decision: recording it, signing it, asking the group to look again.

The decision is the authority's alone (Children Act 2004 s16C(1)); it may come before the group's views and
may differ from them, with reasons. Each version is its own row; a later one voids the earlier.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.urls import reverse

from lscp.accounts import grants
from lscp.accounts.roles import SUBMISSION_ROLES, UNIT_ROLES, Role
from lscp.audit import evidence
from lscp.audit import service as audit
from lscp.deadlines.actions import record_fact
from lscp.deadlines.compute import Moment
from lscp.deadlines.enums import FactKind
from lscp.deadlines.ledger import lock_case
from lscp.deadlines.rule_choice import live_facts
from lscp.kernel import clock
from lscp.kernel.access import Refused, Verdict, require
from lscp.kernel.events import publish
from lscp.kernel.scoping import claim
from lscp.people import sealing
from lscp.signing.enums import EndReason
from lscp.signing.queries import live_round, result_of
from notifications.actions import consideration
from notifications.actions.closing import end_questions, end_wait, end_what_is_asked
from notifications.actions.feedback import progress_path, referrers_of
from notifications.actions.telling import tell
from notifications.actions.time_limits import follow_decision, follow_kinds
from notifications.actions.voiding import last_of_course, void_awaiting, void_standing
from notifications.actions.waiting import begin_wait, meet_review
from notifications.enums import DecisionOutcome as O
from notifications.enums import DecisionVoidReason, ViewChoice
from notifications.enums import NotificationStatus as S
from notifications.events import CriteriaFoundNotMet, DecidedToNotify, NotificationAmended
from notifications.models import Decision, DecisionSignature, LookAgainRequest, Notification
from notifications.models.judgement import RAG_VIEWS
from notifications.policies import judgement as policies
from notifications.policies.judgement import OUTCOME_STEPS, standing_decision
from notifications.queries.judgement import (
    FITS,
    decision_makers,
    readers_with,
    those_who_see,
    version_key,
)
from notifications.workflow import TRANSITIONS

CARRIED_OUT = policies.OVER | {S.NOTIFIED, S.TOLD}


@dataclass(frozen=True)
class Grounds:
    """Why it was decided so: each a text, sealed with the decision."""

    reasons: str
    options: str = ""
    information: str = ""
    unknown: str = ""
    why_it_differs: str = ""


@transaction.atomic
def decide(
    public_id: Any,
    *,
    seen_version: int,
    outcome: str,
    grounds: Grounds,
    decision_maker: Any,
    decided: Moment,
    review_on: dt.date | None = None,
    by: Any,
) -> Decision:
    """Record the authority's decision, or a new version of it, and everything that follows on the same day.

    The decision maker signs by recording it; a notifier records it for them and their signature is awaited.
    A decision to notify takes effect at once all the same, because the law's time limit runs. Any other takes
    effect when it is signed: until then what stood before stands, clocks run on.
    Raises `ValueError` for a day that has not come, `Refused` for an outcome, a name or reasons that do not
    do, `Stale` when somebody was first.
    """
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    lock_case(notification.case_id)
    require(policies.can_decide(by, notification), record=notification)
    require(policies.can_take_outcome(notification, outcome), record=notification)
    _check(notification, outcome, decision_maker, decided, review_on)
    differs = differs_from_views(notification, outcome)
    if differs and not grounds.why_it_differs.strip():
        raise Refused(Verdict("incomplete", WHY_DIFFERENT), record=notification)
    before = last_of_course(notification)
    decision = Decision.all_records.create(
        notification=notification,
        number=Decision.all_records.filter(notification=notification).count() + 1,
        outcome=outcome,
        content=_sealed(notification, asdict(grounds)),
        decision_maker=decision_maker,
        decided_on=decided.on,
        decided_at=decided.at,
        recorded_by=by,
        rests_on=version_key(notification),
        views_round=live_round(notification.case_id, RAG_VIEWS),
        differs_from_views=differs,
        review_on=review_on if outcome == O.AWAIT else None,
    )
    if by.pk == decision_maker.pk:
        DecisionSignature.all_records.create(decision=decision, signed_by=by)
    if decision.takes_effect:
        _carry_out(notification, decision, before, by=by)
    else:
        _await_signature(notification, decision, by=by)
    return decision


DECIDED = "The local authority decided"
WHY_DIFFERENT = (
    "Say why the decision differs from the view of the statutory partners: most of them, or one of them who "
    "says that the criteria are met, see it another way."
)


@transaction.atomic
def sign_decision(public_id: Any, *, seen_version: int, by: Any) -> DecisionSignature:
    """The named decision maker signs what was recorded for them; unless it is to notify, it then takes effect."""
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    lock_case(notification.case_id)
    require(policies.can_sign_decision(by, notification), record=notification)
    decision = _the_standing_decision(notification)
    waited, before = not decision.takes_effect, last_of_course(notification)
    made = DecisionSignature.all_records.create(decision=decision, signed_by=by)
    if not waited:
        notification.touch(by=by)
        notification.save()
    audit.record(
        "notifications.decision_signed", subject=notification, by=by, number=made.decision.number,
        signed=evidence.of(made),
    )  # fmt: skip
    told = readers_with(notification, UNIT_ROLES | {Role.LA_NOTIFIER})
    _tell("decision_signed", notification, told, key=str(made.decision.public_id), by=by)
    if waited:
        _carry_out(notification, decision, before, by=by)
    return made


@transaction.atomic
def look_again(public_id: Any, *, seen_version: int, reasons: str, by: Any) -> LookAgainRequest:
    """The Executive asks the group to look again: the decision no longer stands, a new round begins.

    The earlier round and the earlier decision stay as they were signed.
    """
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    lock_case(notification.case_id)
    require(policies.can_look_again(by, notification), record=notification)
    decision = _the_standing_decision(notification)
    asked = LookAgainRequest.all_records.create(
        notification=notification,
        decision=decision,
        reasons=_sealed(notification, {"reasons": reasons}),
        asked_by=by,
    )
    void_standing(notification, DecisionVoidReason.LOOK_AGAIN, by=by)
    was = notification.status
    notification.apply(TRANSITIONS["look_again"], by=by)
    notification.save()
    follow_kinds(notification, by=by)
    audit.record(
        "notifications.look_again_asked", subject=notification, by=by, status=[was, notification.status]
    )
    consideration.begin(notification, by=by, why=EndReason.LOOK_AGAIN)
    told = readers_with(notification, SUBMISSION_ROLES)
    _tell("look_again_asked", notification, told, key=str(asked.public_id), by=by)
    return asked


def after_amendment(event: NotificationAmended) -> None:
    """What was signed on the earlier version no longer counts, and everybody concerned is told.

    Runs in the transaction of the amendment. A decision that was already carried out (the national receipt
    is recorded) stays; its page says which version it rests on.
    """
    notification = Notification.all_records.select_related("case__partnership", "partnership").get(
        pk=event.notification_id
    )
    by = type(notification.raised_by).objects.get(pk=event.by_id)
    consideration.renew_after_amendment(notification, by=by)
    if notification.status in CARRIED_OUT:
        return
    void = void_standing(notification, DecisionVoidReason.AMENDED, by=by)
    if void is None:
        return
    told = [*readers_with(notification, UNIT_ROLES | {Role.LA_NOTIFIER}), void.decision.decision_maker]
    people = those_who_see(notification, told)
    key = str(void.decision.public_id)
    _tell("decision_signature_void", notification, people, key=key)
    again = {person.pk for person in people}
    watching = readers_with(notification, [Role.EXECUTIVE, Role.RAG_MEMBER])
    others = [person for person in watching if person.pk not in again]
    _tell("decision_no_longer_stands", notification, others, key=key)


def differs_from_views(notification: Notification, outcome: str) -> bool:
    """Whether the decision is not in line with most partners, or with one who says that it must be notified.

    Blind views never count here.
    """
    the_round = live_round(notification.case_id, RAG_VIEWS)
    if the_round is None or not the_round.is_open:
        return False
    result = result_of(the_round)
    weighty = {result.majority} - {""}
    if ViewChoice.MET in result.choices and outcome != O.NOTIFY:
        weighty.add(ViewChoice.MET)
    return any(outcome not in FITS[ViewChoice(choice)] for choice in weighty)


def _the_standing_decision(notification: Notification) -> Decision:
    found = standing_decision(notification)
    assert found is not None  # noqa: S101 - the policy has just seen it under the same lock
    return found


def _check(
    notification: Notification, outcome: str, maker: Any, decided: Moment, review_on: dt.date | None
) -> None:
    if maker.pk not in {person.pk for person in decision_makers(notification)}:
        raise Refused(
            Verdict("incomplete", "Name a decision maker of the local authority who may take this decision."),
            record=notification,
        )
    if decided.earliest > clock.now():
        raise ValueError("The decision must already have been made")
    if outcome == O.AWAIT and (review_on is None or review_on <= clock.today()):
        raise ValueError("Say when you will look at it again: a day after today")


def _sealed(notification: Notification, document: dict[str, Any]) -> Any:
    value = sealing.seal(notification.case, document)
    sealing.freeze([value])
    return value


def _await_signature(notification: Notification, decision: Decision, *, by: Any) -> None:
    """Nothing changes yet but what is on the record; the named decision maker is asked to sign."""
    void_awaiting(notification, keep=decision, by=by)
    notification.touch(by=by)
    notification.save()
    audit.record(
        "notifications.decision_awaits_signature", subject=notification, by=by, number=decision.number,
        outcome=decision.get_outcome_display(), decision_maker=str(decision.decision_maker),
        signed=evidence.of(decision),
    )  # fmt: skip
    _tell("decision_to_sign", notification, [decision.decision_maker], key=str(decision.public_id))


def _carry_out(notification: Notification, decision: Decision, before: Decision | None, *, by: Any) -> None:
    """Status, facts, clocks, sight, record, messages and consequences of a decision, in that order."""
    case, outcome = notification.case, decision.outcome
    why = DecisionVoidReason.REPLACED
    is_replaced = void_standing(notification, why, keep=decision, by=by) is not None
    if outcome in (O.NOTIFY, O.TELL) and live_round(case, RAG_VIEWS) is None:
        consideration.begin(notification, by=by)
    was = notification.status
    step = TRANSITIONS[OUTCOME_STEPS[O(outcome)]]
    if was == step.target:
        notification.touch(by=by)
    else:
        notification.apply(step, by=by)
    notification.review_on = decision.review_on
    meet_review(notification, by=by)
    if outcome == O.AWAIT:
        _wait(notification, decision, was, by=by)
    else:
        end_what_is_asked(notification, DECIDED, by=by)
    notification.save()
    _record_facts(notification, decision, before, is_replaced=is_replaced, by=by)
    follow_decision(notification, outcome, by=by)
    if not case.is_restricted:
        executive = grants.groups_with(notification.partnership, [Role.EXECUTIVE])
        grants.grant(notification, executive, powers=["view", "view_identity"])
    audit.record(
        "notifications.decision_recorded",
        subject=notification,
        by=by,
        status=[was, notification.status],
        number=decision.number,
        outcome=decision.get_outcome_display(),
        decision_maker=str(decision.decision_maker),
        differs="yes" if decision.differs_from_views else "no",
        signed=evidence.of(decision),
    )
    _tell_everybody(notification, decision, by=by)
    had_notified = before is not None and before.outcome == O.NOTIFY
    if outcome == O.NOTIFY and not had_notified:
        publish(DecidedToNotify(notification.pk, by.pk))
    if had_notified and outcome not in (O.NOTIFY, O.AWAIT):
        publish(CriteriaFoundNotMet(notification.pk, by.pk, no_suspicion=outcome == O.TELL))


def _wait(notification: Notification, decision: Decision, was: str, *, by: Any) -> None:
    assert decision.review_on is not None  # noqa: S101 - a constraint of the decision
    end_questions(notification, DECIDED, by=by)
    end_wait(notification, "The review date was set anew", by=by)
    begin_wait(
        notification, reasons="The local authority decided to wait. Its reasons stand with its decision.",
        review_on=decision.review_on, since=Moment(decision.decided_on, decision.decided_at),
        source="The local authority waits for information", from_status=was, by=by,
    )  # fmt: skip


def _record_facts(
    notification: Notification, decision: Decision, before: Decision | None, *, is_replaced: bool, by: Any
) -> None:
    """Date the authority's decision: that of the version that stands.

    The same decision signed anew, because what it rested on was changed, keeps the day it was first made.
    """
    moment = Moment(decision.decided_on, decision.decided_at)
    facts = live_facts(notification.case)
    changed = before is None or before.outcome != decision.outcome
    if before is not None and is_replaced:
        changed = changed or moment != Moment(before.decided_on, before.decided_at)
    if changed or FactKind.LA_DECIDED not in facts:
        record_fact(
            notification.case,
            FactKind.LA_DECIDED,
            moment=moment,
            source=f"The local authority's decision, version {decision.number}",
            by=by,
            reason=f"Version {decision.number} of the decision",
        )


def _tell_everybody(notification: Notification, decision: Decision, *, by: Any) -> None:
    """The group, the Business Unit, the Executive, the referrer and the decision maker, the same day."""
    key = str(decision.public_id)
    _tell("decision_recorded", notification, readers_with(notification, SUBMISSION_ROLES), key=key, by=by)
    executive = readers_with(notification, [Role.EXECUTIVE])
    _tell("decision_for_executive", notification, executive, key=key, by=by)
    if notification.case.is_restricted:
        unit = readers_with(notification, UNIT_ROLES)
        _tell("decision_executive_to_name", notification, unit, key=key, path=_case_path(notification))
    path = progress_path(notification)
    tell("decision_for_referrer", notification, referrers_of(notification), key=key, by=by, path=path)
    if decision.decision_maker_id != by.pk:
        _tell("decision_to_sign", notification, [decision.decision_maker], key=key)


def _tell(
    kind: str, notification: Notification, people: Any, *, key: str, by: Any = None, path: str = ""
) -> None:
    address = path or reverse("notifications:decision", args=[notification.public_id])
    tell(kind, notification, people, key=key, by=by, path=address)


def _case_path(notification: Notification) -> str:
    return notification.get_absolute_url()
