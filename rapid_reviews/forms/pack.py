"""What is typed about the pack for the national Panel: shape and wording only."""

from __future__ import annotations

from lscp.web.fields import DateTimeField, NarrativeField, RadioField, TextField, When
from lscp.web.forms import GovForm
from rapid_reviews.pack_codes import SendingWay


class PackReasonForm(GovForm):
    """Why the pack goes although something is unmet."""

    submit_label = "Save the reason"
    reason = NarrativeField(
        label="Why does the pack go without it?",
        hint="The national Panel reads this on the covering sheet. Write without names.",
        error="Enter why the pack goes without it",
        rows=4,
        max_length=5000,
    )


class SendingForm(GovForm):
    """That the pack was sent."""

    submit_label = "Record that it was sent"
    sent = DateTimeField(
        label="When was it sent?",
        hint="The day and time at which it went, not the time now. For example, 27 3 2026",
        error="Enter the day and time at which it was sent",
        subject="The time at which it was sent",
        when=When.PAST_OR_TODAY,
    )
    way = RadioField(label="How was it sent?", choices=SendingWay.choices, error="Select how it was sent")
    sent_by = TextField(label="Who sent it?", error="Enter who sent it", max_length=150)


class CorrectSendingForm(SendingForm):
    """What is right about a sending that was recorded, and why the first was not."""

    submit_label = "Save the correction"
    reason = NarrativeField(
        label="Why are you correcting it?",
        hint="What was recorded first stays on the record.",
        error="Enter why you are correcting it",
        rows=3,
        max_length=5000,
    )
