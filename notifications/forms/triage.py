"""What the Business Unit types: whom it gives a case to, what it asks, whom it names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lscp.web.fields import NarrativeField, RadioField, SelectField, UploadField
from lscp.web.forms import GovForm
from notifications.enums import PairDecision

QUESTIONS = 5


class AcknowledgeForm(GovForm):
    """One press of a button."""

    submit_label = "Acknowledge"


class ConsiderForm(GovForm):
    """One press of a button."""

    submit_label = "Pass it to the group"


class ReleaseForm(GovForm):
    """One press of a button."""

    submit_label = "Release it to the readers"


class PersonForm(GovForm):
    """Choose one person."""

    label = "Who?"
    error = "Select a person"

    person = SelectField(label="Person", error="Select a person")

    def __init__(self, *args: Any, people: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(one.public_id): one for one in people}
        field: Any = self.fields["person"]
        field.choices = [(key, f"{one.name} ({one.email})") for key, one in self.by_key.items()]
        field.label = self.label
        field.error_messages["required"] = self.error

    def clean_person(self) -> Any:
        """The chosen person."""
        return self.by_key.get(self.cleaned_data["person"])


class AssignForm(PersonForm):
    """Who of the Business Unit looks after it."""

    submit_label = "Give it to them"
    label = "Who looks after it?"
    error = "Select who looks after it"


class ReaderForm(PersonForm):
    """Who may read it."""

    submit_label = "Name this reader"
    label = "Who may read it?"
    error = "Select who may read it"


class ShutOutForm(PersonForm):
    """Who is involved."""

    submit_label = "Shut them out"
    submit_style = "secondary"
    label = "Who is involved?"
    error = "Select who is involved"


class ReturnForm(GovForm):
    """Up to five questions, each answered for itself."""

    submit_label = "Send the questions"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, QUESTIONS + 1):
            self.fields[f"question_{number}"] = NarrativeField(
                label=f"Question {number}",
                error="Ask at least one question",
                required=number == 1,
                rows=3,
                max_length=2000,
                shows_count=False,
            )

    @property
    def asked(self) -> list[str]:
        """The questions that were written."""
        return [
            text
            for n in range(1, QUESTIONS + 1)
            if (text := self.cleaned_data.get(f"question_{n}", "").strip())
        ]


class AnswersForm(GovForm):
    """One box for each question."""

    submit_label = "Send the answers"

    def __init__(self, *args: Any, questions: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = [number for number, _text in questions]
        for number, text in questions:
            self.fields[f"answer_{number}"] = NarrativeField(
                label=text, error=f"Answer question {number}", rows=5, subject=f"Answer {number}"
            )

    @property
    def given(self) -> dict[int, str]:
        """The answer to each question by its number."""
        return {number: self.cleaned_data[f"answer_{number}"] for number in self.numbers}


class PairForm(GovForm):
    """What to do about one notification that looks alike."""

    submit_label = "Save"
    decision = RadioField(
        label="What are they to each other?",
        error="Select what they are to each other",
        choices=PairDecision.choices,
        hints={
            PairDecision.LINKED: "Both go on, each with a link to the other.",
            PairDecision.MERGED: "This one ends, the other goes on. Its clocks stop. It can still be read.",
            PairDecision.DISMISSED: "The other one is not suggested again.",
        },
    )
    reason = NarrativeField(label="Why?", error="Say why", rows=4, max_length=4000)


class LetInForm(GovForm):
    """Why somebody who was shut out is let in again."""

    submit_label = "Let them in again"
    reason = NarrativeField(
        label="Why are they let in again?",
        hint="For example: the person who raised it chose the wrong name. Only the Business Unit reads this.",
        error="Say why they are let in again",
        rows=4,
        max_length=4000,
    )


class TakeBackForm(GovForm):
    """Why a file is taken back."""

    versioned = False
    submit_label = "Take the file back"
    submit_style = "warning"
    reason = NarrativeField(
        label="Why do you take it back?", error="Say why you take the file back", rows=3, max_length=1000
    )


class FileForm(GovForm):
    """One file and what it is."""

    versioned = False
    submit_label = "Add the file"
    file = UploadField(label="Choose a file", error="Choose a file")
    description = NarrativeField(
        label="What is it?",
        hint="For example: the ambulance record. Only people who may read the notification see this.",
        required=False,
        rows=2,
        max_length=500,
    )

    def __init__(
        self, *args: Any, limit: str = "", kinds: str = "", too_large: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = f"{kinds}. No larger than {limit}."
        if too_large:
            self.fields["file"].error_messages["required"] = (
                f"The file is too large. It must be {limit} or smaller. Nothing else you typed is lost"
            )
