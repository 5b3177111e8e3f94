"""Recording when something happened, and correcting it. Each change works the case's clocks out again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from lscp.audit import service as audit
from lscp.cases.models import Case
from lscp.deadlines import policies
from lscp.deadlines.access import sees_case
from lscp.deadlines.actions.clocks import expect_on, meet
from lscp.deadlines.actions.ground import Standing, standing_of
from lscp.deadlines.compute import Moment
from lscp.deadlines.enums import FactKind, Sudden
from lscp.deadlines.ledger import lock_case
from lscp.deadlines.models import Fact, SudicMeeting
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused, Stale, Verdict, require
from lscp.kernel.dates import british_date
from lscp.people.models import SealedValue
from lscp.people.typed import seal_typed, text_of, type_into

SUDDEN_DEATH_RULES = ("sudic_home_visit", "sudic_meeting")
DEATH_RULES = ("child_death_notification",)
TAKEN_OFF = "Taken off on its page"
"""The source of what somebody withdrew by hand: no other source brings it back."""


@dataclass(frozen=True)
class Happened:
    """Something to record: what, when, and who says so. A correction needs a `reason`.

    `sealed` is the source where the caller has sealed it already, frozen.
    """

    kind: str
    moment: Moment
    source: str
    sudden: str = ""
    reason: str = ""
    subject: str = ""
    sealed: SealedValue | None = None


@transaction.atomic
def record_fact(
    case: Case,
    kind: str,
    *,
    moment: Moment,
    source: str,
    by: Any,
    sudden: str = "",
    reason: str = "",
    subject: str = "",
) -> Fact:
    """Record when something happened; a second recording of the same kind corrects the first.

    Saying the same again changes nothing, unless a reason is given for another source. `subject` is that of
    the clocks for which it counts, where it does not count for the whole case. Raises `ValueError` for a
    moment in the future, and for a correction without a reason. The caller has checked that `by` may record
    it.
    """
    standing = record_facts(case, [Happened(kind, moment, source, sudden, reason, subject)], by=by)
    return standing.facts[kind]


@transaction.atomic
def record_facts(
    case: Case,
    happened: Iterable[Happened],
    *,
    by: Any,
    expect: Iterable[str] = (),
    leaves_others: bool = False,
    is_claimed: bool = False,
) -> Standing:
    """Record when several things happened, and say which rules apply, reading the case once.

    The same as `record_fact` for each and `expect_clocks` afterwards. With `leaves_others` what was last
    recorded from another source stays. `is_claimed` says that the caller holds the case's lock and has read
    the case, with its partnership, under it.
    """
    case = case if is_claimed else lock_case(case.pk)
    given, expected = list(happened), list(expect)
    dies = any(one.kind == FactKind.DEATH for one in given)
    called_for = (*DEATH_RULES, *SUDDEN_DEATH_RULES) if dies else ()
    standing = standing_of(case, keys=[*called_for, *expected])
    facts = [
        fact
        for one in given
        if not (leaves_others and _is_from_elsewhere(standing.facts.get(one.kind), one))
        and (fact := _new_fact(case, standing.facts.get(one.kind), one, by)) is not None
    ]
    _write_facts(facts)
    reasons = {one.kind: one.reason for one in given}
    for fact in facts:
        _apply(standing, fact, by, reason=reasons[fact.kind])
    expect_on(standing, [*_called_for(facts), *expected], by=by)
    return standing


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
    return _withdraw(case, old, source=TAKEN_OFF, reason=reason, by=by)


@transaction.atomic
def take_back_fact(case: Case, kind: str, *, source: str, reason: str, by: Any) -> Fact | None:
    """The source that told of something no longer does. None where it was last recorded from elsewhere.

    The caller has checked that `by` may do what takes it back.
    """
    case = lock_case(case.pk)
    told = Fact.objects.filter(case=case, kind=kind, is_live=True, is_withdrawn=False)
    fact = told.select_related("source__key").first()
    if fact is None or text_of(fact.source) != source:
        return None
    return _withdraw(case, fact, source=source, reason=reason, by=by)


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
    meeting = SudicMeeting(case=case, held_on=held_on, considered_by=by, refers_to_rag=refers_to_rag)
    type_into(meeting, attended=attended, reason=reason)
    seal_typed([meeting])
    meeting.save(force_insert=True)
    audit.record("deadlines.sudic_meeting_recorded", subject=meeting, by=by, case=case, refers=refers_to_rag)
    meet(case, "sudic_meeting", done=Moment(held_on), evidence="Record of the meeting", by=by)
    return meeting


def _withdraw(case: Case, old: Fact, *, source: str, reason: str, by: Any) -> Fact:
    fact = Fact(
        case=case, kind=old.kind, on=old.on, at=old.at, sudden=old.sudden, subject=old.subject,
        supersedes=old, recorded_at=clock.now(), recorded_by=by, is_withdrawn=True,
    )  # fmt: skip
    type_into(fact, source=source, reason=reason)
    standing = standing_of(case)
    _write_facts([fact])
    _apply(standing, fact, by, reason=reason)
    return fact


def _is_from_elsewhere(old: Fact | None, one: Happened) -> bool:
    return old is not None and text_of(old.source) != one.source


def _new_fact(case: Case, old: Fact | None, one: Happened, by: Any) -> Fact | None:
    """The row to write, or None where the same is recorded already."""
    moment = one.moment
    if moment.on > clock.today() or (moment.at and moment.at > clock.now()):
        raise ValueError("What is recorded must already have happened")
    told = (moment.on, moment.at, one.sudden)
    is_same = old is not None and not old.is_withdrawn and (old.on, old.at, old.sudden) == told
    if old is not None and is_same and (not one.reason or text_of(old.source) == one.source):
        return None
    if old is not None and not one.reason:
        raise ValueError("A correction needs a reason")
    fact = Fact(
        case=case, kind=one.kind, on=moment.on, at=moment.at, sudden=one.sudden, supersedes=old,
        recorded_at=clock.now(), recorded_by=by, subject=one.subject or (old.subject if old else ""),
    )  # fmt: skip
    type_into(fact, reason=one.reason)
    if one.sealed is None:
        type_into(fact, source=one.source)
    else:
        fact.source = one.sealed
    return fact


def _write_facts(facts: Sequence[Fact]) -> None:
    """Write rows; the ones they supersede stop being live."""
    before = [fact.supersedes_id for fact in facts if fact.supersedes_id]
    if before:
        Fact.objects.filter(pk__in=before).update(is_live=False)
    seal_typed(facts)
    Fact.objects.bulk_create(facts)


def _apply(standing: Standing, fact: Fact, by: Any, *, reason: str) -> None:
    """Write the record, and work the case's clocks out again."""
    standing.facts[fact.kind] = fact
    verb = "deadlines.fact_corrected" if fact.supersedes_id else "deadlines.fact_recorded"
    audit.record(verb, subject=fact, by=by, kind=fact.get_kind_display(), withdrawn=fact.is_withdrawn)
    why = f"{fact.get_kind_display()}: {'withdrawn' if fact.is_withdrawn else british_date(fact.on)}"
    standing.recalculate(why=why, typed=reason, by=by)


def _called_for(facts: Iterable[Fact]) -> list[str]:
    """The rules that what was recorded calls for by itself."""
    death = next((fact for fact in facts if fact.kind == FactKind.DEATH), None)
    if death is None:
        return []
    is_sudden = death.sudden in (Sudden.YES, Sudden.IN_DOUBT)
    return [*DEATH_RULES, *(SUDDEN_DEATH_RULES if is_sudden else ())]
