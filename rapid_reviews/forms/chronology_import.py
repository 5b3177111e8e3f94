"""What is chosen on the way from a file to rows of the chronology."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lscp.documents.uploads import limit_words
from lscp.web.fields import RadioField, SelectField, UploadField
from lscp.web.forms import GovForm
from rapid_reviews.queries.chronology_dates import DAY_FIRST, MONTH_FIRST
from rapid_reviews.queries.chronology_mapping import COLUMNS


class UploadForm(GovForm):
    """One file."""

    submit_label = "Send the file"
    file = UploadField(
        label="Choose your file", error="Choose a file",
        hint="An Excel workbook (.xlsx), a CSV file, or a Word document (.docx) with a table. "
        f"At most {limit_words()} and 20,000 rows.",
    )  # fmt: skip


class ColumnsForm(GovForm):
    """Which column is what."""

    submit_label = "Check the rows"
    date_order = RadioField(
        label="How are dates in numbers written?", error="Select how dates are written",
        choices=[(DAY_FIRST, "Day first, like 27/3/2026"), (MONTH_FIRST, "Month first, like 3/27/2026")],
    )  # fmt: skip

    def __init__(self, *args: Any, headings: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (str(place), f"Column {place + 1}: {heading or 'no heading'}")
            for place, heading in enumerate(headings)
        ]
        for column in COLUMNS:
            self.fields[column.key] = SelectField(
                label=column.label, choices=choices, required=column.is_needed, empty="Not in the file",
                error=f"Choose the column for: {column.label}",
            )  # fmt: skip
        self.order_fields([column.key for column in COLUMNS])

    @property
    def columns(self) -> dict[str, int]:
        """The number of the column for each thing that is in the file."""
        return {one.key: int(self.cleaned_data[one.key]) for one in COLUMNS if self.cleaned_data.get(one.key)}


class ImportForm(GovForm):
    """One press of a button: what is imported is said above it."""

    submit_label = "Import all rows"


class ImportGoodForm(GovForm):
    """The same for a file with problems."""

    submit_label = "Import only the rows that are in order"
    submit_style = "secondary"


class DropForm(GovForm):
    """One press of a button."""

    submit_label = "Delete the file"
    submit_style = "warning"
