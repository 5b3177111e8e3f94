"""The form that ends a safety action. Shape and wording only."""

from __future__ import annotations

from lscp.web.fields import DateTimeField, NarrativeField, TextField, When
from lscp.web.forms import GovForm


class CallForm(GovForm):
    """The call to the front door."""

    submit_label = "Record the call"
    called = DateTimeField(
        label="When was the front door called?",
        error="Enter the day of the call",
        subject="The day of the call",
        when=When.PAST_OR_TODAY,
        time_required=True,
    )
    called_whom = TextField(
        label="Who did you speak to?",
        hint="Name and team",
        error="Enter who you spoke to",
        max_length=300,
    )
    outcome = NarrativeField(
        label="What was agreed?",
        hint="What will be done, by whom and when",
        error="Enter what was agreed",
        rows=5,
        max_length=10000,
    )
