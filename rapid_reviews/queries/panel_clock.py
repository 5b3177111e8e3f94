"""The clocks between a rapid review and the national Panel: the one a receipt meets, and the reminder to ask."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lscp.deadlines.models import Clock
from lscp.deadlines.queries import SHOWN, view_of
from rapid_reviews.queries.timetable import StepView
from rapid_reviews.timetable import PANEL, RECONSIDERED, RESPONSE


def clock_of_round(review: Any, number: int | None = None) -> tuple[str, str]:
    """The rule and subject of the clock that a round's receipt meets, the present one's without a number."""
    number = number or review.round
    return (PANEL, review.course) if number == 1 else (RECONSIDERED, f"{review.public_id}:{number}")


def awaited_reply(review: Any) -> str:
    """The subject of the reminder about this round's reply."""
    return f"{review.public_id}:{review.round}"


def panel_clock(review: Any) -> Clock | None:
    """The present row of the clock that this round's receipt meets. The caller has scoped the review."""
    key, subject = clock_of_round(review)
    return _live(review, key, subject)


def clocks_of_later_rounds(reviews: Iterable[Any]) -> dict[int, StepView]:
    """The present clock of each review whose round is not the first, by review, in one query or none."""
    wanted = {clock_of_round(review)[1]: review.pk for review in reviews if review.round > 1}
    if not wanted:
        return {}
    rows = Clock.all_records.filter(rule_key=RECONSIDERED, subject__in=wanted, is_live=True)
    return {wanted[row.subject]: StepView(RECONSIDERED, view_of(row)) for row in rows.select_related(*SHOWN)}


def clock_met_in(review: Any, number: int) -> Clock | None:
    """The present row of the clock that the receipt of one round met."""
    return _live(review, *clock_of_round(review, number))


def reply_clock(review: Any) -> Clock | None:
    """The present row of the reminder to ask for this round's reply; it is never late."""
    return _live(review, RESPONSE, awaited_reply(review))


def _live(review: Any, key: str, subject: str) -> Clock | None:
    rows = Clock.all_records.filter(case=review.case_id, rule_key=key, subject=subject, is_live=True)
    return rows.select_related(
        "rule", "calendar_version", "case", "late_reason_by", "late_reason__key"
    ).first()
