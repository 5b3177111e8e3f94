"""What is typed when a view is given, a decision recorded, advice written: shape and wording only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crispy_forms.layout import LayoutObject
from crispy_forms_gds.layout import HTML
from django import forms

from lscp.deadlines.forms import moment_of
from lscp.web.fields import (
    ConfirmField,
    DateField,
    DateTimeField,
    NarrativeField,
    RadioField,
    SelectField,
    When,
)
from lscp.web.forms import OUT_OF_DATE, GovForm
from notifications.enums import ConditionAnswer, DecisionOutcome, ViewChoice

TESTS = (
    ("abuse", "Is abuse or neglect known or suspected?"),
    ("harm", "Did a child die, or was a child seriously harmed?"),
    ("place", "Did it happen in this area, or outside England to a child who normally lives here?"),
)
"""The three statutory tests (Children Act 2004 s16C(1)): what a partner may say about each."""

TESTS_HEADING = HTML(
    '<h2 class="govuk-heading-m">The three tests</h2>'
    '<p class="govuk-body">You may answer these one by one. You do not have to. '
    "They help others to follow your reasons.</p>"
)


def _test(label: str) -> RadioField:
    return RadioField(label=label, choices=ConditionAnswer.choices, required=False, inline=True)


def _why() -> NarrativeField:
    return NarrativeField(label="Why?", required=False, rows=3, max_length=10_000, subject="Your reason")


class GiveViewForm(GovForm):
    """A partner's own view: the answer, the reasons, and what is said about each statutory test."""

    versioned = False
    submit_label = "Sign and send your view"

    seen_rests_on = forms.CharField(widget=forms.HiddenInput(), error_messages={"required": OUT_OF_DATE})
    seen_number = forms.IntegerField(
        widget=forms.HiddenInput(), error_messages={"required": OUT_OF_DATE, "invalid": OUT_OF_DATE}
    )
    choice = RadioField(
        label="What is your agency's view?",
        choices=ViewChoice.choices,
        error="Select your agency's view",
    )
    rationale = NarrativeField(
        label="Why is this your agency's view?",
        hint="Write what you relied on and how you weighed it. Others read it word for word later.",
        error="Enter the reasons for your agency's view",
    )
    abuse = _test(TESTS[0][1])
    abuse_why = _why()
    harm = _test(TESTS[1][1])
    harm_why = _why()
    place = _test(TESTS[2][1])
    place_why = _why()

    def layout_parts(self) -> Iterable[str | LayoutObject]:
        """The view and its reasons first, the three tests after a heading of their own."""
        names = [name for name in self.fields if name not in self.revealed_by]
        at = names.index("abuse")
        return [*names[:at], TESTS_HEADING, *names[at:]]

    @property
    def tests(self) -> dict[str, dict[str, str]]:
        """What was said about each test that was answered, by its key."""
        data = self.cleaned_data
        return {
            key: {"answer": data[key], "why": data[f"{key}_why"]}
            for key, _ in TESTS
            if data[key] or data[f"{key}_why"]
        }


class OpenViewsForm(GovForm):
    """Why the chair opens the views before all are in."""

    submit_label = "Open the views"
    submit_style = "warning"
    reason = NarrativeField(
        label="Why do the views have to be open now?",
        error="Enter why the views have to be open now",
        rows=4,
        max_length=5000,
    )


class ConflictForm(GovForm):
    """Why somebody steps aside."""

    versioned = False
    submit_label = "Step aside"
    submit_style = "warning"
    reason = NarrativeField(
        label="What is your conflict of interest?",
        hint="Only you, the chair and the Business Unit can read this.",
        error="Enter what your conflict of interest is",
        rows=4,
        max_length=5000,
    )
    shut_out = ConfirmField(
        label="I must not see this case any more",
        hint="You can then no longer open it or find it. Only the Business Unit can let you in again.",
        required=False,
    )


class EndConflictForm(GovForm):
    """Why somebody takes part again."""

    versioned = False
    submit_label = "Take part again"
    reason = NarrativeField(
        label="Why is there no conflict of interest any more?",
        error="Enter why there is no conflict of interest any more",
        rows=4,
        max_length=5000,
    )


OUTCOME_HINTS: dict[str, str] = {
    DecisionOutcome.NOTIFY: "A rapid review follows.",
    DecisionOutcome.TELL: "For a looked-after child or a care leaver, with no suspicion of abuse or neglect.",
    DecisionOutcome.AWAIT: "The time limit for notifying goes on running.",
}


class DecideForm(GovForm):
    """The local authority's decision, its grounds, and whose decision it is."""

    submit_label = "Record the decision"

    outcome = RadioField(
        label="What has the local authority decided?",
        error="Select what the local authority has decided",
        hints=OUTCOME_HINTS,
        reveals={DecisionOutcome.AWAIT: ["review_on"]},
    )
    review_on = DateField(
        label="When will you look at it again?",
        error="Enter when you will look at it again",
        subject="The review date",
        when=When.FUTURE,
    )
    decision_maker = SelectField(
        label="Whose decision is it?",
        hint=(
            "The person who is responsible for the decision. If it is not you, they are asked to sign it. A decision "
            "to notify counts at once. Any other takes effect when they have signed it."
        ),
        error="Select whose decision it is",
    )
    decided = DateTimeField(
        label="When was it decided?",
        error="Enter the day it was decided",
        subject="The day it was decided",
        when=When.PAST_OR_TODAY,
        time_required=False,
    )
    reasons = NarrativeField(label="Why was it decided so?", error="Enter the reasons for the decision")
    why_it_differs = NarrativeField(
        label="If it differs from the statutory partners' view, why?",
        hint=(
            "Needed when most partners see it another way, or when one says that the criteria are met and it "
            "is not notified."
        ),
        required=False,
        rows=4,
    )
    options = NarrativeField(label="Which options were considered?", required=False, rows=4)
    information = NarrativeField(label="What information did you rely on?", required=False, rows=4)
    unknown = NarrativeField(label="What was not known?", required=False, rows=4)

    def __init__(self, *args: Any, outcomes: Iterable[Any] = (), people: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(one.public_id): one for one in people}
        fields: dict[str, Any] = self.fields
        fields["outcome"].choices = [(one.value, one.label) for one in outcomes]
        fields["decision_maker"].choices = [(key, one.name) for key, one in self.by_key.items()]

    def clean_decision_maker(self) -> Any:
        """The person who was named."""
        return self.by_key.get(self.cleaned_data["decision_maker"])

    @property
    def moment(self) -> Any:
        """When it was decided; only the date where the time is not known."""
        return moment_of(self.cleaned_data["decided"])


class SignDecisionForm(GovForm):
    """One press of a button, under the decision as it was recorded."""

    submit_label = "Sign the decision"


class LookAgainForm(GovForm):
    """Why the Executive asks the group to look again."""

    submit_label = "Ask the group to look again"
    reasons = NarrativeField(
        label="Why should the group look again?",
        hint="The group and the local authority read this word for word.",
        error="Enter why the group should look again",
        rows=6,
    )


class LegalNoteForm(GovForm):
    """Legal advice."""

    versioned = False
    submit_label = "Add the advice"
    text = NarrativeField(label="Your advice", error="Enter your advice", rows=10)


class CommentForm(GovForm):
    """A comment that is not a vote."""

    versioned = False
    submit_label = "Add the comment"
    text = NarrativeField(label="Your comment", error="Enter your comment", rows=6)
