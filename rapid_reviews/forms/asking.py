"""What the Business Unit types when it asks agencies and deals with what comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lscp.web.fields import (
    CheckboxesField,
    DateField,
    NarrativeField,
    RadioField,
    TextField,
    When,
    YesNoField,
)
from lscp.web.forms import GovForm
from rapid_reviews.actions.asking import ToAsk
from rapid_reviews.enums import SuggestionAnswer

DAY_HINT = "A working day. For example, 27 3 2026"


class AskForm(GovForm):
    """Which agencies, whom there, what to look for, by when."""

    submit_label = "Send the requests"
    agencies = CheckboxesField(
        label="Which agencies do you ask?",
        hint="Those the notification form names come first. Each agency sees only its own request.",
        error="Select at least one agency",
        choices=[],
    )
    look_for = NarrativeField(
        label="What should they look for?",
        hint="Say which people, which events and which questions matter most. Only the agencies you ask read this.",
        error="Enter what the agencies should look for",
        rows=5,
        max_length=10000,
    )
    period = TextField(
        label="From when to when?",
        hint="For example, “from January 2024 to the incident”.",
        error="Enter the period they should look at",
        max_length=200,
    )
    due = DateField(
        label="By when do you want the returns?",
        hint=DAY_HINT,
        error="Enter the day by which you want the returns",
        subject="The day for the returns",
        when=When.FUTURE_OR_TODAY,
    )
    shows_identity = YesNoField(
        label="May they see who the people are?",
        hint="They need names and dates of birth to search their records.",
        error="Select yes if they may see who the people are",
    )

    def __init__(
        self,
        *args: Any,
        agencies: Sequence[Any] = (),
        people: Mapping[int, Sequence[Any]] | None = None,
        named: frozenset[str] = frozenset(),
        **kwargs: Any,
    ) -> None:
        self.by_key = {str(agency.public_id): agency for agency in agencies}
        self.people = {str(one.public_id): list((people or {}).get(one.pk, ())) for one in agencies}
        super().__init__(*args, **kwargs)
        reveals = self._add_people()
        kept: Any = self.fields["agencies"]
        self.fields["agencies"] = asked = CheckboxesField(
            label=kept.label,
            hint=kept.help_text,
            error=kept.error_messages["required"],
            choices=[(key, str(agency)) for key, agency in self.by_key.items()],
            hints={key: "Named in the notification form" for key in self.by_key if key in named},
            reveals=reveals,
        )
        self._note_reveals("agencies", asked)
        self.order_fields(["agencies", *(name for names in reveals.values() for name in names)])

    def _add_people(self) -> dict[str, list[str]]:
        """For each agency whose people are known, a question who there is named; its leads are told anyway."""
        reveals = {}
        for number, (key, people) in enumerate(self.people.items()):
            if not people:
                continue
            name = f"people_{number}"
            self.fields[name] = CheckboxesField(
                label=f"Who at {self.by_key[key]} writes the return?",
                hint="Select nobody to leave it to the safeguarding lead. The first you select is reminded by name.",
                required=False,
                choices=[(str(one.public_id), f"{one.name} ({one.email})") for one in people],
            )
            reveals[key] = [name]
        return reveals

    @property
    def to_ask(self) -> list[ToAsk]:
        """The agencies chosen, each with the people chosen there."""
        found = []
        for number, (key, people) in enumerate(self.people.items()):
            if key not in self.cleaned_data["agencies"]:
                continue
            chosen = set(self.cleaned_data.get(f"people_{number}") or ())
            found.append(ToAsk(self.by_key[key], [one for one in people if str(one.public_id) in chosen]))
        return found


class RemindForm(GovForm):
    """One press of a button."""

    submit_label = "Send the reminder"


class AcceptForm(GovForm):
    """One press of a button."""

    submit_label = "Accept the return"


class SetDueForm(GovForm):
    """Another day for one agency, and why."""

    submit_label = "Save the new day"
    day = DateField(
        label="New day",
        hint=DAY_HINT,
        error="Enter the new day",
        subject="The new day",
        when=When.FUTURE_OR_TODAY,
    )
    reason = NarrativeField(
        label="Why is the day changed?", hint="Do not name a child or family.", error="Enter why the day is changed",
        rows=3, max_length=5000,
    )  # fmt: skip


class QuestionsForm(GovForm):
    """What is asked about a return."""

    submit_label = "Send the questions"
    questions = NarrativeField(
        label="What should the agency answer or add?",
        hint="Only this agency reads it. Write one question to a line.",
        error="Enter your questions",
        rows=6,
        max_length=10000,
    )


class WithdrawForm(GovForm):
    """Why a request is taken back."""

    submit_label = "Withdraw the request"
    reason = NarrativeField(
        label="Why is the request withdrawn?",
        hint="The agency's people no longer see the request from this moment.",
        error="Enter why the request is withdrawn",
        rows=3,
        max_length=5000,
    )


class AnswerSuggestionForm(GovForm):
    """What becomes of a suggestion."""

    submit_label = "Save the answer"
    answer = RadioField(
        label="What becomes of it?",
        error="Select what becomes of the suggestion",
        choices=[
            (SuggestionAnswer.ASKED.value, "We ask this agency, or have asked it"),
            (SuggestionAnswer.NOT_NEEDED.value, "We do not ask it"),
        ],
        reveals={SuggestionAnswer.NOT_NEEDED.value: ["reason"]},
    )
    reason = NarrativeField(
        label="Why not?", error="Enter why the agency is not asked", rows=3, max_length=5000
    )
