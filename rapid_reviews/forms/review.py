"""What the Business Unit types about the timetable."""

from __future__ import annotations

from lscp.web.fields import DateField, NarrativeField, When
from lscp.web.forms import GovForm


class SetDateForm(GovForm):
    """Another day for one step, and why."""

    submit_label = "Save the new day"
    day = DateField(
        label="New day",
        hint="A working day. For example, 27 3 2026",
        error="Enter the new day",
        subject="The new day",
        when=When.FUTURE_OR_TODAY,
    )
    reason = NarrativeField(
        label="Why is the day changed?",
        hint="Do not name a child or family.",
        error="Enter why the day is changed",
        rows=3,
        max_length=5000,
    )
