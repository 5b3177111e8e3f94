"""Wording of the questions about messages."""

import datetime as dt

from django import forms

from lscp.kernel.dates import parse_time
from lscp.web.fields import RadioField, TextField, YesNoField
from lscp.web.forms import GovForm


class TimeField(TextField):
    """A time of day as people write it. Value: a time."""

    def clean(self, value: str) -> dt.time:
        """The time, or a sentence that says how to write one."""
        time = parse_time(super().clean(value))
        if time is None:
            raise forms.ValidationError(f"{self.label} must have a time like 7:30am or 19:00", code="time")
        return time


class ReminderForm(GovForm):
    """How a person wants reminders."""

    versioned = False
    submit_label = "Save"
    heading_field = "how"

    how = RadioField(
        label="How do you want to get reminders?",
        hint="Anything urgent is always sent at once.",
        error="Select how you want to get reminders",
        choices=[
            ("each", "One e-mail for each reminder"),
            ("digest", "One e-mail a day with all of them"),
        ],
    )


class QuietHoursForm(GovForm):
    """When a partnership's reminders wait."""

    versioned = False
    submit_label = "Save quiet hours"

    begins = TimeField(
        label="Quiet from", hint="For example, 7pm", error="Enter the time quiet hours begin", width="5"
    )
    ends = TimeField(
        label="Quiet until", hint="For example, 7:30am", error="Enter the time quiet hours end", width="5"
    )
    weekends_quiet = YesNoField(
        label="Do reminders wait over Saturday and Sunday?",
        error="Select yes if reminders wait over Saturday and Sunday",
    )
    digest_at = TimeField(
        label="When does the daily e-mail leave?",
        hint="For people who asked for one e-mail a day. For example, 8am",
        error="Enter the time the daily e-mail leaves",
        width="5",
    )
