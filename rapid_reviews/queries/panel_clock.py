"""The clocks between a rapid review and the national Panel: the one a receipt meets, and the reminder to ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lscp.deadlines.models import Clock
from lscp.deadlines.queries import SHOWN, ClockView, view_of
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


def clocks_of(reviews: Sequence[Any], *, reply: bool = False) -> dict[int, ClockView]:
    """The clock of the present round of each review that has one, by review, in one query.

    With `reply` the reminder to ask for the round's reply instead.
    """
    keys = {
        (one.case_id, *((RESPONSE, awaited_reply(one)) if reply else clock_of_round(one))): one.pk
        for one in reviews
    }
    if not keys:
        return {}
    rows = Clock.all_records.filter(
        case__in={case for case, _rule, _subject in keys}, rule_key__in={rule for _case, rule, _subject in keys},
        is_live=True,
    ).select_related(*SHOWN)  # fmt: skip
    found = ((keys.get((row.case_id, row.rule_key, row.subject)), row) for row in rows)
    return {review: view_of(row) for review, row in found if review is not None}


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
