"""Who may write, change and comment on rows of the chronology, and who reads it with names."""

from __future__ import annotations

from typing import Any

from lscp.kernel.access import ALLOWED, Verdict
from notifications.queries.identity import may_know_identity
from rapid_reviews.chronology_codes import ImportStatus
from rapid_reviews.enums import RequestStatus, ReviewStatus
from rapid_reviews.policies.review import in_hand
from rapid_reviews.policies.standing import is_at_agency, is_inside

NOT_THEIRS = Verdict("role", "Only the agency that was asked can write these rows")
NOT_INSIDE = Verdict("role", "Only people who take part in the rapid review can do this")
NO_SEARCH = "Only people who may know the names can search the texts"
"""Whoever may not know the people would learn their names by trying them."""
OVER = frozenset({ReviewStatus.ENDED, ReviewStatus.DONE})
CLOSED = frozenset({RequestStatus.ACCEPTED, RequestStatus.DECLINED, RequestStatus.WITHDRAWN})
"""From when on an agency's rows stay as they are, unless it is asked again."""


def can_write(user: Any, request: Any) -> Verdict:
    """Add rows for the agency of a request, by hand or from a file, until its return is accepted."""
    if not is_at_agency(user, request):
        return NOT_THEIRS
    if request.review.status in OVER:
        return Verdict("state", "This rapid review is over, so its chronology stays as it is")
    if request.status in CLOSED:
        word = request.get_status_display().lower()
        return Verdict("state", f"Your agency's return is {word}, so its chronology stays as it is")
    return ALLOWED


def can_write_records(user: Any, review: Any) -> Verdict:
    """Add rows from the partnership's own records: the Business Unit, while the review goes on."""
    return in_hand(user, review)


def can_change(user: Any, row: Any) -> Verdict:
    """Change a row or take it out: those who may write it, never anybody else."""
    found = can_write(user, row.request) if row.request_id else can_write_records(user, row.review)
    if found and row.taken_out_at:
        return Verdict("state", "This row was taken out")
    return found


def can_comment(user: Any, row: Any) -> Verdict:
    """Comment on a row: people inside the review, and the agency it comes from."""
    if not (is_inside(user, row.review) or (row.request_id and is_at_agency(user, row.request))):
        return NOT_INSIDE
    if row.review.status in OVER:
        return Verdict("state", "This rapid review is over, so its chronology stays as it is")
    if row.taken_out_at:
        return Verdict("state", "This row was taken out")
    return ALLOWED


def reads_names(user: Any, review: Any) -> bool:
    """Whether the person may know who the people of the review are."""
    return may_know_identity(user, review.notification)


def can_import(user: Any, kept: Any) -> Verdict:
    """Confirm, import or drop a file: whoever may write the rows it holds, until it is imported."""
    found = can_write(user, kept.request) if kept.request_id else can_write_records(user, kept.review)
    if found and kept.status != ImportStatus.WAITING:
        return Verdict("state", f"This file is {kept.get_status_display().lower()}")
    return found
