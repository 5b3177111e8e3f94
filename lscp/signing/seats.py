"""Who may sign for a seat today: asked by the page and by the action alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, NullIf

from lscp.accounts.dated import holds_on
from lscp.accounts.models import GroupSeat, Membership, Seat, User
from lscp.kernel import clock
from lscp.signing.enums import Standing
from lscp.signing.models import Recusal, RequiredSeat, SignedView, SigningRound

SIGNS = (Seat.CHAIR, Seat.MEMBER, Seat.DEPUTY)
KeptOut = Callable[[Any, Any], bool]

_kept_out: dict[str, KeptOut] = {}


@dataclass(frozen=True)
class Place:
    """The seat somebody may sign for, and how they come to.

    `has_signed` says whether a view of theirs counts in the round, `signed_by` who else last signed a view
    for the seat that counts.
    """

    seat: RequiredSeat
    standing: Standing
    stands_in_for: User | None = None
    has_signed: bool = False
    signed_by: str = ""


def place_of(user: Any, the_round: SigningRound) -> Place | None:
    """The seat this person may sign for today, or None.

    They hold the seat's role at its agency. Where the round's group has seats for that agency, they also
    have one of them, as chair, member or deputy; a deputy says whom they stand in for.
    """
    return _place_among(user, the_round.seats.all())


def place_in(user: Any, case: Any, purpose: str) -> Place | None:
    """The same in the round of this purpose that takes views now; None also where there is no such round."""
    live = RequiredSeat.all_records.filter(round__case=case, round__purpose=purpose, round__ended_at=None)
    return _place_among(user, live)


def _place_among(user: Any, seats: QuerySet[RequiredSeat]) -> Place | None:
    """One query; one more for whom a deputy stands in."""
    group = GroupSeat.objects.filter(
        holds_on(clock.today()), group=OuterRef("round__group"), agency=OuterRef("agency"), seat__in=SIGNS
    )
    is_deputy = ExpressionWrapper(Q(seat=Seat.DEPUTY), output_field=BooleanField())
    own = group.filter(user=user).order_by(is_deputy, "pk")
    counts = SignedView.all_records.filter(round=OuterRef("round"), voiding=None)
    others = counts.filter(seat=OuterRef("pk")).exclude(signer=user).order_by("-signed_at", "-pk")
    name = Coalesce(NullIf("signer__name", Value("")), "signer__email", output_field=CharField())
    rows = seats.select_related("agency", "round__case__partnership", "round__group").annotate(
        is_seated=Exists(group),
        own_seat=Subquery(own.values("pk")[:1]),
        own_kind=Subquery(own.values("seat")[:1]),
        has_signed=Exists(counts.filter(signer=user)),
        signed_by=Subquery(others.annotate(name=name).values("name")[:1]),
    )
    for seat in rows:
        place = seat.round.case.partnership_id
        if not user.holds(seat.role, partnership=place, agency=seat.agency_id):
            continue
        standing, stands_in_for = Standing.MEMBER, None
        if seat.is_seated and seat.own_kind == Seat.DEPUTY:
            row = GroupSeat.objects.select_related("deputy_for").get(pk=seat.own_seat)
            standing, stands_in_for = Standing.DEPUTY, row.deputy_for
        elif seat.is_seated and not seat.own_kind:
            continue
        return Place(seat, standing, stands_in_for, seat.has_signed, seat.signed_by or "")
    return None


def keeps_out(purpose: str, rule: KeptOut) -> None:
    """Say who takes no part in rounds of a purpose besides those who stepped aside: `rule(user, case)`."""
    _kept_out[purpose] = rule


def signers_of(the_round: SigningRound) -> list[User]:
    """Everybody who may sign for one of the seats today and takes part."""
    return [person for person, _seat, takes_part in _people_of(the_round) if takes_part]


def set_aside(the_round: SigningRound) -> set[int]:
    """The keys of the seats for which somebody sits today, none of whom takes part: no deputy is left."""
    people = _people_of(the_round)
    return {seat for _, seat, _ in people} - {seat for _, seat, takes_part in people if takes_part}


def _people_of(the_round: SigningRound) -> list[tuple[User, int, bool]]:
    """Everybody who sits for one of the seats today: the person, the seat's key, whether they take part."""
    day = clock.today()
    held = Membership.objects.on(day).filter(user=OuterRef("pk"), partnership=the_round.case.partnership_id)
    people: QuerySet[User] = User.objects.none()
    for seat in the_round.seats.all():
        people = people | User.objects.filter(
            Exists(held.filter(agency=seat.agency_id, role=seat.role)), is_active=True
        )
    recused = set(recused_ids(the_round.case_id))
    rule = _kept_out.get(the_round.purpose)
    return [
        (person, place.seat.pk, person.pk not in recused and not (rule and rule(person, the_round.case)))
        for person in people.order_by("pk")
        if (place := place_of(person, the_round)) is not None
    ]


def is_recused(user: Any, case: Any) -> bool:
    """Whether this person has stepped aside from every decision on the case."""
    return Recusal.all_records.filter(case=case, user=user, ended_at=None).exists()


def recused_ids(case: Any) -> QuerySet[Recusal, int]:
    """The keys of those who have stepped aside."""
    return Recusal.all_records.filter(case=case, ended_at=None).values_list("user_id", flat=True)


def recused_during(case: Any, start: dt.datetime, end: dt.datetime) -> set[int]:
    """The keys of those who stepped aside before `end` and had not come back by `start`."""
    rows = Recusal.all_records.filter(
        Q(ended_at=None) | Q(ended_at__gt=start), case=case, declared_at__lt=end
    )
    return set(rows.values_list("user_id", flat=True))


def chairs_today(user: Any, group: Any) -> bool:
    """Whether this person is the group's chair today."""
    return (
        group is not None
        and GroupSeat.objects.filter(
            holds_on(clock.today()), group=group, user=user, seat=Seat.CHAIR
        ).exists()
    )
