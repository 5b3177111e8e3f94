"""What a round says once it is open: each seat's view, whether all agree, who dissents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lscp.signing.models import RequiredSeat, SignedView, SigningRound
from lscp.signing.seats import set_aside
from lscp.signing.visibility import reads_open_views, visible_views


@dataclass(frozen=True)
class SeatViews:
    """One seat of an open round: the view that counts, and every version signed for it, oldest first."""

    seat: RequiredSeat
    counted: SignedView | None
    versions: Sequence[SignedView]


@dataclass(frozen=True)
class Result:
    """What the seats say together. Computed, never stored: the signed rows are the truth."""

    seats: Sequence[SeatViews]

    @property
    def choices(self) -> list[str]:
        """The choices of the views that count, in the order of the seats."""
        return [one.counted.choice for one in self.seats if one.counted]

    @property
    def missing(self) -> list[RequiredSeat]:
        """The seats without a view that counts."""
        return [one.seat for one in self.seats if one.counted is None]

    @property
    def is_complete(self) -> bool:
        """Whether every seat has a view that counts."""
        return bool(self.seats) and not self.missing

    @property
    def is_unanimous(self) -> bool:
        """Whether every seat has given a view and all are the same."""
        return self.is_complete and len(set(self.choices)) == 1

    @property
    def agreed(self) -> str:
        """The choice all seats made, or an empty text."""
        return self.choices[0] if self.is_unanimous else ""

    @property
    def majority(self) -> str:
        """The choice of more than half of the views that count, or an empty text."""
        counted = Counter(self.choices)
        return next((choice for choice, count in counted.items() if 2 * count > counted.total()), "")


def live_round(case: Any, purpose: str) -> SigningRound | None:
    """The round of this purpose that takes views now."""
    rounds = SigningRound.all_records.select_related("case__partnership", "group")
    return rounds.filter(case=case, purpose=purpose, ended_at=None).first()


def newest_round(case: Any, purpose: str) -> SigningRound | None:
    """The last round of this purpose, running or not."""
    return SigningRound.all_records.filter(case=case, purpose=purpose).order_by("-number").first()


def rounds_of(case: Any, purpose: str) -> list[SigningRound]:
    """Every round of this purpose, newest first."""
    rounds = SigningRound.all_records.select_related(
        "case__partnership", "group", "opened_by", "early_reason__key"
    )
    return list(rounds.filter(case=case, purpose=purpose).order_by("-number"))


def all_in(the_round: SigningRound) -> bool:
    """Whether the view of every seat is in. A seat whose people all stepped aside is not waited for."""
    result = result_of(the_round)
    missing = {seat.pk for seat in result.missing}
    return bool(result.choices) and (not missing or missing <= set_aside(the_round))


def result_for(user: Any, the_round: SigningRound) -> Result | None:
    """What the seats say, for somebody who may read it; None while the round is blind or not theirs."""
    return result_of(the_round, visible_views(user, the_round)) if reads_open_views(user, the_round) else None


def result_of(the_round: SigningRound, views: Any = None) -> Result:
    """What the seats say, whoever asks: for actions that follow from an open round.

    Of a seat for which several people signed, the newest view that still counts is the seat's.
    """
    rows = list(
        SignedView.all_records.filter(round=the_round).select_related("voiding", "seat__agency", "signer")
        if views is None
        else views
    )
    found = []
    for seat in the_round.seats.select_related("agency"):
        versions = [row for row in rows if row.seat_id == seat.pk]
        valid = [row for row in versions if not row.is_void]
        found.append(SeatViews(seat, valid[-1] if valid else None, versions))
    return Result(found)
