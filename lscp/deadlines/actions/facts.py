"""Recording when something happened, and correcting it. Each change works the case's clocks out again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from lscp.audit import service as audit
from lscp.cases.models import Case
from lscp.deadlines import policies
from lscp.deadlines.access import sees_case
from lscp.deadlines.actions.clocks import expect_on
from lscp.deadlines.actions.ground import Standing, standing_of
from lscp.deadlines.compute import Moment
from lscp.deadlines.enums import FactKind
from lscp.deadlines.ledger import lock_case
from lscp.deadlines.models import Fact
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused, Stale, Verdict, require
from lscp.kernel.dates import british_date
from lscp.people.models import Person, SealedValue
from lscp.people.typed import seal_typed, text_of, type_into

SUDDEN_DEATH_RULES = ("sudic_home_visit", "sudic_meeting")
DEATH_RULES = ("child_death_notification",)
TAKEN_OFF = "Taken off on its page"
"""The source of what somebody withdrew by hand: no other source brings it back."""


@dataclass(frozen=True)
class Happened:
    """Something to record: what, when, and who says so. A correction needs a `reason`.

    `sealed` is the source where the caller has sealed it already, frozen. `child` is who died, where more than
    one child of the case has.
    """

    kind: str
    moment: Moment
    source: str
    sudden: str = ""
    reason: str = ""
    subject: str = ""
    sealed: SealedValue | None = None
    child: Person | None = None


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
    moment in the future, for a correction without a reason, and for a death of nobody in particular where each
    death of the case names its child. The caller has checked that `by` may record it.
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
    recorded from another source stays; so do deaths of single children where none came from this one.
    `is_claimed` says that the caller holds the case's lock and has read the case, with its partnership, under it.
    """
    case = case if is_claimed else lock_case(case.pk)
    given, expected = list(happened), list(expect)
    dies = any(one.kind == FactKind.DEATH for one in given)
    called_for = (*DEATH_RULES, *SUDDEN_DEATH_RULES) if dies else ()
    standing = standing_of(case, keys=[*called_for, *expected])
    meant = [found for one in given if (found := _whose(standing, one, leaves_others=leaves_others))]
    written = [
        (fact, one.reason)
        for one in meant
        if (fact := _new_fact(case, standing.recorded(one.kind, one.child), one, by)) is not None
    ]
    write_facts([fact for fact, _reason in written])
    for fact, reason in written:
        apply_fact(standing, fact, by, reason=reason)
    for child, keys in _called_for(fact for fact, _reason in written).items():
        expect_on(standing, keys, child=child, by=by)
    expect_on(standing, expected, by=by)
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
    child: Person | None = None,
) -> Fact:
    """Record or correct a fact on its page: scope, policy and staleness are checked here.

    `seen_version` is how many rows of this kind the case, or this `child`, had when the person was shown the page.
    """
    if not sees_case(by, case):
        raise OutOfScope
    lock_case(case.pk)
    require(policies.can_record_fact(by, case, kind, child))
    refuse_stale(Fact.objects.filter(case=case, kind=kind, child=child), seen_version)
    happened = Happened(kind, moment, source, sudden, reason, child=child)
    standing = record_facts(case, [happened], by=by)
    return held_fact(standing, kind, child)


def refuse_stale(facts: QuerySet[Fact], seen_version: int) -> None:
    """Raise `Stale` when there are not as many of these rows as the person was shown."""
    if facts.count() == seen_version:
        return
    last = facts.select_related("recorded_by").order_by("-pk").first()
    raise Stale(
        "This was recorded or corrected since you opened this page",
        by=str(last.recorded_by) if last else "",
        at=last.recorded_at if last else None,
    )


def held_fact(standing: Standing, kind: str, child: Person | None) -> Fact:
    """What was just recorded of this kind. Raises `LookupError` when nothing is."""
    fact = standing.recorded(kind, child)
    if fact is None:
        raise LookupError(f"Nothing of the kind {kind} is recorded")
    return fact


@transaction.atomic
def withdraw_fact(case: Case, kind: str, *, reason: str, by: Any, child: Person | None = None) -> Fact:
    """Say that something recorded did not happen; clocks that started from it wait again."""
    if not sees_case(by, case):
        raise OutOfScope
    case = lock_case(case.pk)
    require(policies.can_record_fact(by, case, kind, child))
    told = Fact.objects.filter(case=case, kind=kind, child=child, is_live=True, is_withdrawn=False)
    old = told.select_related("child").first()
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
    read = told.select_related("source__key", "child")
    fact = next((one for one in read if text_of(one.source) == source), None)
    if fact is None:
        return None
    return _withdraw(case, fact, source=source, reason=reason, by=by)


def _withdraw(case: Case, old: Fact, *, source: str, reason: str, by: Any) -> Fact:
    fact = Fact(
        case=case, kind=old.kind, on=old.on, at=old.at, sudden=old.sudden, subject=old.subject,
        child=old.child, supersedes=old, recorded_at=clock.now(), recorded_by=by, is_withdrawn=True,
    )  # fmt: skip
    type_into(fact, source=source, reason=reason)
    standing = standing_of(case)
    write_facts([fact])
    apply_fact(standing, fact, by, reason=reason)
    return fact


def _whose(standing: Standing, one: Happened, *, leaves_others: bool) -> Happened | None:
    """The same with the child it is about, or None where what another source told stays."""
    if one.kind == FactKind.DEATH and one.child is None and standing.deaths:
        if not leaves_others:
            raise ValueError("Say which child died: each death of this case names its child")
        told = [fact for fact in standing.deaths.values() if text_of(fact.source) == one.source]
        return replace(one, child=told[0].child) if told else None
    old = standing.recorded(one.kind, one.child)
    is_from_elsewhere = old is not None and text_of(old.source) != one.source
    return None if leaves_others and is_from_elsewhere else one


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
        recorded_at=clock.now(), recorded_by=by, child=one.child,
        subject=one.subject or (old.subject if old else ""),
    )  # fmt: skip
    type_into(fact, reason=one.reason)
    if one.sealed is None:
        type_into(fact, source=one.source)
    else:
        fact.source = one.sealed
    return fact


def write_facts(facts: Sequence[Fact]) -> None:
    """Write rows; the ones they supersede stop being live."""
    before = [fact.supersedes_id for fact in facts if fact.supersedes_id]
    if before:
        Fact.objects.filter(pk__in=before).update(is_live=False)
    seal_typed(facts)
    Fact.objects.bulk_create(facts)


def apply_fact(standing: Standing, fact: Fact, by: Any, *, reason: str) -> None:
    """Write the record, and work the case's clocks out again."""
    standing.keep(fact)
    verb = "deadlines.fact_corrected" if fact.supersedes_id else "deadlines.fact_recorded"
    audit.record(verb, subject=fact, by=by, kind=fact.get_kind_display(), withdrawn=fact.is_withdrawn)
    why = f"{fact.title}: {'withdrawn' if fact.is_withdrawn else british_date(fact.on)}"
    standing.recalculate(why=why, typed=reason, by=by)


def _called_for(facts: Iterable[Fact]) -> dict[Person | None, list[str]]:
    """The rules that what was recorded calls for by itself, by the child it is about."""
    return {
        fact.child: [*DEATH_RULES, *(SUDDEN_DEATH_RULES if fact.is_sudden else ())]
        for fact in facts
        if fact.kind == FactKind.DEATH
    }
