"""What is typed about a finding of the checks, and how the checks are set."""

from __future__ import annotations

from lscp.web.fields import DateField, NarrativeField, When, WholeNumberField
from lscp.web.forms import GovForm

LONGEST = 3650
"""Days: ten years (local rule)."""


class DiscussForm(GovForm):
    """Why a finding is worth discussing, if somebody wants to say."""

    submit_label = "Say that it is worth discussing"
    reason = NarrativeField(
        label="What should be discussed?", hint="You do not have to write anything. It goes on into the analysis.",
        required=False, rows=4, max_length=5000,
    )  # fmt: skip


class DismissForm(GovForm):
    """Why a finding is dismissed."""

    submit_label = "Dismiss it"
    reason = NarrativeField(
        label="Why is there nothing to discuss?",
        hint="For example: both rows are right, because there were two visits. Your reason stays beside the finding.",
        error="Enter why this is dismissed", rows=4, max_length=5000,
    )  # fmt: skip


def _days(label: str, hint: str, subject: str, most: int = LONGEST) -> WholeNumberField:
    return WholeNumberField(
        label=label, hint=hint, error=f"Enter {subject[:1].lower()}{subject[1:]}", min_value=1, max_value=most,
        subject=subject,
    )  # fmt: skip


class LimitsForm(GovForm):
    """How long is long in the checks of this partnership."""

    versioned = False
    submit_label = "Save the settings"
    in_force_from = DateField(
        label="From which day?", hint="Today or later.", error="Enter the day from which it holds", subject="The day",
        when=When.FUTURE_OR_TODAY,
    )  # fmt: skip
    same_event_days = _days(
        "Same event: how many days apart may two agencies’ dates be?",
        "Rows that are further apart are not held for one event.", "The days for the same event", 60,
    )  # fmt: skip
    told_days = _days(
        "Told: after how many days is it asked why an agency wrote it down so late?",
        "Counted from the day on which another agency says that it told it.", "The days after being told",
    )  # fmt: skip
    knew_days = _days(
        "Known: after how many days is it asked what another agency knew before?",
        "When one agency writes that it learned something, and another wrote the same long before.",
        "The days of knowing before",
    )  # fmt: skip
    not_seen_days = _days(
        "Not seen: after how many days is it asked who saw the child?",
        "Where at least two rows say that the child was not seen.", "The days of not being seen",
    )  # fmt: skip
    unseen_days = _days(
        "Not seen: after how many days is it asked in any case?", "Whatever the rows in that time say.",
        "The days of not being seen in any case",
    )  # fmt: skip
    not_spoken_days = _days(
        "Not spoken to: after how many days is it asked who spoke to the child alone?",
        "For children of about three years and older who were seen.", "The days of not being spoken to",
    )  # fmt: skip
    silent_days = _days(
        "Silence: after how many days is it asked why an agency says nothing?", "Counted between two of its own rows.",
        "The days of silence",
    )  # fmt: skip
    silent_rows = WholeNumberField(
        label="Silence: how many rows of others must speak of the agency in that time?",
        hint="They show that it was involved.", error="Enter the rows that speak of the agency", min_value=1,
        max_value=500, subject="The rows that speak of the agency",
    )  # fmt: skip
    gap_days = _days(
        "Gap: after how many days is it asked why no agency has a row?", "Counted over the whole chronology.",
        "The days of a gap",
    )  # fmt: skip
