"""Asking the safeguarding lead, and the lead's answer."""

from __future__ import annotations

from typing import Any

from django import forms

from lscp.web.fields import NarrativeField, RadioField
from lscp.web.forms import OUT_OF_DATE, GovForm


class AskLeadForm(GovForm):
    """Whom to ask."""

    versioned = False
    submit_label = "Ask them"
    lead = RadioField(label="Who do you want to ask?", error="Select who you want to ask")

    def __init__(self, *args: Any, leads: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].choices = [  # type: ignore[attr-defined]
            (str(one.public_id), f"{one.name}{', ' + one.job_title if one.job_title else ''}")
            for one in leads
        ]


class LeadAnswerForm(GovForm):
    """Whether the lead agrees with the form as they read it."""

    versioned = False
    submit_label = "Send my answer"
    seen_revision = forms.IntegerField(
        widget=forms.HiddenInput(), error_messages={"required": OUT_OF_DATE, "invalid": OUT_OF_DATE}
    )
    request = forms.UUIDField(
        widget=forms.HiddenInput(), error_messages={"required": OUT_OF_DATE, "invalid": OUT_OF_DATE}
    )
    answer = RadioField(
        label="Do you agree with this notification?",
        hint="It can be sent whatever you answer. Your answer goes with it.",
        choices=[("agree", "Yes, I agree"), ("disagree", "No, I do not agree")],
        error="Select whether you agree",
        reveals={"agree": ["comment"], "disagree": ["reasons"]},
    )
    comment = NarrativeField(label="Anything to add", required=False, rows=3, max_length=4000)
    reasons = NarrativeField(
        label="Why do you not agree?", error="Say why you do not agree", rows=5, max_length=10_000
    )
