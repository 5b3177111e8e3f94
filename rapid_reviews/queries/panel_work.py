"""What waits on the way to the national Panel, for the home page: signatures, packs to send, what to record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch

from lscp.deadlines.queries import ClockView
from lscp.signing.models import RequiredSeat, SignedView, SigningRound
from rapid_reviews.enums import ReviewStatus as S
from rapid_reviews.models import PanelSending, RapidReview
from rapid_reviews.models.recommendation import EXECUTIVE_VIEWS
from rapid_reviews.queries.panel_clock import clocks_of

MOST = 50


@dataclass(frozen=True)
class Waiting:
    """One review with the clock that counts for it now, and the partners who have not signed where that is shown."""

    review: RapidReview
    clock: ClockView | None
    not_signed: Sequence[str] = ()
    is_sent: bool = False


def with_executive(user: Any) -> list[RapidReview]:
    """The reviews that the Executive has to sign, of those this person may see; the first asked first."""
    rows = RapidReview.visible_to(user).filter(status=S.EXECUTIVE)
    return list(rows.order_by("opened_at", "pk")[:MOST])


def to_send(user: Any) -> list[Waiting]:
    """The reviews that are to be sent, or were sent and have no receipt yet."""
    sent = PanelSending.all_records.filter(review=OuterRef("pk"), round=OuterRef("round"))
    rows = RapidReview.visible_to(user).filter(status=S.TO_SEND).annotate(is_sent=Exists(sent))
    found = list(rows.order_by("opened_at", "pk")[:MOST])
    clocks = clocks_of(found)
    return _urgent([Waiting(one, clocks.get(one.pk), is_sent=one.is_sent) for one in found])


def with_panel(user: Any) -> list[Waiting]:
    """The reviews whose reply is awaited."""
    found = list(RapidReview.visible_to(user).filter(status=S.SENT).order_by("opened_at", "pk")[:MOST])
    clocks = clocks_of(found, reply=True)
    return _urgent([Waiting(one, clocks.get(one.pk)) for one in found])


def not_signed(reviews: Sequence[RapidReview]) -> dict[int, list[str]]:
    """The partners who have not signed, by review whose answers are open: three queries for all.

    While a round is blind nobody is told who has signed, the Business Unit no more than anybody else.
    """
    cases = {one.case_id: one.pk for one in reviews}
    rounds = SigningRound.all_records.filter(
        case__in=cases, purpose=EXECUTIVE_VIEWS, ended_at=None, opened_at__isnull=False
    )
    counted = SignedView.all_records.filter(seat=OuterRef("pk"), voiding=None)
    found: dict[int, list[str]] = {}
    seats = (
        RequiredSeat.all_records.select_related("agency").annotate(has_signed=Exists(counted)).order_by("pk")
    )
    for the_round in rounds.prefetch_related(Prefetch("seats", seats)):
        asked: list[Any] = list(the_round.seats.all())
        names = [seat.title for seat in asked if not seat.has_signed]
        found[cases[the_round.case_id]] = names
    return found


def _urgent(found: list[Waiting]) -> list[Waiting]:
    return sorted(found, key=lambda one: (one.clock is None, one.clock.clock.due_at if one.clock else None))
