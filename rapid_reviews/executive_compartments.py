"""Who may read the Executive's open answers, who takes no part, and what a refusal must not tell."""

from __future__ import annotations

from typing import Any

from lscp.cases.addresses import keeps_refusals_apart
from lscp.signing import seats, visibility
from lscp.signing.queries import newest_round
from notifications.compartments import gives_no_view
from rapid_reviews.models.recommendation import EXECUTIVE_VIEWS
from rapid_reviews.policies.executive import is_kept_out
from rapid_reviews.queries.pack_texts import recommendation_rows, signature_rows
from rapid_reviews.queries.readiness import unmet
from rapid_reviews.queries.report_export import fills
from rapid_reviews.recommendation_gates import waits_for
from rapid_reviews.report_compartments import reads_views_of

TELLS_OF_ANSWERS = tuple(
    f"rapid_reviews:{name}" for name in ("executive", "executive_sign", "executive_open", "executive_settle")
)
"""Addresses where being refused can tell that somebody has signed, or has not."""


def round_compartment(case: Any) -> str:
    """The compartment of the newest round of the Executive, sealed while it is blind; nothing without a round."""
    the_round = newest_round(case, EXECUTIVE_VIEWS)
    return visibility.compartment_of(the_round) if the_round else ""


def _gives_no_answer(user: Any, case: Any) -> bool:
    return bool(gives_no_view(user, case)) or is_kept_out(user, case)


def register() -> None:
    """Make these rules known."""
    visibility.shows_views(EXECUTIVE_VIEWS, reads_views_of)
    seats.keeps_out(EXECUTIVE_VIEWS, _gives_no_answer)
    keeps_refusals_apart(TELLS_OF_ANSWERS, round_compartment)
    waits_for(unmet)
    fills("recommendation", recommendation_rows)
    fills("signatures", signature_rows)
