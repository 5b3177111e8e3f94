"""Forms of the national notification. Shape and wording only."""

from __future__ import annotations

from typing import Any

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
from notifications.enums import Board


class ReceiptForm(GovForm):
    """What the national system gave back."""

    submit_label = "Record the receipt"
    has_reference = YesNoField(
        label="Did the national system give you a reference?",
        error="Select yes if you were given a reference",
        reveals={"yes": ["reference"]},
    )
    reference = TextField(
        label="National reference", error="Enter the national reference", max_length=60, width="20",
        spellcheck=False,
    )  # fmt: skip
    sent = DateTimeField(
        label="When was it sent?",
        hint="The day and time on the receipt, not the time now. For example, 27 3 2026",
        error="Enter the day and time on the receipt",
        subject="The time on the receipt",
        when=When.PAST_OR_TODAY,
    )
    sent_by = TextField(
        label="Who sent it?",
        hint="The name of the person who pressed the button in the national system.",
        error="Enter who sent it",
        max_length=150,
    )
    upload = UploadField(
        label="Copy of the receipt",
        hint="A screenshot, the e-mail or a PDF. The clock stops only with a copy.",
        error="Attach a copy of what the national system showed or sent you",
    )
    late_reason = NarrativeField(
        label="If it is late: why?",
        hint="Needed only after the time limit. Say what happened. Do not name a child or family.",
        required=False,
        rows=3,
        max_length=5000,
    )
    early_reason = NarrativeField(
        label="If it was sent before the decision, or before anybody knew: why?",
        hint=(
            "Needed only when the receipt is earlier than the local authority’s decision, or than the day it became "
            "aware. Do not name a child or family."
        ),
        required=False,
        rows=3,
        max_length=5000,
    )
    undecided_reason = NarrativeField(
        label="No decision stands. Why was it sent all the same?",
        hint="The form was changed after the local authority decided. Do not name a child or family.",
        error="Enter why it was sent although no decision stands",
        rows=3,
        max_length=5000,
    )

    def __init__(self, *args: Any, lacks_decision: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not lacks_decision:
            del self.fields["undecided_reason"]


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


class BoardForm(GovForm):
    """Another board was told."""

    submit_label = "Save"
    board = RadioField(
        label="Which board was told?",
        choices=Board.choices,
        error="Select which board was told",
        reveals={Board.OTHER.value: ["name"]},
    )
    name = TextField(label="Name of the board", error="Enter the name of the board", max_length=150)
    informed_on = DateField(
        label="When?", error="Enter the day on which it was told", subject="The day on which it was told",
        when=When.PAST_OR_TODAY,
    )  # fmt: skip
    how = TextField(
        label="How?",
        hint="For example: e-mail to the board's manager. Do not name a child or family.",
        error="Enter how it was told",
        max_length=200,
    )


def receipt_given(form: Any) -> dict[str, Any]:
    """What the actions take of a receipt form."""
    answers = form.answers
    return {
        "reference": (answers.get("reference") or "").strip() if answers["has_reference"] else "",
        "sent_by": answers["sent_by"],
        "upload": answers.get("upload") or None,
        "late_reason": answers.get("late_reason", ""),
        "early_reason": answers.get("early_reason", ""),
        **{name: answers[name] for name in ("reason", "undecided_reason") if name in answers},
    }
