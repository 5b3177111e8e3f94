"""What is typed when the group recommends and the Executive signs: shape and wording only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from lscp.web.fields import CheckboxesField, NarrativeField, Optioned, RadioField, TextField, YesNoField
from lscp.web.forms import OUT_OF_DATE, GovForm
from rapid_reviews.recommendation_codes import LearningKind
from rapid_reviews.report_codes import NextStep

SAME = "same"
REVEALS = {NextStep.OTHER.value: ["learning_kinds"]}


def _kinds() -> CheckboxesField:
    return CheckboxesField(
        label="How is the other learning to be done?",
        choices=LearningKind.choices,
        error="Select how the other learning is to be done",
        reveals={LearningKind.OTHER.value: ["other_kind"]},
    )


class RecommendForm(GovForm):
    """One signed version of the recommendation."""

    submit_label = "Sign and pass to the Executive"
    submit_style = "warning"
    outcome = RadioField(
        label="What does the group recommend?", choices=NextStep.choices, error="Select what the group recommends",
        reveals=REVEALS,
    )  # fmt: skip
    learning_kinds = _kinds()
    other_kind = TextField(label="What else?", error="Enter what other learning is meant", max_length=150)
    children = CheckboxesField(
        label="Which children is it about?",
        hint="Leave all empty when it is about all of them.",
        required=False,
    )
    rationale = NarrativeField(
        label="Why does the group recommend this?",
        hint="The Executive and the national Panel read it word for word. Write without names.",
        error="Enter why the group recommends this",
    )
    changed_because = NarrativeField(
        label="Why is there a new version?",
        hint="The version before stays on the record. What the Executive signed on it no longer counts.",
        error="Enter why there is a new version",
        rows=4,
        max_length=10_000,
    )

    def __init__(
        self, *args: Any, children: Sequence[tuple[str, str]] = (), is_first: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["children"]
        field.choices = children
        if not children:
            self.leave_out("children")
        self.each: list[str] = [key for key, _words in children] if len(children) > 1 else []
        if self.each:
            self._ask_about_each(children)
        if is_first:
            self.leave_out("changed_because")

    def _ask_about_each(self, children: Sequence[tuple[str, str]]) -> None:
        """One question for each child, under the answer that it is not the same for all of them."""
        parts = [part for place, (_key, words) in enumerate(children) for part in _about_one(place, words)]
        differs = YesNoField(
            label="Is it the same for every child?", error="Select yes if it is the same for every child",
            reveals={"no": [name for name, _field in parts if name.endswith("_outcome")]},
        )  # fmt: skip
        for name, field in [("same", differs), *parts]:
            self.fields[name] = field
        for name in ["same", *(name for name, _field in parts)]:
            field = self.fields[name]
            if isinstance(field, Optioned):
                self._note_reveals(name, field)

    @property
    def apart(self) -> list[tuple[str, str, list[str], str]]:
        """Child, outcome, kinds of learning and reasons, for each child for whom it differs."""
        answers = self.answers
        found = []
        for place, key in enumerate(self.each):
            outcome = answers.get(f"child_{place}_outcome") or SAME
            if outcome != SAME:
                kinds = answers.get(f"child_{place}_kinds") or []
                found.append((key, outcome, kinds, answers.get(f"child_{place}_reasons") or ""))
        return found


def _about_one(place: int, words: str) -> list[tuple[str, Any]]:
    outcome, kinds, reasons = (f"child_{place}_{name}" for name in ("outcome", "kinds", "reasons"))
    reveals = {one: [kinds, reasons] if one == NextStep.OTHER.value else [reasons] for one in NextStep.values}
    asked = RadioField(
        label=f"What does the group recommend for {words}?", choices=[(SAME, "The same"), *NextStep.choices],
        error=f"Select what the group recommends for {words}", reveals=reveals,
    )  # fmt: skip
    how = CheckboxesField(
        label=f"How is the other learning about {words} to be done?", choices=LearningKind.choices,
        error=f"Select how the other learning about {words} is to be done",
    )  # fmt: skip
    why = NarrativeField(
        label=f"Why does it differ for {words}?", error=f"Enter why it differs for {words}", rows=4
    )
    return [(outcome, asked), (kinds, how), (reasons, why)]


class SignForm(GovForm):
    """An Executive member's signed answer."""

    versioned = False
    submit_label = "Sign"
    submit_style = "warning"
    seen_rests_on = forms.CharField(widget=forms.HiddenInput(), error_messages={"required": OUT_OF_DATE})
    seen_number = forms.IntegerField(
        widget=forms.HiddenInput(), error_messages={"required": OUT_OF_DATE, "invalid": OUT_OF_DATE}
    )
    choice = RadioField(
        label="What is your agency's answer?",
        error="Select your agency's answer",
        reveals=REVEALS,
        hint="To differ names one outcome for all the children.",
    )
    learning_kinds = CheckboxesField(
        label="How is the other learning to be done?", choices=LearningKind.choices,
        error="Select how the other learning is to be done",
    )  # fmt: skip
    rationale = NarrativeField(
        label="Why? If you give it back: what are your questions?",
        hint="Others read it word for word once all answers are in.",
        error="Enter your reasons, or your questions",
        rows=6,
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["choice"]
        field.choices = [tuple(pair) for pair in choices]
        if NextStep.OTHER.value not in dict(field.choices):
            self.leave_out("learning_kinds")


class SettleForm(GovForm):
    """How the chair says that a split was settled."""

    submit_label = "Record how it was settled"
    submit_style = "warning"
    choice = RadioField(label="What was settled?", error="Select what was settled", reveals=REVEALS)
    learning_kinds = CheckboxesField(
        label="How is the other learning to be done?", choices=LearningKind.choices,
        error="Select how the other learning is to be done",
    )  # fmt: skip
    reasons = NarrativeField(
        label="How was it settled, and why so?",
        hint="Every partner's signed answer stays beside it.",
        error="Enter how it was settled and why",
        rows=6,
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["choice"]
        field.choices = [tuple(pair) for pair in choices]
        if NextStep.OTHER.value not in dict(field.choices):
            self.leave_out("learning_kinds")
