"""Recording when something happened, and correcting it. Each change works the case's clocks out again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from lscp.audit import service as audit
from lscp.cases.models import Case
from lscp.deadlines import policies
from lscp.deadlines.access import sees_case
from lscp.deadlines.actions.clocks import expect_clocks, meet
from lscp.deadlines.actions.ground import recalculate
from lscp.deadlines.compute import Moment
from lscp.deadlines.enums import FactKind, Sudden
from lscp.deadlines.ledger import lock_case
from lscp.deadlines.models import Fact, SudicMeeting
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused, Stale, Verdict, require

SUDDEN_DEATH_RULES = ("sudic_home_visit", "sudic_meeting")
DEATH_RULES = ("child_death_notification",)


@transaction.atomic
def record_fact(
    case: Case, kind: str, *, moment: Moment, source: str, by: Any, sudden: str = "", reason: str = ""
) -> Fact:
    """Record when something happened; a second recording of the same kind corrects the first.

    Saying the same again changes nothing, unless a reason is given for another source. Raises `ValueError`
    for a moment in the future, and for a correction without a reason. The caller has checked that `by` may
    record it.
    """
    case = lock_case(case.pk)
    if moment.on > clock.today() or (moment.at and moment.at > clock.now()):
        raise ValueError("What is recorded must already have happened")
    old = Fact.objects.filter(case=case, kind=kind, is_live=True).first()
    if (
        old is not None
        and not old.is_withdrawn
        and (old.on, old.at, old.sudden) == (moment.on, moment.at, sudden)
        and (old.source == source or not reason)
    ):
        return old
    if old is not None and not reason:
        raise ValueError("A correction needs a reason")
    fact = _supersede(
        old,
        case=case,
        kind=kind,
        on=moment.on,
        at=moment.at,
        source=source,
        sudden=sudden,
        recorded_by=by,
        reason=reason,
    )
    _apply(fact, by)
    return fact


@transaction.atomic
def record_fact_by_hand(
    case: Case,
    kind: str,
    *,
    seen_version: int,
    moment: Moment,
    source: str,
    by: Any,
    sudden: str = "",
    reason: str = "",
) -> Fact:
    """Record or correct a fact on its page: scope, policy and staleness are checked here.

    `seen_version` is how many rows of this kind the case had when the person was shown the page.
    """
    if not sees_case(by, case):
        raise OutOfScope
    require(policies.can_record_fact(by, case))
    lock_case(case.pk)
    old = Fact.objects.filter(case=case, kind=kind, is_live=True).select_related("recorded_by").first()
    if seen_version != Fact.objects.filter(case=case, kind=kind).count():
        who = str(old.recorded_by) if old else ""
        raise Stale(
            "This was recorded or corrected since you opened this page",
            by=who,
            at=old.recorded_at if old else None,
        )
    return record_fact(case, kind, moment=moment, source=source, by=by, sudden=sudden, reason=reason)


@transaction.atomic
def withdraw_fact(case: Case, kind: str, *, reason: str, by: Any) -> Fact:
    """Say that something recorded did not happen; clocks that started from it wait again."""
    if not sees_case(by, case):
        raise OutOfScope
    require(policies.can_record_fact(by, case))
    case = lock_case(case.pk)
    old = Fact.objects.filter(case=case, kind=kind, is_live=True, is_withdrawn=False).first()
    if old is None:
        raise Refused(Verdict("state", "Nothing of this kind is recorded"))
    fact = _supersede(
        old, case=case, kind=kind, on=old.on, at=old.at, source=old.source, sudden=old.sudden,
        recorded_by=by, reason=reason, is_withdrawn=True,
    )  # fmt: skip
    _apply(fact, by)
    return fact


@transaction.atomic
def record_sudic_meeting(
    case: Case, *, held_on: dt.date, attended: str, refers_to_rag: bool, reason: str, by: Any
) -> SudicMeeting:
    """Record the meeting after a sudden death and the manager's consideration; its clock is met."""
    if not sees_case(by, case):
        raise OutOfScope
    case = lock_case(case.pk)
    require(policies.can_record_sudic_meeting(by, case))
    if held_on > clock.today():
        raise ValueError("The meeting must already have been held")
    meeting = SudicMeeting.objects.create(
        case=case,
        held_on=held_on,
        attended=attended,
        considered_by=by,
        refers_to_rag=refers_to_rag,
        reason=reason,
    )
    audit.record("deadlines.sudic_meeting_recorded", subject=meeting, by=by, case=case, refers=refers_to_rag)
    meet(case, "sudic_meeting", done=Moment(held_on), evidence="Record of the meeting", by=by)
    return meeting


def _supersede(old: Fact | None, **values: Any) -> Fact:
    if old is not None:
        Fact.objects.filter(pk=old.pk).update(is_live=False)
    return Fact.objects.create(supersedes=old, recorded_at=clock.now(), **values)


def _apply(fact: Fact, by: Any) -> None:
    """Write the record, start what the fact calls for, and work the case's clocks out again."""
    verb = "deadlines.fact_corrected" if fact.supersedes_id else "deadlines.fact_recorded"
    audit.record(verb, subject=fact, by=by, kind=fact.get_kind_display(), withdrawn=fact.is_withdrawn)
    why = f"{fact.get_kind_display()}: {'withdrawn' if fact.is_withdrawn else fact.on.isoformat()}"
    if fact.reason:
        why = f"{why}. {fact.reason}"
    recalculate(fact.case, why=why, by=by)
    if fact.kind == FactKind.DEATH and not fact.is_withdrawn:
        sudden = fact.sudden in (Sudden.YES, Sudden.IN_DOUBT)
        expect_clocks(fact.case, [*DEATH_RULES, *(SUDDEN_DEATH_RULES if sudden else ())], by=by)
