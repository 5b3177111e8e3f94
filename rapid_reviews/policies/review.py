"""Who may set the dates of a rapid review's timetable."""

from __future__ import annotations

from typing import Any

from lscp.accounts.roles import UNIT_ROLES
from lscp.kernel.access import ALLOWED, Verdict
from rapid_reviews.enums import ReviewStatus

NOT_UNIT = Verdict("role", "Only the Business Unit can do this")


def is_unit(user: Any, record: Any) -> bool:
    """Whether the person works in the partnership's Business Unit."""
    return bool(user.holds(*UNIT_ROLES, partnership=record.partnership_id))


def in_hand(user: Any, review: Any) -> Verdict:
    """What the Business Unit may do while the review goes on."""
    if not is_unit(user, review):
        return NOT_UNIT
    if review.status == ReviewStatus.ENDED:
        return Verdict("state", f"This rapid review has ended: {review.get_ended_why_display().lower()}")
    if review.status == ReviewStatus.DONE:
        return Verdict("state", "The national Panel has answered, so this rapid review is finished")
    return ALLOWED


def can_set_date(user: Any, review: Any) -> Verdict:
    """Give a step of the timetable a day of its own, with the reason. Not to the report's way to the Panel."""
    return in_hand(user, review)


def can_move(step: Any) -> Verdict:
    """Whether a step's day can still be set: not one that is done, nor the report's way to the Panel."""
    if step.can_move:
        return ALLOWED
    return Verdict("state", "The day of this step cannot be changed: it is done, or it is the Panel's own")
