"""What is typed to say that a child may be at risk now: shape and wording only."""

from __future__ import annotations

from lscp.web.fields import NarrativeField, YesNoField
from lscp.web.forms import GovForm


class SafetyForm(GovForm):
    """What is needed, for whom."""

    submit_label = "Raise it now"
    submit_style = "warning"
    needed = NarrativeField(
        label="Which child may be at risk, and what is needed now?",
        hint="Such as a brother or sister, another child in the home, or a child whom the same person looks after.",
        error="Enter which child may be at risk and what is needed now",
        rows=5,
        max_length=10_000,
    )


class AgencySafetyForm(SafetyForm):
    """The same from an agency's request, and whether its lead may be told."""

    lead_involved = YesNoField(
        label="Could your agency’s safeguarding lead be involved in what happened?",
        hint="If yes, no safeguarding lead of your agency sees this, or what your agency said about safety before.",
        error="Select yes if your agency’s safeguarding lead could be involved",
    )
