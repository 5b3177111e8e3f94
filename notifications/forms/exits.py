"""Forms for waiting, ending another way and opening again. Shape and wording only."""

from __future__ import annotations

from lscp.web.fields import (
    DateField,
    DateTimeField,
    NarrativeField,
    RadioField,
    TextField,
    UploadField,
    When,
    YesNoField,
)
from lscp.web.forms import GovForm
from notifications.enums import NewsSource


class AwaitForm(GovForm):
    """Wait for information."""

    submit_label = "Wait for the information"
    reasons = NarrativeField(
        label="What is missing, and who will bring it?",
        error="Write what is missing and who will bring it",
        rows=5,
        max_length=10000,
    )
    review_on = DateField(
        label="When will you look at it again?",
        hint="You are reminded before that day. For example, 27 3 2026",
        error="Enter the day on which you look at it again",
        subject="The day on which you look again",
        when=When.FUTURE,
    )


class EndWaitingForm(GovForm):
    """Look at it again."""

    submit_label = "Look at it again"
    came = NarrativeField(
        label="What came, or why do you not wait any longer?",
        error="Write what came, or why you do not wait any longer",
        rows=4,
        max_length=10000,
    )


class CriteriaNotMetForm(GovForm):
    """Criteria found not met."""

    submit_label = "Record that the criteria are not met"
    submit_style = "warning"
    reasons = NarrativeField(
        label="Why are the criteria not met?",
        hint="Say what became known, and which of the three tests is not met.",
        error="Write why the criteria are not met",
        rows=6,
        max_length=20000,
    )
    no_suspicion = YesNoField(
        label="Is it a death in care, or of a care leaver, with no suspicion of abuse or neglect?",
        hint="Such a death is told through the national system, with no rapid review.",
        error="Select yes if it is such a death",
    )
    panel_told = YesNoField(
        label="Have you told the national Panel?",
        hint="You can record it later. Until then the page says that the Panel has not been told.",
        error="Select yes if you have told the Panel",
        reveals={"yes": ["panel_told_on", "panel_told_how"]},
    )
    panel_told_on = DateField(
        label="When was the Panel told?", error="Enter the day on which the Panel was told",
        subject="The day on which the Panel was told", when=When.PAST_OR_TODAY,
    )  # fmt: skip
    panel_told_how = TextField(
        label="How was the Panel told?", error="Enter how the Panel was told", max_length=300
    )


class PanelToldForm(GovForm):
    """When the Panel was told."""

    submit_label = "Save"
    panel_told_on = DateField(
        label="When was the Panel told?", error="Enter the day on which the Panel was told",
        subject="The day on which the Panel was told", when=When.PAST_OR_TODAY,
    )  # fmt: skip
    panel_told_how = TextField(
        label="How was the Panel told?", error="Enter how the Panel was told", max_length=300
    )


class TransferForm(GovForm):
    """Transfer to another area."""

    submit_label = "Transfer to the other area"
    submit_style = "warning"
    area = TextField(
        label="Which area takes it over?", error="Enter which area takes it over", max_length=150
    )
    told = TextField(
        label="Who there was told?", hint="Name and job.", error="Enter who in the other area was told",
        max_length=200,
    )  # fmt: skip
    told_moment = DateTimeField(
        label="When were they told?", error="Enter the day on which they were told",
        subject="The day on which they were told", when=When.PAST_OR_TODAY, time_required=False,
    )  # fmt: skip
    evidence = TextField(
        label="What shows that?",
        hint="For example: their e-mail of that day. Do not name a child or family.",
        error="Enter what shows that they were told",
        max_length=300,
    )
    upload = UploadField(label="Copy of it", required=False)
    reasons = NarrativeField(
        label="Why does the other area take it over?",
        hint="The area where it happened notifies and reviews.",
        error="Write why the other area takes it over",
        rows=4,
        max_length=10000,
    )


class ReopenForm(GovForm):
    """Open it again."""

    submit_label = "Open it again"
    source = RadioField(
        label="Where does the new information come from?",
        choices=NewsSource.choices,
        error="Select where the new information comes from",
    )
    received_on = DateField(
        label="When did it come?", error="Enter the day on which it came",
        subject="The day on which it came", when=When.PAST_OR_TODAY,
    )  # fmt: skip
    reasons = NarrativeField(label="What is new?", error="Write what is new", rows=6, max_length=20000)
