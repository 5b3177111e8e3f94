"""Forms of the clocks: shape and wording of what is typed. No permission and no saving."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from lscp.deadlines.compute import UNIT_WORDS, Moment
from lscp.deadlines.enums import AppliesTo, LocalDayKind, Sudden
from lscp.deadlines.models.settings import DAY_ZERO
from lscp.kernel.dates import DayAndTime
from lscp.web.fields import (
    CheckboxesField,
    Choices,
    DateField,
    DateTimeField,
    NarrativeField,
    RadioField,
    TextField,
    When,
    WholeNumberField,
    YesNoField,
)
from lscp.web.forms import GovForm

UNIT_CHOICES = [(unit.value, words[1].capitalize()) for unit, words in UNIT_WORDS.items()]


def moment_of(answer: DayAndTime) -> Moment:
    """The moment of a typed day and time; only the date when the time is not known."""
    return Moment(answer.day, answer.instant if answer.time_is_known else None)


class FactForm(GovForm):
    """When something happened, or its correction."""

    submit_label = "Save"
    happened = DateTimeField(
        label="When did it happen?",
        error="Enter the day it happened",
        subject="The day it happened",
        when=When.PAST_OR_TODAY,
        time_required=False,
    )
    sudden = RadioField(
        label="Was the death sudden and unexpected?",
        hint="Sudden means that nobody thought it likely 24 hours before. If you are in doubt, say so.",
        choices=Sudden.choices,
        error="Select whether the death was sudden and unexpected",
    )
    source = TextField(
        label="How do you know?",
        hint="Say who told you, or which document says so. Do not write a name of a child or family.",
        error="Enter how you know",
        max_length=300,
    )
    reason = NarrativeField(
        label="Why are you changing it?",
        hint="The old answer stays on the record.",
        error="Enter why you are changing it",
        rows=3,
        max_length=2000,
    )

    def __init__(self, *args: Any, is_death: bool, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_death:
            del self.fields["sudden"]
        if not is_correction:
            del self.fields["reason"]


class WithdrawFactForm(GovForm):
    """Saying that something recorded did not happen."""

    submit_label = "Take it off"
    submit_style = "warning"
    versioned = False
    reason = NarrativeField(
        label="Why is this wrong?", error="Enter why this is wrong", rows=3, max_length=2000
    )


class AnotherDeathForm(FactForm):
    """The death of a further child of the case. `known` is the day of the one of which nobody said whose it is."""

    field_order = ("first", "child", "happened", "sudden", "source")
    first = RadioField(
        label="Whose death is recorded already?", error="Select whose death is recorded already"
    )
    child = RadioField(label="Which other child died?", error="Select which other child died")

    def __init__(self, *args: Any, children: Choices, known: str, **kwargs: Any) -> None:
        super().__init__(*args, is_death=True, is_correction=False, **kwargs)
        self.fields["happened"].label = "When did that child die?"
        for name in ("first", "child"):
            self.fields[name].choices = children  # type: ignore[attr-defined]
        if known:
            self.fields["first"].label = f"Whose death on {known} is recorded already?"
        else:
            del self.fields["first"]

    def clean(self) -> dict[str, Any]:
        """The two are not the same child."""
        found = super().clean() or {}
        if found.get("child") and found.get("child") == found.get("first"):
            self.add_error("child", "Select another child than the one whose death is recorded already")
        return found


class SudicMeetingForm(GovForm):
    """The meeting after a sudden unexpected death, with the manager's consideration."""

    submit_label = "Save the record of the meeting"
    versioned = False
    children = CheckboxesField(
        label="Which children was the meeting about?", error="Select which children the meeting was about"
    )
    held_on = DateField(
        label="When was the meeting held?", error="Enter the day of the meeting", when=When.PAST_OR_TODAY
    )
    attended = NarrativeField(
        label="Which agencies were there?", error="Enter which agencies were there", rows=3, max_length=2000
    )
    refers_to_rag = YesNoField(
        label="Do you refer the case to the Review Advisory Group (RAG)?",
        hint="You are asked to consider this at every such meeting.",
        error="Select yes if you refer the case",
    )
    reason = NarrativeField(
        label="What are your reasons?", error="Enter your reasons", rows=5, max_length=5000
    )

    def __init__(self, *args: Any, children: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["children"].choices = children  # type: ignore[attr-defined]
        if not children:
            del self.fields["children"]


class DoneForm(GovForm):
    """When the thing was done, on the evidence."""

    submit_label = "Record as done"
    done = DateTimeField(
        label="When was it done?",
        hint="The day on the evidence, not today's date. For example, 27 3 2026",
        error="Enter the day it was done",
        subject="The day it was done",
        when=When.PAST_OR_TODAY,
        time_required=False,
    )
    evidence = TextField(
        label="What shows that?",
        hint="For example, a reference number or the name of a document.",
        error="Enter what shows that it was done",
        max_length=300,
    )


class LatenessForm(GovForm):
    """Why a clock is late."""

    submit_label = "Save the reason"
    reason = NarrativeField(
        label="Why is this late?",
        hint="Say what happened and what you have done about it. Do not name a child or family.",
        error="Enter why this is late",
        rows=5,
        max_length=5000,
    )


class ExtendForm(GovForm):
    """More time, on somebody's authority."""

    submit_label = "Give more time"
    number = WholeNumberField(
        label="How much more time?", error="Enter how much more time", min_value=1, max_value=365
    )
    unit = RadioField(label="Counted in", choices=UNIT_CHOICES, error="Select what it is counted in")
    authority = TextField(
        label="Who agreed this, and when?", error="Enter who agreed this, and when", max_length=300
    )
    reason = NarrativeField(label="Why is more time needed?", error="Enter why more time is needed", rows=4)


class ExtensionBackForm(GovForm):
    """Why the time that was given last is taken back."""

    submit_label = "Take back the extension"
    submit_style = "warning"
    reason = NarrativeField(label="Why is it taken back?", error="Enter why it is taken back", rows=4)


class PauseForm(GovForm):
    """Stopping a clock of a local rule."""

    submit_label = "Pause the clock"
    authority = TextField(label="Who agreed this, and when?", error="Enter who agreed this", max_length=300)
    reason = NarrativeField(label="Why is the clock paused?", error="Enter why the clock is paused", rows=4)


class ResumeForm(GovForm):
    """Starting it again."""

    submit_label = "Start the clock again"
    reason = NarrativeField(label="Why does it start again?", error="Enter why it starts again", rows=3)


class CancelForm(GovForm):
    """A clock that no longer applies."""

    submit_label = "Cancel this clock"
    submit_style = "warning"
    reason = NarrativeField(
        label="Why does it no longer apply?", error="Enter why it no longer applies", rows=4
    )


class ProposalForm(GovForm):
    """What every proposed change asks."""

    submit_label = "Continue to the preview"
    versioned = False
    reason = NarrativeField(
        label="Why is this change needed?", error="Enter why this change is needed", rows=3, max_length=2000
    )


class DayForm(ProposalForm):
    """A day to add to the partnership's calendar."""

    field_order = ("day", "name", "kind", "applies_to", "reason")
    day = DateField(label="Which day?", error="Enter the day")
    name = TextField(
        label="What is it called?",
        hint="For example, Office closed for the move",
        error="Enter a name",
        max_length=100,
    )
    kind = RadioField(
        label="What sort of day is it?", choices=LocalDayKind.choices, error="Select what sort of day it is"
    )
    applies_to = RadioField(
        label="Which clocks do not count this day?",
        hint="A closure of your own offices does not usually change a limit set by law or national guidance.",
        choices=AppliesTo.choices,
        error="Select which clocks do not count this day",
    )


class RuleForm(ProposalForm):
    """A new version of a rule."""

    field_order = (
        "length",
        "unit",
        "warnings",
        "guidance",
        "source",
        "is_verified",
        "in_force_from",
        "reason",
    )
    length = WholeNumberField(
        label="How long is the time limit?", error="Enter how long", min_value=1, max_value=999
    )
    unit = RadioField(label="Counted in", choices=UNIT_CHOICES, error="Select what it is counted in")
    warnings = TextField(
        label="When are reminders sent?",
        hint="Working days before the end (hours for a limit in hours), with commas: 3, 1, 0",
        error="Enter when reminders are sent",
        width="10",
    )
    guidance = TextField(label="Where does the rule come from?", error="Enter where the rule comes from")
    source = NarrativeField(label="What does the source say?", required=False, rows=3, max_length=2000)
    is_verified = YesNoField(
        label="Has somebody read the source itself?",
        error="Select yes if somebody has read the source itself",
    )
    in_force_from = DateField(
        label="From which day does it hold?",
        hint="For cases of which the authority became aware on or after this day. For example, 27 3 2026",
        error="Enter the day from which it holds",
    )

    def clean_warnings(self) -> list[int]:
        """Whole numbers, largest first."""
        parts = [part.strip() for part in self.cleaned_data["warnings"].split(",") if part.strip()]
        if not parts or not all(part.isdecimal() and int(part) <= 90 for part in parts):
            raise ValidationError(
                "Reminders must be whole numbers from 0 to 90 with commas between, like 3, 1, 0"
            )
        return sorted({int(part) for part in parts}, reverse=True)


class DayZeroForm(ProposalForm):
    """From which event the rapid review is counted."""

    field_order = ("day_zero", "reason")
    day_zero = RadioField(
        label="From which day is the rapid review counted?",
        hint="National sources differ, so this is a setting of your partnership.",
        choices=DAY_ZERO,
        error="Select the day from which the rapid review is counted",
    )


class ApproveForm(GovForm):
    """Approving what the preview shows."""

    submit_label = "Approve and apply"
    versioned = False


class SecondPersonForm(GovForm):
    """Whether a change needs a second person."""

    submit_label = "Save"
    versioned = False
    needed = YesNoField(
        label="Must a second person approve each change to the calendar and the rules?",
        hint="This is a setting of your partnership. Say no only if nobody else works in the Business Unit.",
        error="Select yes if a second person must approve",
    )
