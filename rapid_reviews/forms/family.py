"""What is typed for the family's diagram: a person, how two belong together, with whom an agency works."""

from __future__ import annotations

from typing import Any

from django import forms

from lscp.web.fields import NarrativeField, RadioField, SelectField, TextField
from lscp.web.forms import GovForm
from rapid_reviews.actions.family import NAMES, Bond
from rapid_reviews.family_codes import WORKS_WITH, Life, Sex, Tie

FACTS = ("sex", "life", "died", "born", "note", "source")
TEXTS = ("since", "until", "note", "source")
SOURCE_HINT = "For example, “return of the police” or “mother, on 3 March”."


class PersonForm(GovForm):
    """What the review knows of one person."""

    submit_label = "Save"
    given_name = TextField(label="First name", hint="If you do not know it, write “not known”.", max_length=150,
                           error="Enter the first name, or “not known”")  # fmt: skip
    family_name = TextField(label="Last name", required=False, max_length=150)
    other_names = TextField(label="Other names", required=False, max_length=300)
    sex = RadioField(label="Sex", choices=Sex.choices, error="Select the sex, or “Not known”", inline=True)
    life = RadioField(label="Is this person alive?", choices=Life.choices, error="Select what is known")
    died = TextField(label="When did this person die?", hint="If this person has died and you know it.",
                     required=False, max_length=100, width="20")  # fmt: skip
    born = TextField(label="When was this person born?", hint="For example, 1994, or 3 March 1994. Leave it empty to "
                     "keep what the notification says.", required=False, max_length=100, width="20")  # fmt: skip
    note = NarrativeField(label="Anything else for the diagram?", required=False, rows=3, max_length=2000)
    source = TextField(label="Who says so?", hint=SOURCE_HINT, error="Enter who says so", max_length=300)
    facts_version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def __init__(self, *args: Any, is_named: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_named:
            for name in NAMES:
                self.leave_out(name)

    @property
    def facts(self) -> dict[str, str]:
        """What is kept of the person."""
        return {key: str(self.cleaned_data[key] or "") for key in FACTS}

    @property
    def names(self) -> dict[str, str]:
        """Their names, where this page asks for them."""
        return {key: str(self.cleaned_data[key] or "") for key in NAMES if key in self.fields}


class _TieForm(GovForm):
    """What both sorts of line have."""

    def choose_from(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Offer these."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def texts(self) -> dict[str, str]:
        """What is sealed."""
        return {key: str(self.cleaned_data.get(key) or "") for key in (*TEXTS, "role") if key in self.fields}


class TieForm(_TieForm):
    """How two people belong together."""

    submit_label = "Save"
    one = SelectField(label="Who?", error="Choose somebody")
    kind = SelectField(
        label="What is this person to the other?", choices=Tie.choices, error="Choose what they are"
    )
    other = SelectField(label="To whom?", error="Choose the other person")
    since = TextField(label="From when?", hint="If you know it. For example, 2019, or about May 2021.",
                      required=False, max_length=100, width="20")  # fmt: skip
    until = TextField(label="Until when?", hint="Only if it has ended.", required=False, max_length=100,
                      width="20")  # fmt: skip
    note = NarrativeField(label="Anything to add?", required=False, rows=3, max_length=2000)
    source = TextField(label="Who says so?", hint=SOURCE_HINT, error="Enter who says so", max_length=300)

    def __init__(self, *args: Any, people: Any = (), agencies: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del agencies
        self.choose_from("one", list(people))
        self.choose_from("other", list(people))

    @property
    def bond(self) -> Bond:
        """The line that was typed."""
        data = self.cleaned_data
        return Bond(data["kind"], data["one"], data["other"], self.texts)


class WorkForm(_TieForm):
    """With whom an agency works."""

    submit_label = "Save"
    one = SelectField(label="Which agency?", error="Choose an agency")
    role = TextField(label="Who at the agency?", hint="What they do, without a name. For example, “health visitor”.",
                     error="Enter what they do", max_length=150)  # fmt: skip
    other = SelectField(label="Whom do they work with?", error="Choose somebody")
    since = TextField(label="From when?", hint="If you know it.", required=False, max_length=100, width="20")
    until = TextField(label="Until when?", hint="Only if it has ended.", required=False, max_length=100,
                      width="20")  # fmt: skip
    note = NarrativeField(label="Anything to add?", required=False, rows=3, max_length=2000)
    source = TextField(label="Who says so?", hint=SOURCE_HINT, error="Enter who says so", max_length=300)

    def __init__(self, *args: Any, people: Any = (), agencies: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("one", list(agencies))
        self.choose_from("other", list(people))

    @property
    def bond(self) -> Bond:
        """The line that was typed."""
        data = self.cleaned_data
        return Bond(WORKS_WITH, data["one"], data["other"], self.texts)


class TakeOutTieForm(GovForm):
    """Why a line is taken out."""

    submit_label = "Take it out"
    submit_style = "warning"
    reason = NarrativeField(
        label="Why is it taken out?", hint="The line and your reason stay on the record.",
        error="Enter why it is taken out", rows=3, max_length=5000,
    )  # fmt: skip
