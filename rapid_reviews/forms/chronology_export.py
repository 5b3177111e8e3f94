"""What is chosen for a copy of the chronology, and the words that stand for people."""

from __future__ import annotations

from typing import Any

from lscp.web.fields import NarrativeField, RadioField, TextField
from lscp.web.forms import GovForm
from rapid_reviews.chronology_codes import CopyKind

ROLES, NAMES = "roles", "names"


class CopyForm(GovForm):
    """As what, and with names or without."""

    submit_label = "Make the copy"
    kind = RadioField(
        label="As what sort of file?", error="Select the sort of file",
        choices=[
            (CopyKind.XLSX.value, "Excel workbook (.xlsx)"),
            (CopyKind.CSV.value, "CSV, for other spreadsheets"),
            (CopyKind.PDF.value, "PDF, to read and print. Screen readers can read it"),
        ],
    )  # fmt: skip
    people = RadioField(
        label="How are people called?", error="Select how people are called",
        choices=[(ROLES, "By their roles, such as “mother” or “Child 2”"), (NAMES, "By their names")],
        hint="Choose roles for everything that leaves the partnership.", reveals={NAMES: ["reason"]},
    )  # fmt: skip
    reason = NarrativeField(
        label="Why does the copy need names?", hint="Your reason stays on the record.",
        error="Enter why the copy needs names", rows=3, max_length=2000,
    )  # fmt: skip

    def __init__(self, *args: Any, may_name: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_name:
            self.leave_out("people")
            self.leave_out("reason")

    @property
    def choice(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        with_names = data.get("people") == NAMES
        return {
            "kind": data["kind"], "with_names": with_names,
            "reason": data.get("reason", "") if with_names else "",
        }  # fmt: skip


class WordForm(GovForm):
    """One word and its role."""

    submit_label = "Add to the list"
    word = TextField(
        label="Word or name", hint="As it stands in the texts. For example, “Ms Okafor”.",
        error="Enter the word or name", max_length=100,
    )  # fmt: skip
    role = TextField(
        label="What to write in its place", hint="For example, “health visitor” or “the school”.",
        error="Enter what to write in its place", max_length=100,
    )  # fmt: skip


class TakeWordOutForm(GovForm):
    """One press of a button."""

    submit_label = "Take it off the list"
    submit_style = "warning"
