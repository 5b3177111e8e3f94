"""Forms for what the referrer and others are told. Shape and wording only."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from lscp.web.fields import NarrativeField, SelectField
from lscp.web.forms import GovForm

NAMED = "Agencies that the form names"
OTHERS = "Other agencies"


class ReferrerNoteForm(GovForm):
    """The reason that the referrer reads."""

    submit_label = "Save and tell them"
    text = NarrativeField(
        label="What do they read as the reason?",
        hint=(
            "Plain words for the person who raised it. No partner's view, no legal advice, nothing that "
            "another agency told you."
        ),
        error="Write the reason",
        rows=6,
        max_length=5000,
    )


class TellOtherForm(GovForm):
    """One person of another agency, and what they need to know."""

    submit_label = "Tell them"
    recipient = SelectField(label="Who needs to know?", error="Select who needs to know")
    text = NarrativeField(
        label="What do they need to know?",
        hint="They read this text and nothing else. Write only what they need for their work.",
        error="Write what they need to know",
        rows=6,
        max_length=10000,
    )

    def __init__(
        self,
        *args: Any,
        people: Iterable[tuple[Any, Any, str]],
        named: Collection[int] = (),
        **kwargs: Any,
    ) -> None:
        """`named` are the keys of the agencies that the notification form names: their people come first."""
        super().__init__(*args, **kwargs)
        self.people = {
            f"{person.public_id.hex}:{agency.public_id.hex}": (person, agency, role)
            for person, agency, role in people
        }
        groups: dict[bool, list[tuple[str, str]]] = {True: [], False: []}
        for key, (person, agency, role) in self.people.items():
            groups[agency.pk in named].append((key, f"{agency}: {person}, {role.lower()}"))
        self.fields["recipient"].choices = (  # type: ignore[attr-defined]
            [(NAMED, groups[True]), (OTHERS, groups[False])] if groups[True] else groups[False]
        )

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        person, agency, _role = self.people[self.cleaned_data["recipient"]]
        return {"recipient": person, "agency": agency, "text": self.cleaned_data["text"]}
