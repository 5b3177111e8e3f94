"""The form that moves the demonstration's clock."""

from typing import Any

from django import forms

from lscp.web.fields import WholeNumberField
from lscp.web.forms import GovForm


class MoveClockForm(GovForm):
    """Days and hours to move on by."""

    versioned = False
    submit_label = "Move the clock"
    submit_style = "secondary"
    days = WholeNumberField(label="Days", required=False, min_value=0, max_value=366)
    hours = WholeNumberField(label="Hours", required=False, min_value=0, max_value=999)

    def clean(self) -> dict[str, Any]:
        """Ask for at least one hour."""
        cleaned = super().clean()
        if not self.errors and not (cleaned.get("days") or cleaned.get("hours")):
            self.add_error("days", forms.ValidationError("Enter days or hours, at least 1", code="required"))
        return cleaned
