"""Decisions and actions of a meeting, made from its minutes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from lscp.accounts.models import Agency, User
from lscp.audit import service as audit
from lscp.cases.compartments import casework
from lscp.deadlines.actions import meet, start_clock
from lscp.deadlines.actions.own_clocks import cancel_one
from lscp.deadlines.compute import Length, Moment, Unit
from lscp.kernel import clock
from lscp.kernel.access import require
from lscp.kernel.dates import british_date
from lscp.kernel.scoping import claim
from lscp.meetings import policies
from lscp.meetings.models import Meeting, MeetingAction, MeetingDecision
from lscp.meetings.models.outcomes import RULE
from lscp.meetings.queries import people_who_may_act
from lscp.messaging import service as messaging
from lscp.people.sealing import freeze, seal


@transaction.atomic
def record_decision(
    public_id: Any, *, seen_version: int | None, text: str, rationale: str, by: Any
) -> MeetingDecision:
    """Write down one decision or recommendation of the meeting, and why. Raises `ValueError` without a reason."""
    meeting = claim(Meeting, public_id, by=by, seen_version=seen_version)
    require(policies.can_record_outcome(by, meeting), record=meeting)
    if not rationale.strip():
        raise ValueError("Write why the meeting decided this")
    number = MeetingDecision.all_records.filter(meeting=meeting).count() + 1
    decision = MeetingDecision.all_records.create(
        meeting=meeting, number=number, by=by,
        text=seal(meeting.case, text, is_frozen=True), rationale=seal(meeting.case, rationale, is_frozen=True),
    )  # fmt: skip
    _touch(meeting, by)
    _record("meetings.decision_recorded", meeting, meeting.case, by, number=number)
    return decision


@transaction.atomic
def give_action(
    public_id: Any,
    *,
    seen_version: int | None,
    what: str,
    agency: Agency,
    owner: User,
    due_on: dt.date,
    by: Any,
) -> MeetingAction:
    """Give an agency something to do, with a named owner and a day; the owner is told (reference only).

    Raises `ValueError` for a day that has passed, or an owner who does not work for that agency here or may
    know nothing of the case.
    """
    meeting = claim(Meeting, public_id, by=by, seen_version=seen_version)
    require(policies.can_record_outcome(by, meeting), record=meeting)
    if due_on < clock.today():
        raise ValueError("The day by which it is to be done must be today or in the future")
    known = {(person.pk, place.pk) for person, place, _role in people_who_may_act(meeting.case)}
    if (owner.pk, agency.pk) not in known:
        raise ValueError("Choose an owner who works for that agency in this partnership")
    number = MeetingAction.all_records.filter(meeting=meeting).count() + 1
    value = seal(meeting.case, what)
    freeze([value])
    action = MeetingAction.all_records.create(
        meeting=meeting, case=meeting.case, partnership=meeting.partnership, number=number, what=value,
        agency=agency, owner=owner, due_on=due_on, made_by=by, changed_by=by,
    )  # fmt: skip
    start_clock(
        meeting.case, RULE, start=Moment(clock.today()), subject=str(action.public_id), agency=agency,
        holder=owner, length=Length((due_on - clock.today()).days, Unit.CALENDAR_DAYS),
        why="a meeting gave this action, to be done by the day it set", by=by,
    )  # fmt: skip
    _touch(meeting, by)
    _record("meetings.action_given", meeting, meeting.case, by, number=number, agency=agency.name)
    messaging.enqueue(
        "meeting_action_given",
        to=[owner],
        dedupe_key=f"meeting_action_given:{action.public_id}",
        case=meeting.case,
        path=action.get_absolute_url(),
        due=british_date(due_on),
    )
    return action


@transaction.atomic
def finish_action(public_id: Any, *, seen_version: int | None, outcome: str, by: Any) -> MeetingAction:
    """Say that an action is done, and what came of it."""
    action = claim(MeetingAction, public_id, by=by, seen_version=seen_version)
    require(policies.can_finish_action(by, action), record=action)
    action.done_at, action.done_by = clock.now(), by
    action.outcome = seal(action.case, outcome)
    freeze([action.outcome])
    action.touch(by=by)
    action.save()
    meet(
        action.case, RULE, done=Moment.of(action.done_at), evidence="What was done is recorded",
        subject=str(action.public_id), by=by,
    )  # fmt: skip
    _record("meetings.action_done", action, action.case, by, number=action.number)
    if action.made_by_id != by.pk:
        messaging.enqueue(
            "meeting_action_done",
            to=[action.made_by],
            dedupe_key=f"meeting_action_done:{action.public_id}",
            case=action.case,
            path=action.get_absolute_url(),
        )
    return action


@transaction.atomic
def withdraw_action(public_id: Any, *, seen_version: int | None, reason: str, by: Any) -> MeetingAction:
    """Say that an action is no longer wanted, and why; its clock ends and the owner is told."""
    action = claim(MeetingAction, public_id, by=by, seen_version=seen_version)
    require(policies.can_withdraw_action(by, action), record=action)
    action.withdrawn_at, action.withdrawn_by = clock.now(), by
    action.withdrawn_because = seal(action.case, reason)
    freeze([action.withdrawn_because])
    action.touch(by=by)
    action.save()
    cancel_one(action.case, RULE, subject=str(action.public_id), reason="The action was withdrawn", by=by)
    _record("meetings.action_withdrawn", action, action.case, by, number=action.number)
    if action.owner_id != by.pk:
        messaging.enqueue(
            "meeting_action_withdrawn",
            to=[action.owner],
            dedupe_key=f"meeting_action_withdrawn:{action.public_id}",
            case=action.case,
            path=action.get_absolute_url(),
        )
    return action


def _touch(meeting: Meeting, by: Any) -> None:
    meeting.touch(by=by)
    meeting.save(update_fields=["version", "changed_at", "changed_by"])


def _record(verb: str, subject: Any, case: Any, by: Any, **data: Any) -> None:
    audit.record(verb, subject=subject, by=by, case=case, compartment=casework(case), **data)
