"""Who may read what this stage keeps apart: open views, legal advice, who was refused at judging."""

from __future__ import annotations

from typing import Any

from lscp.audit import compartments
from lscp.cases.addresses import keeps_refusals_apart
from lscp.signing import seats, visibility
from lscp.signing.queries import newest_round
from notifications.models import Notification
from notifications.models.judgement import RAG_VIEWS
from notifications.policies.judgement import reads_advice, reads_judgement, takes_no_part
from notifications.queries.judgement import LEGAL

TELLS_OF_VIEWS = tuple(
    f"notifications:{name}"
    for name in ("views", "give_view", "open_views", "declare_conflict", "withdraw_conflict")
)
"""Addresses where being refused can tell that somebody has given a view, or has not."""


def reads_views_of(user: Any, case: Any) -> bool:
    """Whether the open views about a case are this person's business."""
    record = Notification.visible_to(user).filter(case=case).first()
    return record is not None and reads_judgement(user, record)


def reads_advice_entry(user: Any, compartment: str) -> bool:
    """Whether entries about legal advice on a notification may be known of."""
    key = compartment.partition(":")[2]
    record = Notification.visible_to(user).filter(public_id=key).first()
    return record is not None and reads_advice(user, record)


def gives_no_view(user: Any, case: Any) -> bool:
    """Whether somebody who sits for a partner takes no part in giving views about a case."""
    record = Notification.all_records.filter(case=case).first()
    return record is not None and takes_no_part(user, record)


def round_compartment(case: Any) -> str:
    """The compartment of the newest round of views, sealed while it is blind; nothing without a round."""
    the_round = newest_round(case, RAG_VIEWS)
    return visibility.compartment_of(the_round) if the_round else ""


def register() -> None:
    """Make these rules known."""
    visibility.shows_views(RAG_VIEWS, reads_views_of)
    seats.keeps_out(RAG_VIEWS, gives_no_view)
    compartments.register(LEGAL, reads_advice_entry)
    keeps_refusals_apart(TELLS_OF_VIEWS, round_compartment)
