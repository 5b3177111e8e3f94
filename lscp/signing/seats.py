"""Who may sign for a seat today: asked by the page and by the action alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from lscp.accounts.dated import holds_on
from lscp.accounts.models import GroupSeat, Membership, Seat, User
from lscp.kernel import clock
from lscp.signing.enums import Standing
from lscp.signing.models import Recusal, RequiredSeat, SigningRound

SIGNS = (Seat.CHAIR, Seat.MEMBER, Seat.DEPUTY)
KeptOut = Callable[[Any, Any], bool]

_kept_out: dict[str, KeptOut] = {}


@dataclass(frozen=True)
class Place:
    """The seat somebody may sign for, and how they come to."""

    seat: RequiredSeat
    standing: Standing
    stands_in_for: User | None = None


def place_of(user: Any, the_round: SigningRound) -> Place | None:
    """The seat this person may sign for today, or None.

    They hold the seat's role at its agency. Where the round's group has seats for that agency, they also
    have one of them, as chair, member or deputy; a deputy says whom they stand in for.
    """
    for seat in the_round.seats.select_related("agency"):
        if not user.holds(seat.role, partnership=the_round.case.partnership_id, agency=seat.agency_id):
            continue
        seated = _seats_of_group(the_round, seat)
        if not seated:
            return Place(seat, Standing.MEMBER)
        own = [row for row in seated if row.user_id == user.pk]
        if any(row.seat != Seat.DEPUTY for row in own):
            return Place(seat, Standing.MEMBER)
        if own:
            return Place(seat, Standing.DEPUTY, own[0].deputy_for)
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


def _seats_of_group(the_round: SigningRound, seat: RequiredSeat) -> list[GroupSeat]:
    if the_round.group_id is None:
        return []
    rows = GroupSeat.objects.filter(
        holds_on(clock.today()), group=the_round.group_id, agency=seat.agency_id, seat__in=SIGNS
    )
    return list(rows.select_related("deputy_for"))
