"""Sending the form, sending it changed, and entering one for somebody else."""

from __future__ import annotations

from typing import Any

from django import forms

from lscp.web.fields import ConfirmField, NarrativeField, RadioField, SelectField, TextField
from lscp.web.forms import OUT_OF_DATE, GovForm
from notifications.enums import Contact


class SeenForm(GovForm):
    """A form that carries which state of the notification's form the reader saw."""

    versioned = False
    seen_revision = forms.IntegerField(
        widget=forms.HiddenInput(), error_messages={"required": OUT_OF_DATE, "invalid": OUT_OF_DATE}
    )


class SubmitForm(SeenForm):
    """Send the notification."""

    submit_label = "Send the notification"
    is_right = ConfirmField(
        label="What I have written is right as far as I know",
        error="Tick the box to say that what you have written is right as far as you know",
    )


class AmendForm(SeenForm):
    """Send the changed form as a new version."""

    submit_label = "Send the changes"
    reason = NarrativeField(
        label="Why do you change it?",
        hint="For example: we have learned more, or an answer was wrong. Everybody who read it sees this.",
        error="Say why you change it",
        rows=4,
        max_length=4000,
    )


class OnBehalfForm(GovForm):
    """Who told it, for which agency, and how."""

    versioned = False
    submit_label = "Begin the form"
    partnership = SelectField(label="Partnership", error="Select the partnership")
    agency = SelectField(label="Which agency do they work for?", error="Select their agency")
    name = TextField(
        label="Name of the professional",
        hint="The person who told you. Do not write a child's name here.",
        error="Enter the name of the person who told you",
        max_length=150,
    )
    contact = TextField(label="Their telephone number or e-mail address", required=False)
    email = TextField(
        label="Their e-mail address in this service",
        hint="If they have an account, they can then see this form and what becomes of it.",
        required=False,
        spellcheck=False,
    )
    how = RadioField(
        label="How did they tell you?", choices=Contact.choices, error="Select how they told you"
    )

    def __init__(self, *args: Any, partnerships: Any = (), agencies: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partnership"].choices = [(str(one.public_id), one.name) for one in partnerships]  # type: ignore[attr-defined]
        self.fields["agency"].choices = [(str(one.public_id), one.name) for one in agencies]  # type: ignore[attr-defined]
        if len(list(partnerships)) == 1:
            self.fields["partnership"].initial = str(partnerships[0].public_id)
            self.fields["partnership"].widget = forms.HiddenInput()
