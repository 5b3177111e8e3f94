"""What people at an agency type about their return, besides the return itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from lscp.web.fields import CheckboxesField, NarrativeField, SelectField, YesNoField
from lscp.web.forms import OUT_OF_DATE, GovForm

ANOTHER = "another"


class NilForm(GovForm):
    """One press of a button."""

    submit_label = "Sign: we know nothing"
    submit_style = "secondary"


class FinishForm(GovForm):
    """The return as its author saw it."""

    submit_label = "Sign: the return is ready"
    seen_revision = forms.IntegerField(
        widget=forms.HiddenInput(),
        min_value=0,
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), OUT_OF_DATE),
    )


class CheckReturnForm(GovForm):
    """One press of a button."""

    submit_label = "Sign: the quality is checked"


class SignOffForm(GovForm):
    """One press of a button."""

    submit_label = "Sign off and send"


class GiveBackForm(GovForm):
    """Why the return goes back to its author."""

    submit_label = "Give it back"
    note = NarrativeField(
        label="What should be changed?",
        hint="Only people at your agency who work on this return read it.",
        error="Enter what should be changed",
        rows=4,
        max_length=5000,
    )


class DeclineForm(GovForm):
    """Why the agency does not answer."""

    submit_label = "Tell the Business Unit"
    submit_style = "warning"
    reason = NarrativeField(
        label="Why can your agency not answer?",
        hint="For example, your records are with a court. Everybody in the rapid review can read this.",
        error="Enter why your agency cannot answer",
        rows=4,
        max_length=5000,
    )


class SuggestForm(GovForm):
    """Whom else to ask."""

    versioned = False
    submit_label = "Send the suggestion"
    agency = SelectField(label="Which agency?", error="Select the agency, or “Another, not in this list”")
    why = NarrativeField(
        label="What may they know?",
        hint="If the agency is not in the list, say its name and how to reach it.",
        error="Enter what they may know",
        rows=4,
        max_length=5000,
    )

    def __init__(self, *args: Any, agencies: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key: dict[str, Any] = {str(one.public_id): one for one in agencies}
        field: Any = self.fields["agency"]
        listed = [(key, str(one)) for key, one in self.by_key.items()]
        field.choices = [*listed, (ANOTHER, "Another, not in this list")]

    def clean_agency(self) -> Any:
        """The agency chosen; None for one that is not in the list."""
        return self.by_key.get(self.cleaned_data["agency"])


class PeopleForm(GovForm):
    """Who has which part in the return, and whether one person may take two steps."""

    submit_label = "Save"
    writes = CheckboxesField(
        label="Who writes it?",
        hint="Safeguarding leads can always write.",
        required=False,
        choices=[],
    )
    checks = CheckboxesField(
        label="Who checks its quality?",
        hint="Select nobody to leave it to the safeguarding leads.",
        required=False,
        choices=[],
    )
    signs = CheckboxesField(
        label="Who is asked to sign it off?",
        hint="Only safeguarding leads, and your agency's member of the group, can sign off.",
        required=False,
        choices=[],
    )
    one_person_takes_two = YesNoField(
        label="May one person at your agency take two of the three steps?",
        hint="Written, checked, signed off. Nobody ever takes all three. This counts for all your returns.",
        error="Select yes if one person may take two of the three steps",
    )

    def __init__(
        self,
        *args: Any,
        people: Sequence[Any] = (),
        signers: Sequence[Any] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by_key: Mapping[str, Any] = {str(one.public_id): one for one in (*people, *signers)}
        for name, offered in (("writes", people), ("checks", people), ("signs", signers)):
            field: Any = self.fields[name]
            field.choices = [(str(one.public_id), f"{one.name} ({one.email})") for one in offered]
            if not offered:
                self.leave_out(name)

    @property
    def named(self) -> dict[str, list[Any]]:
        """The people chosen for each part."""
        return {
            name: [self.by_key[key] for key in self.cleaned_data.get(name) or ()]
            for name in ("writes", "checks", "signs")
        }
