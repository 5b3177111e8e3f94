"""Raising an immediate safety action, telling who must know, and recording the call that ends it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from lscp.accounts.roles import UNIT_ROLES, Role
from lscp.audit import service as audit
from lscp.cases.scope import let_in
from lscp.deadlines.actions import meet, start_clock
from lscp.deadlines.actions.handing_over import hand_over
from lscp.deadlines.compute import Moment
from lscp.kernel import clock
from lscp.kernel.access import Refused, Verdict, require
from lscp.kernel.scoping import claim
from lscp.messaging import service as messaging
from lscp.messaging.recipients import people_with
from lscp.people.sealing import freeze, seal
from lscp.tasks import policies
from lscp.tasks.models import RULE, SafetyAction


@transaction.atomic
def raise_safety(
    case: Any, agency: Any, *, by: Any, tells_lead: bool, from_form: bool = False, needed: str = ""
) -> SafetyAction:
    """Raise an action, start its own clock from now and tell those who must know, at once.

    A form raises one action only: asking again returns it, and tells the lead who was not told before.
    The caller has checked that `by` may say so. It never replaces the call to the front door.
    """
    if from_form:
        there = SafetyAction.all_records.select_for_update().filter(case=case, from_form=True).first()
        if there is not None:
            return _also_tell_lead(there, by=by) if tells_lead and not there.tells_lead else there
    action = SafetyAction.all_records.create(
        case=case,
        partnership=case.partnership,
        agency=agency,
        raised_by=by,
        changed_by=by,
        from_form=from_form,
        tells_lead=tells_lead,
        concern=seal(case, {"needed": needed}) if needed else None,
    )
    start_clock(
        case,
        RULE,
        start=Moment.of(action.raised_at),
        by=by,
        subject=str(action.public_id),
        agency=agency,
        holder=None if tells_lead else _unit_holder(case, by),
        why="somebody said a child is at risk now",
    )
    audit.record("tasks.safety_raised", subject=action, by=by, case=case, from_form=from_form)
    _tell_unit(action)
    if tells_lead:
        _tell_leads(action)
    return action


@transaction.atomic
def keep_from_leads(case: Any, agency: Any, *, why: str, by: Any) -> None:
    """The agency's lead or a colleague may be involved: no lead sees or hears of its actions any more.

    The Business Unit looks after each open one's clock instead. The caller has checked that `by` may say so.
    """
    found = SafetyAction.all_records.filter(case=case, agency=agency, tells_lead=True)
    for action in found.select_for_update(of=("self",)).select_related("case", "partnership"):
        action.tells_lead = False
        action.touch(by=by)
        action.save()
        hand_over(
            case,
            RULE,
            subject=str(action.public_id),
            holder=_unit_holder(action.case, by),
            why=why,
            by=by,
        )
        audit.record("tasks.safety_lead_kept_out", subject=action, by=by, case=action.case)


@transaction.atomic
def record_call(
    public_id: Any, *, seen_version: int, called: Moment, called_whom: str, outcome: str, by: Any
) -> SafetyAction:
    """Record the call to the front door: when, to whom, and what came of it. This alone ends the action.

    Raises `Refused` for a call in the future.
    """
    action = claim(SafetyAction, public_id, by=by, seen_version=seen_version)
    require(policies.can_record_call(by, action), record=action)
    now = clock.now()
    if called.earliest > now:
        raise Refused(Verdict("state", "The call must already have been made"), record=action)
    action.call = seal(action.case, {"to": called_whom, "outcome": outcome})
    freeze([action.call])
    action.called_at = min(called.latest, now)
    action.call_recorded_at, action.call_recorded_by = now, by
    action.touch(by=by)
    action.save()
    done = called if called.time_known else Moment(called.on, None)
    meet(
        action.case,
        RULE,
        subject=str(action.public_id),
        done=done,
        evidence="Record of the call to the front door",
        by=by,
    )
    audit.record("tasks.safety_call_recorded", subject=action, by=by, case=action.case)
    _tell_done(action, by=by)
    return action


@transaction.atomic(durable=True)
def note_reading(action: SafetyAction, *, by: Any) -> None:
    """Write down that somebody looked at an action, before its page is sent."""
    audit.record("tasks.safety_viewed", subject=action, by=by, case=action.case, contributed_by=action.agency)


def _also_tell_lead(action: SafetyAction, *, by: Any) -> SafetyAction:
    action.tells_lead = True
    action.touch(by=by)
    action.save()
    audit.record("tasks.safety_lead_told", subject=action, by=by, case=action.case)
    if action.is_open:
        _tell_leads(action)
    return action


def _unit_holder(case: Any, by: Any) -> Any:
    """Somebody of the Business Unit to hold the clock by name, so that no lead is reminded of it."""
    people = let_in(people_with(case.partnership, UNIT_ROLES), case)
    return people[0] if people else by


def _tell_unit(action: SafetyAction) -> None:
    people = people_with(action.partnership, UNIT_ROLES)
    _tell("safety_raised", action, people)


def _tell_leads(action: SafetyAction) -> None:
    people = people_with(action.partnership, [Role.SAFEGUARDING_LEAD], agency=action.agency)
    _tell("safety_raised", action, people)


def _tell_done(action: SafetyAction, *, by: Any) -> None:
    people = list(people_with(action.partnership, UNIT_ROLES))
    if action.tells_lead:
        people += people_with(action.partnership, [Role.SAFEGUARDING_LEAD], agency=action.agency)
    _tell("safety_call_recorded", action, [person for person in people if person.pk != by.pk])


def _tell(kind: str, action: SafetyAction, people: Any) -> None:
    messaging.enqueue(
        kind,
        to=let_in(people, action.case),
        dedupe_key=f"{kind}:{action.public_id}",
        case=action.case,
        path=action.get_absolute_url(),
    )
