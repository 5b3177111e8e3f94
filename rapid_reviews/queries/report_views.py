"""The partners' views of what should follow, as one reader may see them."""

from __future__ import annotations

from typing import Any

from lscp.kernel.dates import british_date
from lscp.signing.models import SigningRound
from lscp.signing.queries import result_for, rounds_of
from lscp.signing.visibility import reads_open_views
from notifications.queries.opinions import RoundShown, round_shown
from rapid_reviews.models import RapidReview
from rapid_reviews.models.report import PARTNER_VIEWS
from rapid_reviews.queries.report import views_key


def view_rounds(review: RapidReview, number: int | None = None) -> list[SigningRound]:
    """The rounds of views about a review, or about one round of its report; the newest first."""
    key = views_key(review, number) if number else f"{review.public_id}:"
    return [one for one in rounds_of(review.case, PARTNER_VIEWS) if one.rests_on.startswith(key)]


def rounds_for(user: Any, review: RapidReview, number: int | None = None) -> list[RoundShown]:
    """The same for one reader: their own view alone while a round is blind."""
    return [
        round_shown(user, one, rests_on=f"the report as it stood on {british_date(one.begun_at)}")
        for one in view_rounds(review, number)
    ]


def contributing(user: Any, review: RapidReview) -> list[Any]:
    """The agencies whose open views are shown to this reader."""
    open_to_them = [one for one in view_rounds(review) if reads_open_views(user, one)]
    seats = (seat for one in open_to_them for seat in one.seats.select_related("agency"))
    return list({seat.agency_id: seat.agency for seat in seats}.values())


def open_round(user: Any, review: RapidReview, number: int) -> SigningRound | None:
    """The newest round of one report that is open to this reader."""
    return next((one for one in view_rounds(review, number) if result_for(user, one) is not None), None)
