"""What is typed about an event of the chronology, and how its pages are narrowed down."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from lscp.kernel.dates import british_time, parse_time
from lscp.web.date_fields import UncertainDateField, When
from lscp.web.fields import CheckboxesField, DateField, NarrativeField, RadioField, SelectField, TextField
from lscp.web.forms import GovForm
from rapid_reviews.actions.chronology import Entry
from rapid_reviews.chronology_codes import TEXTS, Seen, Theme
from rapid_reviews.queries.chronology import Narrowing, RowView

TEXT_LIMIT = 20_000
"""Characters in one text of a row (local rule: about 7 printed pages)."""


class RowForm(GovForm):
    """One event on one page."""

    submit_label = "Save the row"
    when = UncertainDateField(
        label="When did it happen?", subject="The date", error="Select how exactly you know the date",
        when=When.PAST_OR_TODAY,
        ask_words=True,
    )  # fmt: skip
    at = TextField(
        label="At what time?", hint="If you know it. For example, 2:30pm or 14:30", required=False,
        max_length=20, width="10", subject="The time",
    )  # fmt: skip
    event = NarrativeField(
        label="What happened?", hint="Write what your records say, in short. One event to a row.",
        error="Enter what happened", rows=5, max_length=TEXT_LIMIT,
    )  # fmt: skip
    source = TextField(
        label="Where is it recorded?", hint="For example, “health visitor's notes”.", required=False,
        max_length=300,
    )  # fmt: skip
    children = CheckboxesField(label="Which children is it about?", required=False, choices=[])
    child_seen = RadioField(
        label="Was the child seen?", choices=Seen.choices, error="Select whether the child was seen",
        inline=True,
    )  # fmt: skip
    spoken_to = RadioField(
        label="Was the child spoken to alone?", choices=Seen.choices, inline=True,
        error="Select whether the child was spoken to alone",
    )  # fmt: skip
    response = NarrativeField(label="What was done?", required=False, rows=4, max_length=TEXT_LIMIT)
    significance = NarrativeField(
        label="Why does it matter?", hint="What it says about the child's life, or about how agencies worked.",
        required=False, rows=3, max_length=TEXT_LIMIT,
    )  # fmt: skip
    comment = NarrativeField(
        label="Anything to add?", hint="For example, what the record does not say.", required=False, rows=3,
        max_length=TEXT_LIMIT,
    )  # fmt: skip
    themes = CheckboxesField(label="What is it about?", required=False, choices=Theme.choices)

    def __init__(self, *args: Any, children: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if children:
            self.fields["children"].choices = children  # type: ignore[attr-defined]
        else:
            self.leave_out("children")

    def clean_at(self) -> Any:
        """The time of day, or None."""
        typed = self.cleaned_data["at"].strip()
        found = parse_time(typed) if typed else None
        if typed and found is None:
            raise ValidationError("The time must be like 2:30pm or 14:30", code="time")
        return found

    @property
    def entry(self) -> Entry:
        """The row that was typed."""
        data = self.cleaned_data
        return Entry(
            when=data["when"], at=data["at"], child_seen=data["child_seen"], spoken_to=data["spoken_to"],
            themes=data["themes"], children=data.get("children") or [],
            texts={key: data[key] for key in TEXTS},
        )  # fmt: skip


def initial_of(view: RowView) -> dict[str, Any]:
    """The form's answers for a row that is there."""
    row = view.row
    return {
        "when": view.when,
        "at": british_time(row.at_time) if row.at_time else "",
        "child_seen": row.child_seen,
        "spoken_to": row.spoken_to,
        "themes": list(row.themes),
        "children": [str(one) for one in row.children],
        **{key: view.text(key) for key in TEXTS},
    }


class TakeOutForm(GovForm):
    """Why a row is taken out."""

    submit_label = "Take the row out"
    submit_style = "warning"
    reason = NarrativeField(
        label="Why is the row taken out?", hint="The row and your reason stay on the record.",
        error="Enter why the row is taken out", rows=3, max_length=5000,
    )  # fmt: skip


class CommentForm(GovForm):
    """Something to say about a row."""

    submit_label = "Add the comment"
    text = NarrativeField(
        label="What do you want to say?",
        hint="The agency that wrote the row reads it too. Do not write what that agency may not know.",
        error="Enter your comment", rows=4, max_length=5000,
    )  # fmt: skip


class NarrowingForm(GovForm):
    """How the chronology is narrowed down. Nothing here names anybody: it stands in the address."""

    versioned = False
    source = SelectField(label="Agency", required=False, empty="All")
    child = SelectField(label="Child", required=False, empty="All")
    theme = SelectField(label="Theme", choices=Theme.choices, required=False, empty="All")
    since = DateField(label="From", required=False, subject="The first day")
    until = DateField(label="Until", required=False, subject="The last day")

    def __init__(self, *args: Any, sources: Any = (), children: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = list(sources)  # type: ignore[attr-defined]
        self.fields["child"].choices = list(children)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must be the same as or after the first day")
        return cleaned

    @property
    def narrowing(self) -> Narrowing:
        """What was chosen; what is not there or cannot be read narrows nothing."""
        if not self.is_bound or not self.is_valid():
            return Narrowing()
        return Narrowing(**{name: self.cleaned_data[name] for name in Narrowing.__dataclass_fields__})


class SearchForm(GovForm):
    """Words to look for in the texts. They are sent in the body of the request, never in an address."""

    versioned = False
    submit_label = "Search the texts"
    words = TextField(
        label="Words to find", hint="All of them must be in the row.", error="Enter the words to find",
        max_length=100,
    )  # fmt: skip
