"""What the pages of the decision print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lscp.kernel.dates import british_date, british_datetime
from lscp.web.components import SummaryRow
from notifications.models import Decision, Notification
from notifications.queries.judgement import decisions_of, version_words


@dataclass(frozen=True)
class DecisionShown:
    """One version of the decision as a page prints it."""

    number: int
    heading: str
    rows: Sequence[SummaryRow]
    signature: str
    void: str


GROUNDS = (
    ("reasons", "Reasons"),
    ("why_it_differs", "Why it differs from the partners' view"),
    ("options", "Options considered"),
    ("information", "Information relied on"),
    ("unknown", "What was not known"),
)


def decisions_for(notification: Notification) -> list[DecisionShown]:
    """Every version of the decision, newest first. The caller has asked who may read it."""
    return [_shown(notification, row) for row in decisions_of(notification)]


def _shown(notification: Notification, row: Decision) -> DecisionShown:
    grounds = row.content.open() or {}
    rows = [
        SummaryRow("Decision", row.get_outcome_display()),
        SummaryRow("Decision maker", str(row.decision_maker)),
        SummaryRow(
            "Decided", british_datetime(row.decided_at) if row.decided_at else british_date(row.decided_on)
        ),
        SummaryRow("Recorded", f"{british_datetime(row.recorded_at)} by {row.recorded_by}"),
        SummaryRow("Rests on", version_words(notification, row.rests_on)),
        SummaryRow("Compared with the partners' views", _compared(row)),
    ]
    if row.review_on:
        rows.append(SummaryRow("Look again on", british_date(row.review_on)))
    rows += [SummaryRow(title, grounds[key], is_narrative=True) for key, title in GROUNDS if grounds.get(key)]
    void = ""
    if row.is_void:
        void = f"No longer stands since {british_datetime(row.voiding.at)}. {row.voiding.get_why_display()}."
    return DecisionShown(row.number, f"Version {row.number}", rows, signature_words(row), void)


def signature_words(row: Any) -> str:
    """Who signed, or whose signature is awaited."""
    if row.is_signed:
        return f"Signed by {row.signature.signed_by} on {british_datetime(row.signature.signed_at)}."
    words = (
        f"Not signed yet. Recorded by {row.recorded_by} for {row.decision_maker}. "
        f"The signature of {row.decision_maker} is awaited."
    )
    if row.takes_effect:
        return f"{words} It counts all the same, because the time limit to notify runs."
    return (
        f"{words} It takes effect when it is signed. Until then nothing changes and the time limits run on."
    )


def _compared(row: Decision) -> str:
    if row.differs_from_views:
        return "It differs from what most statutory partners say, or from one who says the criteria are met."
    opened_at = row.views_round.opened_at if row.views_round else None
    if opened_at is not None and opened_at <= row.recorded_at:
        return "It was made with the statutory partners' views open."
    return "It was made before the statutory partners' views were open."
