"""Immediate safety: a lane of its own beside the review, with clocks in hours; no stage closes while one is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lscp.kernel.dates import british_datetime
from lscp.tasks.models import SafetyAction
from lscp.tasks.pages import due_words, status_of
from lscp.tasks.queries import listed, open_for_case
from lscp.web.components import Cell
from rapid_reviews.models import AgencyRequest, RapidReview

HEADERS = ("Raised", "By", "Call to be recorded by", "Status")


@dataclass(frozen=True)
class Lane:
    """The safety actions of a review's case for one reader: those still open as rows, and how many are done."""

    rows: list[list[Cell]]
    done: int
    is_open: bool
    headers: tuple[str, ...] = HEADERS


def safety_open(review: RapidReview) -> list[SafetyAction]:
    """The open safety actions of the case, whoever asks; every stage waits for them."""
    return list(open_for_case(review.case_id).select_related("agency"))


def actions_of(user: Any, request: AgencyRequest) -> list[SafetyAction]:
    """The open safety actions of the agency that was asked, as far as this reader sees them; no other agency's."""
    rows = listed(user).filter(case=request.case_id, agency=request.agency_id)
    return [one for one in rows if one.is_open]


def safety_lane(user: Any, review: RapidReview) -> Lane:
    """The lane as this reader may see it: what was said stands on each action's own page."""
    found = list(listed(user).filter(case=review.case_id))
    rows = [
        [
            Cell(british_datetime(one.raised_at), one.get_absolute_url()),
            Cell(str(one.agency)),
            Cell(due_words(one)),
            Cell(status=status_of(one)),
        ]
        for one in found
        if one.is_open
    ]
    return Lane(rows, len(found) - len(rows), bool(rows) or open_for_case(review.case_id).exists())
