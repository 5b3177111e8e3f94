"""Deaths of several children of one case, each with its own day, clocks and meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction

from lscp.audit import service as audit
from lscp.cases.models import Case
from lscp.deadlines import deaths, policies
from lscp.deadlines.access import sees_case
from lscp.deadlines.actions.clocks import meet
from lscp.deadlines.actions.facts import (
    DEATH_RULES,
    SUDDEN_DEATH_RULES,
    Happened,
    apply_fact,
    held_fact,
    record_facts,
    refuse_stale,
    write_facts,
)
from lscp.deadlines.actions.ground import Standing, standing_of
from lscp.deadlines.compute import Moment
from lscp.deadlines.enums import Entry, FactKind
from lscp.deadlines.ledger import lock_case, successor
from lscp.deadlines.models import Fact, SudicMeeting
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused, Verdict, require
from lscp.people.models import Person
from lscp.people.typed import seal_typed, type_into


@transaction.atomic
def record_another_death(
    case: Case,
    *,
    child: Person,
    first: Person | None,
    seen_version: int,
    moment: Moment,
    sudden: str,
    source: str,
    by: Any,
) -> Fact:
    """Record that another child of the case died: its time limits run from its own day.

    `first` says whose death is recorded already, where that was not said yet; its fact, clocks and meeting go
    on as that child's. `seen_version` is how many rows about deaths the case had when the person was shown the
    page. Raises `ValueError` for a moment in the future and for one child named twice.
    """
    if not sees_case(by, case):
        raise OutOfScope
    case = lock_case(case.pk)
    require(policies.can_record_another_death(by, case))
    refuse_stale(Fact.objects.filter(case=case, kind=FactKind.DEATH), seen_version)
    standing = standing_of(case, keys=[*DEATH_RULES, *SUDDEN_DEATH_RULES])
    known = standing.facts.get(FactKind.DEATH)
    if known is not None and (first is None or first.pk == child.pk):
        raise ValueError(
            "Say which child the death that is recorded already is about, and which child died too"
        )
    for one in [child] if first is None or known is None else [child, first]:
        _refuse_other(case, standing, one)
    if known is not None and first is not None:
        _name(standing, known, first, by=by)
    happened = Happened(FactKind.DEATH, moment, source, sudden, child=child)
    return held_fact(record_facts(case, [happened], by=by), FactKind.DEATH, child)


def _refuse_other(case: Case, standing: Standing, child: Person) -> None:
    """Refuse somebody who is no child of this case now, or whose death is recorded."""
    if child.case_id != case.pk:
        raise OutOfScope
    if child.removed_at is not None or child.pk in standing.deaths:
        raise Refused(Verdict("state", f"{child.label} is off the form, or this death is recorded already"))


def _name(standing: Standing, known: Fact, child: Person, *, by: Any) -> None:
    """Say whose death it is: its clocks and its meeting go on as this child's, with their dates."""
    why = f"It is the death of {child.label}"
    named = Fact(
        case=standing.case, kind=known.kind, on=known.on, at=known.at, sudden=known.sudden, child=child,
        source=known.source, supersedes=known, recorded_at=clock.now(), recorded_by=by,
    )  # fmt: skip
    type_into(named, reason=why)
    write_facts([named])
    rows = [row for row in standing.clocks.values() if row.child_id is None and _runs_from_a_death(row)]
    subject = str(child.public_id)
    theirs = {"child": child, "subject": subject}
    moved = [
        successor(
            row, Entry.RECALCULATED, by=by, why=why, start_fact=named if row.start_fact_id else None, **theirs
        )
        for row in rows
    ]
    standing.write(moved, by=by, reason="more than one child died")
    SudicMeeting.objects.filter(case=standing.case, child=None).update(child=child)
    apply_fact(standing, named, by, reason=why)


def _runs_from_a_death(row: Any) -> bool:
    return bool(row.rule.starting_event == FactKind.DEATH and not row.subject)


@transaction.atomic
def record_sudic_meeting(
    case: Case,
    *,
    held_on: dt.date,
    attended: str,
    refers_to_rag: bool,
    reason: str,
    by: Any,
    children: Collection[Person] = (),
) -> list[SudicMeeting]:
    """Record the meeting after a sudden death and the manager's consideration; its clock is met.

    `children` are those it was about, where more than one child of the case has died: the clock of each is met.
    Raises `ValueError` for a day in the future and where it is not said which children it was about.
    """
    if not sees_case(by, case):
        raise OutOfScope
    case = lock_case(case.pk)
    require(policies.can_record_sudic_meeting(by, case))
    if held_on > clock.today():
        raise ValueError("The meeting must already have been held")
    about = _about(case, children)
    meetings = [
        SudicMeeting(case=case, child=child, held_on=held_on, considered_by=by, refers_to_rag=refers_to_rag)
        for child in about
    ]
    for meeting in meetings:
        type_into(meeting, attended=attended, reason=reason)
    seal_typed(meetings)
    for meeting in meetings:
        meeting.save(force_insert=True)
        audit.record(
            "deadlines.sudic_meeting_recorded", subject=meeting, by=by, case=case, refers=refers_to_rag
        )
        subject = str(meeting.child.public_id) if meeting.child else ""
        done = Moment(held_on)
        meet(case, "sudic_meeting", done=done, evidence="Record of the meeting", by=by, subject=subject)
    return meetings


def _about(case: Case, children: Iterable[Person]) -> list[Person | None]:
    """Whom a meeting is about: nobody in particular where the case has one death."""
    chosen = list(children)
    waiting = deaths.without_meeting(case)
    if waiting == [None] and not chosen:
        return [None]
    if not chosen or any(child not in waiting for child in chosen):
        raise ValueError("Select which children the meeting was about")
    return list(chosen)
