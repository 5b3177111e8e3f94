"""What a rapid review came to, and what of it still has to be commissioned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rapid_reviews.models import Recommendation
from rapid_reviews.recommendation_codes import COMMISSIONED, ExecutiveChoice
from rapid_reviews.report_codes import NextStep


def outcomes_of(recommendation: Recommendation) -> list[NextStep]:
    """What the Executive decided, for the children together or each: every outcome once, in the list's order.

    An Executive that differs names one outcome for all the children. Empty while it has decided nothing.
    """
    decided = getattr(recommendation, "executive_outcome", None)
    if decided is None or not decided.outcome:
        return []
    found = {decided.outcome}
    if decided.choice == ExecutiveChoice.ENDORSE:
        found |= {one.outcome for one in recommendation.for_children.all()}
    return [one for one in NextStep if one in found]


def awaited(recommendation: Recommendation) -> list[str]:
    """What of it somebody has to commission here: a local review, other learning, or both."""
    return [one.value for one in outcomes_of(recommendation) if one in COMMISSIONED]


def awaiting_words(awaits: Iterable[Any]) -> str:
    """ "Awaiting commissioning: a local child safeguarding practice review"; empty where nothing is."""
    named = [str(NextStep(one).label) for one in awaits]
    if not named:
        return ""
    return f"Awaiting commissioning: {' and '.join(name[0].lower() + name[1:] for name in named)}"
