"""What is typed about the Executive's rule: shape and wording only."""

from __future__ import annotations

from lscp.web.fields import DateField, NarrativeField, RadioField, When, WholeNumberField, YesNoField
from lscp.web.forms import GovForm
from rapid_reviews.recommendation_codes import CastingRule, ConflictRule


class RuleForm(GovForm):
    """The partnership's own rule for its Executive."""

    versioned = False
    submit_label = "Save the rule"
    in_force_from = DateField(
        label="From which day?", hint="Today or later. For example, 27 3 2026",
        error="Enter the day from which it holds", subject="The day", when=When.FUTURE_OR_TODAY,
    )  # fmt: skip
    quorum = WholeNumberField(
        label="How many statutory partners must have signed?",
        hint="Every statutory partner is asked to sign. This is how many are enough.",
        error="Enter how many must have signed", min_value=1, max_value=20, subject="The number",
    )  # fmt: skip
    deputies = YesNoField(
        label="May a deputy sign for the member they stand in for?", error="Select yes if deputies may sign"
    )
    conflict = RadioField(
        label="What if everybody at a partner has stepped aside because of a conflict of interest?",
        hint="First the deputy signs. This is about when no deputy is left.",
        choices=ConflictRule.choices,
        error="Select what happens when nobody at a partner can sign",
    )
    casting = RadioField(
        label="What may the chair of the Executive do when the partners do not agree?",
        choices=CastingRule.choices,
        error="Select what the chair may do",
    )
    words = NarrativeField(
        label="What is done when they do not agree?",
        hint="Those who sign read this. For example: the chair talks to all three and records what was settled.",
        error="Enter what is done when they do not agree",
        rows=4,
        max_length=1000,
    )
    reason = NarrativeField(
        label="Why do you set this rule?",
        hint="For example: agreed at the Executive’s meeting in March.",
        error="Enter why you set this rule",
        rows=3,
        max_length=1000,
    )
