"""Asking for views, signing, opening, voiding, stepping aside. Called by a stage's own actions.

The stage has claimed its root record and asked its own policy. Lock order: the stage's root, then the
case's round. While a round is blind nothing written here can be read by anybody but the signer: the
record's entries stand in the round's compartment, and no message and no count tells of a view.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from lscp.audit import evidence
from lscp.audit import service as audit
from lscp.cases.compartments import casework
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused, Stale, Verdict, require
from lscp.people import sealing
from lscp.signing import policies
from lscp.signing.enums import EndReason, VoidReason
from lscp.signing.models import Recusal, RequiredSeat, SignedView, SigningRound, Voiding
from lscp.signing.queries import all_in
from lscp.signing.seats import place_of
from lscp.signing.visibility import compartment_of


@dataclass(frozen=True)
class SeatAsked:
    """A seat to be asked: the agency, the role in which somebody signs, and as which partner."""

    agency: Any
    role: str
    title: str


@dataclass(frozen=True)
class Question:
    """What is asked: the words, and the choices as (value, words)."""

    text: str
    choices: Sequence[tuple[str, str]]


@transaction.atomic
def begin_round(
    case: Any,
    purpose: str,
    *,
    question: Question,
    rests_on: str,
    seats: Iterable[SeatAsked],
    by: Any,
    group: Any = None,
) -> SigningRound:
    """Ask seats for signed views; blind until all of them are in (`lscp.signing.queries.all_in`).

    Raises `Refused` when there is no seat to ask or a round of this purpose still runs.
    """
    asked = list(seats)
    if not asked:
        raise Refused(Verdict("incomplete", "No statutory safeguarding partner is set up to give a view."))
    earlier = SigningRound.all_records.filter(case=case, purpose=purpose).order_by("-number").first()
    if earlier is not None and earlier.is_live:
        raise Refused(Verdict("state", "Views are already asked for."))
    made = SigningRound.all_records.create(
        case=case,
        purpose=purpose,
        number=earlier.number + 1 if earlier else 1,
        group=group,
        question=question.text,
        choices=[list(pair) for pair in question.choices],
        rests_on=rests_on,
        begun_by=by,
    )
    RequiredSeat.all_records.bulk_create(
        [
            RequiredSeat(round=made, number=number, agency=seat.agency, role=seat.role, title=seat.title)
            for number, seat in enumerate(asked, start=1)
        ]
    )
    audit.record("signing.round_begun", subject=made, by=by, case=case, number=made.number)
    return made


@transaction.atomic
def sign_view(
    round_id: Any, *, choice: str, document: dict[str, Any], seen_rests_on: str, seen_number: int, by: Any
) -> tuple[SignedView, bool]:
    """Sign a view, or a new version of one's own; says whether this opened the round.

    `document` is sealed and frozen. `seen_rests_on` is what the signer had in front of them and
    `seen_number` how many versions of their own they had signed. Raises `Stale` when either moved on,
    `Refused` and `PermissionDenied` as the policy says, `ValueError` for a choice that was not offered.
    """
    the_round = lock_round(round_id)
    require(policies.can_sign(by, the_round))
    if seen_rests_on != the_round.rests_on:
        raise Stale("What you are asked about has changed since you opened this page. Read it again first.")
    mine = list(the_round.views.filter(signer=by).order_by("number"))
    if len(mine) != seen_number:
        raise Stale("You have signed a view since you opened this page.", by=str(by), at=mine[-1].signed_at)
    if choice not in {value for value, _ in the_round.choices}:
        raise ValueError("Select one of the answers")
    place = place_of(by, the_round)
    if place is None:
        raise OutOfScope
    content = sealing.seal(the_round.case, document)
    sealing.freeze([content])
    view = SignedView.all_records.create(
        round=the_round,
        seat=place.seat,
        signer=by,
        standing=place.standing,
        stands_in_for=place.stands_in_for,
        number=len(mine) + 1,
        choice=choice,
        content=content,
        rests_on=the_round.rests_on,
        is_after_opening=the_round.is_open,
    )
    audit.record(
        "signing.view_signed_anew" if mine else "signing.view_signed",
        subject=view,
        by=by,
        case=the_round.case,
        compartment=compartment_of(the_round),
        signed=evidence.of(view),
    )
    return view, open_if_all_in(the_round.pk, by=by)


@transaction.atomic
def open_if_all_in(round_id: Any, *, by: Any) -> bool:
    """Open a running blind round once every seat's view is in; says whether this opened it.

    Asked after a view, and by the stage whenever somebody stops taking part.
    """
    the_round = lock_round(round_id)
    if the_round.is_open or not the_round.is_live or not all_in(the_round):
        return False
    _open(the_round, by=by)
    audit.record(
        "signing.views_opened", subject=the_round, by=by, case=the_round.case, number=the_round.number
    )
    return True


@transaction.atomic
def open_early(round_id: Any, *, reason: str, by: Any) -> SigningRound:
    """Open a blind round before every view is in: the chair, after giving their own, with a reason."""
    the_round = lock_round(round_id)
    require(policies.can_open_early(by, the_round))
    sealed = sealing.seal(the_round.case, {"reason": reason})
    sealing.freeze([sealed])
    the_round.early_reason = sealed
    _open(the_round, by=by)
    audit.record(
        "signing.views_opened_early", subject=the_round, by=by, case=the_round.case, number=the_round.number
    )
    return the_round


@transaction.atomic
def end_round(case: Any, purpose: str, *, why: EndReason, by: Any) -> SigningRound | None:
    """End the running round, if there is one; when what it rests on was changed its views are voided too.

    A round that ends while blind stays blind until a later round of its purpose opens.
    """
    found = SigningRound.all_records.filter(case=case, purpose=purpose, ended_at=None).first()
    if found is None:
        return None
    the_round = lock_round(found.pk)
    if not the_round.is_live:
        return None
    if why == EndReason.AMENDED:
        _void(the_round.views.filter(voiding=None), VoidReason.AMENDED, by=by)
    the_round.ended_at, the_round.ended_by, the_round.end_reason = clock.now(), by, why
    the_round.save(update_fields=["ended_at", "ended_by", "end_reason"])
    words = EndReason(why).label[0].lower() + EndReason(why).label[1:]
    audit.record(
        "signing.round_ended", subject=the_round, by=by, case=case, number=the_round.number, why=words
    )
    return the_round


@transaction.atomic
def declare_conflict(case: Any, *, reason: str, by: Any) -> Recusal:
    """Step aside from every decision on a case; one's own views in running rounds no longer count.

    Others may have waited for that view: the stage then asks `open_if_all_in`.
    """
    for key in SigningRound.all_records.filter(case=case, ended_at=None).values_list("pk", flat=True):
        the_round = lock_round(key)
        _void(the_round.views.filter(voiding=None, signer=by), VoidReason.RECUSED, by=by)
    require(policies.can_step_aside(by, case))
    sealed = sealing.seal(case, {"reason": reason})
    sealing.freeze([sealed])
    made = Recusal.all_records.create(case=case, user=by, reason=sealed)
    audit.record("signing.conflict_declared", subject=made, by=by, case=case, compartment=casework(case))
    return made


@transaction.atomic
def end_conflict(case: Any, *, reason: str, by: Any) -> Recusal:
    """Say that one's own conflict of interest has ended, and why; views voided by it stay void."""
    require(policies.can_return(by, case))
    found = Recusal.all_records.select_for_update().get(case=case, user=by, ended_at=None)
    sealed = sealing.seal(case, {"reason": reason})
    sealing.freeze([sealed])
    found.ended_at, found.ended_by, found.end_reason = clock.now(), by, sealed
    found.save(update_fields=["ended_at", "ended_by", "end_reason"])
    audit.record("signing.conflict_ended", subject=found, by=by, case=case, compartment=casework(case))
    return found


def lock_round(key: Any) -> SigningRound:
    """The round, locked for this transaction."""
    rounds = SigningRound.all_records.select_related("case__partnership", "group")
    return rounds.select_for_update(of=("self",)).get(pk=key)


def _open(the_round: SigningRound, *, by: Any) -> None:
    """Open a round, and with it earlier rounds of its purpose that ended while blind."""
    now = clock.now()
    the_round.opened_at, the_round.opened_by = now, by
    the_round.save(update_fields=["opened_at", "opened_by", "early_reason"])
    SigningRound.all_records.filter(
        case=the_round.case, purpose=the_round.purpose, opened_at=None, ended_at__isnull=False
    ).update(opened_at=now, opened_by=by)


def _void(views: Any, why: VoidReason, *, by: Any) -> None:
    for view in views.select_related("round__case"):
        Voiding.all_records.create(view=view, why=why, by=by)
        audit.record(
            "signing.own_view_voided",
            subject=view,
            by=by,
            case=view.round.case,
            compartment=compartment_of(view.round),
            why=why.label[0].lower() + why.label[1:],
        )
