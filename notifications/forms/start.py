"""The forms that begin a notification, put it aside or take it up again. Shape and wording only."""

from __future__ import annotations

from typing import Any

from django import forms

from lscp.web.fields import RadioField
from lscp.web.forms import GovForm


class StartForm(GovForm):
    """Where the incident is raised from; asked only of people who work in several places."""

    submit_label = "Start now"
    versioned = False
    label_size = "m"

    draft = forms.UUIDField(widget=forms.HiddenInput(), error_messages={"required": "Open this page again"})
    place = RadioField(
        label="Which agency and partnership do you raise it for?",
        error="Select the agency and partnership you raise it for",
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(places) > 1:
            self.fields["place"].choices = places  # type: ignore[attr-defined]
        else:
            del self.fields["place"]


class AbandonForm(GovForm):
    """Putting a draft aside."""

    submit_label = "Put this draft aside"
    submit_style = "warning"


class TakeUpForm(GovForm):
    """Taking it up again."""

    submit_label = "Go on with this draft"
