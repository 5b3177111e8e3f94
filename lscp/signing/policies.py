"""Who may sign, open early or step aside. The stage adds its own conditions before these.

No sentence here depends on whether somebody of another seat has signed.
"""

from __future__ import annotations

from typing import Any

from lscp.kernel.access import ALLOWED, Verdict
from lscp.signing.models import RequiredSeat, SignedView, SigningRound
from lscp.signing.seats import Place, chairs_today, is_recused, place_of

NOT_SEATED = Verdict("role", "Only those who sit for a statutory safeguarding partner give a view.")


def can_sign(user: Any, the_round: SigningRound) -> Verdict:
    """Whoever may sign for one of the seats, has not stepped aside, while the round takes views.

    A seat gives one view while the round is blind: once its member or deputy has signed, nobody else of the
    seat does until the views are open.
    """
    place = place_of(user, the_round)
    if place is None:
        return NOT_SEATED
    if is_recused(user, the_round.case):
        return Verdict("conflict", "You declared a conflict of interest, so your deputy gives the view.")
    return can_sign_at(place)


def can_sign_at(place: Place) -> Verdict:
    """The same for somebody of whom it is known that they sit there and have not stepped aside."""
    the_round = place.seat.round
    if not the_round.is_live:
        return Verdict("state", f"This round has ended. {the_round.get_end_reason_display()}.")
    if place.signed_by and not the_round.is_open:
        words = f"{place.signed_by} has given your agency's view."
        return Verdict("state", f"{words} You can sign a new version once the views are open.")
    return ALLOWED


def can_open_early(user: Any, the_round: SigningRound) -> Verdict:
    """The group's chair of the day, once their own seat's view is in, while the round is blind."""
    if not chairs_today(user, the_round.group):
        return Verdict("role", "Only the chair can open the views early.")
    if is_recused(user, the_round.case):
        return Verdict("conflict", "You declared a conflict of interest, so you cannot open the views.")
    if the_round.is_open:
        return Verdict("state", "The views are already open.")
    if not the_round.is_live:
        return Verdict("state", f"This round has ended. {the_round.get_end_reason_display()}.")
    if not (own_view(user, the_round) or given_for_own_seat(user, the_round)):
        return Verdict("incomplete", "Give your own view first. Then you can open the views early.")
    return ALLOWED


def can_step_aside(user: Any, case: Any) -> Verdict:
    """Anybody who could take part may step aside, once. The stage says who could take part."""
    if is_recused(user, case):
        return Verdict("state", "You have already declared a conflict of interest.")
    return ALLOWED


def can_return(user: Any, case: Any) -> Verdict:
    """Whoever stepped aside may say that the conflict has ended."""
    if not is_recused(user, case):
        return Verdict("role", "You have not declared a conflict of interest.")
    return ALLOWED


def own_view(user: Any, the_round: SigningRound) -> SignedView | None:
    """The person's own newest view of the round that still counts."""
    rows = SignedView.all_records.filter(round=the_round, signer=user, voiding=None)
    return rows.select_related("content__key", "seat__agency").order_by("-number").first()


def given_for_own_seat(user: Any, the_round: SigningRound) -> SignedView | None:
    """The newest view that counts that somebody else signed for the seat this person sits on."""
    place = place_of(user, the_round)
    return _by_other(user, place.seat) if place is not None else None


def _by_other(user: Any, seat: RequiredSeat) -> SignedView | None:
    rows = SignedView.all_records.filter(seat=seat, voiding=None).exclude(signer=user)
    return rows.select_related("signer").order_by("-signed_at", "-pk").first()
