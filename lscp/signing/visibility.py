"""Who may read a signed view, and when. While a round is blind a person reads their own view only.

That holds for everybody: the chair, the Business Unit, the scrutineer, the legal adviser, whoever runs the
system. Nothing here gives a count of views of a blind round either.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from lscp.signing.models import SignedView, SigningRound

BLIND = "blind"
Readers = Callable[[Any, Any], bool]

_readers: dict[str, Readers] = {}


def shows_views(purpose: str, rule: Readers) -> None:
    """Say who may read the open views of a purpose: `rule(user, case)`. Without one, signers alone read."""
    _readers[purpose] = rule


def compartment_of(the_round: SigningRound) -> str:
    """The compartment of the record in which entries about the round's views stand."""
    return f"{BLIND}:{the_round.public_id}"


def reads_open_views(user: Any, the_round: SigningRound) -> bool:
    """Whether this person may read the round's views: it is open, and it is their business."""
    rule = _readers.get(the_round.purpose)
    return the_round.is_open and rule is not None and rule(user, the_round.case)


def may_read_entry(user: Any, compartment: str) -> bool:
    """Whether entries of the record about a round's views may be read; while it is blind by nobody."""
    key = compartment.partition(":")[2]
    the_round = SigningRound.all_records.select_related("case").filter(public_id=key).first()
    return the_round is not None and reads_open_views(user, the_round)


def visible_views(user: Any, the_round: SigningRound) -> QuerySet[SignedView]:
    """The views of a round that this person may read now: all of an open one, else their own."""
    rows = SignedView.all_records.filter(round=the_round).select_related(
        "content__key", "seat__agency", "signer", "stands_in_for", "voiding", "round"
    )
    return rows if reads_open_views(user, the_round) else rows.filter(signer=user)
