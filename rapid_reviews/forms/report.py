"""What is typed into the report and its questions: shape and wording only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms_gds.helper import FormHelper
from django import forms

from lscp.web.fields import CheckboxesField, NarrativeField, RadioField, SelectField
from lscp.web.forms import OUT_OF_DATE, GovForm
from rapid_reviews.report_codes import CRITERION_ANSWERS, ITEM_ANSWERS, About, Answer, NextStep
from rapid_reviews.report_wording.shapes import Item

TEXT_FORM = "report-text"
"""The form's id: the buttons beside the contributions send it."""


class WriteForm(GovForm):
    """The text of one section."""

    submit_label = "Save the text"
    based_on = forms.IntegerField(widget=forms.HiddenInput(), required=False, min_value=0)
    text = NarrativeField(
        label="Text of the section",
        hint="Write without names: “the child”, “mother”, “the health visitor”.",
        error="Enter the text of the section",
        required=False,
        rows=18,
    )

    @property
    def helper(self) -> FormHelper:
        """With an id, so that buttons elsewhere on the page send the same form."""
        helper = super().helper
        helper.form_id = TEXT_FORM
        return helper


class CommentForm(GovForm):
    """One comment."""

    versioned = False
    submit_label = "Add the comment"
    text = NarrativeField(
        label="Your comment", hint="It is kept as you write it.", error="Enter your comment", rows=5,
        max_length=10_000,
    )  # fmt: skip


class ReadyForm(GovForm):
    """One press of a button."""

    submit_label = "Save"


class KeepTextsForm(GovForm):
    """The sections whose text of the round before stays as it is."""

    submit_label = "They stay and are ready"
    sections = CheckboxesField(
        label="Which sections stay as they are?",
        hint="Leave out each one that has to change.",
        error="Select the sections whose text stays",
    )

    def __init__(self, *args: Any, sections: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["sections"]
        field.choices = list(sections)


class OwnerForm(GovForm):
    """Who writes a section."""

    submit_label = "Save the owner"
    owner = SelectField(label="Who writes this section?", error="Select who writes this section")

    def __init__(self, *args: Any, people: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(one.public_id): one for one in people}
        field: Any = self.fields["owner"]
        field.choices = [("", "Choose a person"), *((key, str(one)) for key, one in self.by_key.items())]

    def clean_owner(self) -> Any:
        """The chosen person."""
        return self.by_key.get(self.cleaned_data["owner"])


WHY = "Give the reason with each answer."
WHY_NOT = "Only where it is not met."


class JudgeForm(GovForm):
    """A list of questions, each with an answer and its reason. Those answered so far can be saved."""

    versioned = False
    submit_label = "Save the answers"
    seen_number = forms.IntegerField(
        widget=forms.HiddenInput(), error_messages={"required": OUT_OF_DATE, "invalid": OUT_OF_DATE}
    )

    def __init__(
        self,
        *args: Any,
        items: Sequence[Item] = (),
        about: str = About.LOCAL,
        earlier: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items, self.about = items, About(about)
        said = earlier or {}
        is_check = self.about == About.READINESS
        # Half a list can be saved, but nothing of it is optional: no label says so.
        self.required_when_revealed = {key for one in items for key in (one.key, f"{one.key}_why")}
        for item in items:
            self.fields[item.key] = RadioField(
                label=item.question, hint=_under(item, said.get(item.key, "")), required=False, inline=True,
                choices=ITEM_ANSWERS if is_check else CRITERION_ANSWERS,
            )  # fmt: skip
            self.fields[f"{item.key}_why"] = NarrativeField(
                label="Why not?" if is_check else "Why?", required=False, rows=3, max_length=10_000,
                hint=WHY_NOT if is_check else WHY, subject="The reason",
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Every answer given has the reason it needs; every reason has an answer."""
        data = super().clean()
        for item in self.items:
            answer, why = data.get(item.key), (data.get(f"{item.key}_why") or "").strip()
            if answer and answer != Answer.MET and not why and f"{item.key}_why" not in self.errors:
                self.add_error(f"{item.key}_why", "Enter the reason for this answer")
            if why and not answer and item.key not in self.errors:
                self.add_error(item.key, "Select the answer that this reason is for")
        return data

    @property
    def given(self) -> dict[str, tuple[str, str]]:
        """The answers that were given with their reasons."""
        data = self.cleaned_data
        return {
            item.key: (data[item.key], (data[f"{item.key}_why"] or "").strip())
            for item in self.items
            if data[item.key]
        }


def _under(item: Item, earlier: str) -> str:
    return ". ".join(part.rstrip(".") for part in (item.hint, item.source, earlier) if part)


class NextStepForm(GovForm):
    """A partner's own view of what should follow, with the reasons."""

    versioned = False
    submit_label = "Sign and send your view"
    seen_rests_on = forms.CharField(widget=forms.HiddenInput(), error_messages={"required": OUT_OF_DATE})
    seen_number = forms.IntegerField(
        widget=forms.HiddenInput(), error_messages={"required": OUT_OF_DATE, "invalid": OUT_OF_DATE}
    )
    choice = RadioField(
        label="What should follow this rapid review?",
        choices=NextStep.choices,
        error="Select what should follow",
    )
    rationale = NarrativeField(
        label="Why is this your agency's view?",
        hint="Write what you relied on and how you weighed it. Others read it word for word later.",
        error="Enter the reasons for your agency's view",
    )


class AskViewsForm(GovForm):
    """One press of a button."""

    submit_label = "Ask the partners"


class OpenViewsForm(GovForm):
    """Why the chair opens the views before all are in."""

    submit_label = "Open the views"
    submit_style = "warning"
    reason = NarrativeField(
        label="Why do the views have to be open now?", error="Enter why the views have to be open now", rows=4,
        max_length=5000,
    )  # fmt: skip


class KeepWordsForm(GovForm):
    """Why words that the check found stay in the report."""

    versioned = False
    submit_label = "They stay"
    reason = NarrativeField(
        label="Why do these words stay?", error="Enter why these words stay", rows=4, max_length=5000
    )
