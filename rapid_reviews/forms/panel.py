"""What is typed about the national Panel's receipt and reply: shape and wording only."""

from __future__ import annotations

from typing import Any

from lscp.deadlines.forms import moment_of
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
from rapid_reviews.recommendation_codes import PanelAnswer


class ReceiptForm(GovForm):
    """What the Panel sent back when the rapid review reached it."""

    submit_label = "Record the receipt"
    reference = TextField(
        label="The Panel's reference, if it gave one",
        required=False,
        max_length=60,
        width="20",
        spellcheck=False,
    )
    sent = DateTimeField(
        label="When was it sent?",
        hint="The day and time on the receipt, not the time now. For example, 27 3 2026",
        error="Enter the day and time on the receipt",
        subject="The time on the receipt",
        when=When.PAST_OR_TODAY,
    )
    sent_by = TextField(label="Who sent it?", error="Enter who sent it", max_length=150)
    upload = UploadField(
        label="Copy of the receipt",
        hint="A screenshot, the e-mail or a PDF. The clock stops only with a copy.",
        error="Attach a copy of what the Panel sent you",
    )
    late_reason = NarrativeField(
        label="If it is late: why?",
        hint="Needed only after the time limit. Say what happened. Do not name a child or family.",
        required=False,
        rows=3,
        max_length=5000,
    )


class CorrectReceiptForm(ReceiptForm):
    """A corrected receipt, with the reason."""

    submit_label = "Save the correction"
    upload = UploadField(
        label="New copy of the receipt",
        hint="Leave it empty when the copy you attached before is right.",
        required=False,
    )
    reason = NarrativeField(
        label="Why are you correcting it?",
        hint="The earlier receipt stays on the record.",
        error="Enter why you are correcting it",
        rows=3,
        max_length=5000,
    )


class ReplyForm(GovForm):
    """What the Panel replied."""

    submit_label = "Record the reply"
    answer = RadioField(
        label="What does the Panel reply?",
        choices=PanelAnswer.choices,
        error="Select what the Panel replies",
        reveals={PanelAnswer.RECONSIDER.value: ["suggests_local"]},
    )
    suggests_local = YesNoField(
        label="Does it suggest a local review?",
        hint="That is criterion (d) of regulation 11. Its letter is the evidence.",
        error="Select yes if the Panel suggests a local review",
    )
    received_on = DateField(
        label="When did the reply come?", error="Enter the day on which the reply came",
        subject="The day on which the reply came", when=When.PAST_OR_TODAY,
    )  # fmt: skip
    words = NarrativeField(label="What does it say?", error="Enter what the reply says", rows=6)
    upload = UploadField(
        label="The Panel's letter", hint="Needed when it suggests a local review.", required=False
    )


def receipt_given(form: Any) -> dict[str, Any]:
    """What the actions take of a receipt form."""
    answers = form.answers
    return {
        **answers, "sent": moment_of(answers["sent"]), "upload": answers.get("upload") or None,
        "reference": (answers.get("reference") or "").strip(), "late_reason": answers.get("late_reason") or "",
    }  # fmt: skip
