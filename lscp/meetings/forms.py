"""Forms of the meetings: shape and wording of what is typed. No permission and no saving."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from lscp.meetings.enums import Part, Presence
from lscp.meetings.papers import Offer
from lscp.meetings.queries import Place
from lscp.web.fields import (
    DateField,
    DateTimeField,
    NarrativeField,
    RadioField,
    SelectField,
    TextField,
    When,
    WholeNumberField,
)
from lscp.web.forms import GovForm

NO_NAMES = "Do not write the name of a child or a family."


class WhenAndWhereFields(GovForm):
    """When a meeting is, how long, and where."""

    starts = DateTimeField(
        label="When does the meeting begin?",
        error="Enter the day and time of the meeting",
        subject="The meeting",
        when=When.FUTURE_OR_TODAY,
    )
    minutes_long = WholeNumberField(
        label="How many minutes will it last?",
        error="Enter how many minutes it will last",
        subject="The number of minutes",
        min_value=10,
        max_value=600,
    )
    place = TextField(
        label="Where is it?",
        hint=f"A room or a building. Leave it empty if everybody meets online. {NO_NAMES}",
        required=False,
        max_length=300,
    )
    link = TextField(
        label="Link to the online meeting",
        hint="The whole address, beginning with https://",
        required=False,
        max_length=500,
        spellcheck=False,
    )

    def clean_link(self) -> str:
        """A web address, safe to print as a link."""
        link = str(self.cleaned_data["link"]).strip()
        if link:
            try:
                URLValidator(schemes=["https"])(link)
            except ValidationError:
                raise ValidationError("Link must be a web address that begins with https://") from None
        return link

    def clean(self) -> dict[str, Any]:
        """Somewhere to go: a place, a link, or both."""
        cleaned = super().clean()
        if not self.errors and not cleaned.get("place") and not cleaned.get("link"):
            self.add_error("place", "Enter a place or a link, so that people know where to go")
        return cleaned


class CallMeetingForm(WhenAndWhereFields):
    """Call a meeting."""

    submit_label = "Call the meeting"
    versioned = False
    agenda = NarrativeField(
        label="Agenda",
        hint="One item on each line. You can change it later.",
        required=False,
        rows=5,
        max_length=5000,
    )


class ChangeMeetingForm(WhenAndWhereFields):
    """Move a meeting, with the reason."""

    submit_label = "Change the meeting and tell everybody"
    reason = NarrativeField(
        label="Why is it changed?", error="Enter why the meeting is changed", rows=3, max_length=2000
    )


class CancelMeetingForm(GovForm):
    """Cancel a meeting."""

    submit_label = "Cancel the meeting and tell everybody"
    submit_style = "warning"
    reason = NarrativeField(
        label="Why is it cancelled?", error="Enter why the meeting is cancelled", rows=3, max_length=2000
    )


class AgendaForm(GovForm):
    """The agenda, one item a line."""

    submit_label = "Save the agenda"
    agenda = NarrativeField(
        label="What will you talk about?", hint="One item on each line.", error="Write at least one item",
        rows=8, max_length=5000,
    )  # fmt: skip


class PaperForm(GovForm):
    """One paper, chosen among the pages and files of the case."""

    submit_label = "Add the paper"
    path = RadioField(
        label="Which paper?",
        hint="People open it here, so nobody needs a copy by e-mail. A file is opened only by those who may read it.",
        error="Select a paper",
    )

    def __init__(self, *args: Any, offers: Iterable[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_path = {offer.path: offer for offer in offers}
        self.titles = {path: offer.title for path, offer in by_path.items()}
        self.fields["path"].choices = [(path, offer.words) for path, offer in by_path.items()]  # type: ignore[attr-defined]


class AttendanceForm(GovForm):
    """Who was there: one question for each person expected, and who chaired."""

    submit_label = "Save who was there"

    def __init__(self, *args: Any, places: Iterable[Place], others: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = list(places)
        chairs = [("", "Nobody, or somebody not listed")]
        for place in self.places:
            self.fields[self.name_of(place)] = RadioField(
                label=f"{place.person}, {place.agency}",
                hint=place.words,
                choices=Presence.choices,
                error=f"Select whether {place.person} was there",
                inline=True,
                initial=place.presence,
            )
            if place.part in (Part.CHAIR, Part.MEMBER, Part.DEPUTY) and not place.is_aside:
                chairs.append((str(place.person.public_id), f"{place.person}, {place.agency}"))
        first = next((p for p in self.places if p.part == Part.CHAIR and not p.is_aside), None)
        self.fields["chaired_by"] = SelectField(
            label="Who chaired the meeting?",
            choices=chairs[1:],
            empty=chairs[0][1],
            required=False,
            initial=str(first.person.public_id) if first else "",
        )
        self.fields["others_present"] = NarrativeField(
            label="Others who were there",
            hint="People without an account here: name and agency, one on each line.",
            required=False,
            rows=3,
            max_length=2000,
            initial=others,
        )

    @staticmethod
    def name_of(place: Place) -> str:
        """The field of one person."""
        return f"presence_{place.person.public_id.hex}"

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        chair = self.cleaned_data.get("chaired_by")
        people = {str(place.person.public_id): place.person for place in self.places}
        return {
            "presence": {place.person.pk: self.cleaned_data[self.name_of(place)] for place in self.places},
            "chaired_by": people.get(chair) if chair else None,
            "others_present": self.cleaned_data.get("others_present", ""),
        }


class AddPersonForm(GovForm):
    """Somebody without a seat who came."""

    submit_label = "Add this person"
    person = SelectField(label="Who came?", error="Select who came")
    part = RadioField(
        label="In what part?",
        choices=[
            (Part.DEPUTY.value, "As deputy for a member who was not there"),
            (Part.ADVISER.value, Part.ADVISER.label),
            (Part.GUEST.value, Part.GUEST.label),
        ],
        reveals={Part.DEPUTY.value: ["stands_in_for"]},
        error="Select in what part they came",
    )
    stands_in_for = SelectField(label="For whom?", error="Select for whom they came")

    def __init__(
        self, *args: Any, people: Iterable[tuple[Any, Any, str]], absent: Iterable[Place], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.public_id): (person, agency) for person, agency, _ in people}
        self.absent = {str(place.person.public_id): place.person for place in absent}
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            (key, f"{person}, {agency}") for key, (person, agency) in self.people.items()
        ]
        self.fields["stands_in_for"].choices = [  # type: ignore[attr-defined]
            (key, str(person)) for key, person in self.absent.items()
        ]

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        person, agency = self.people[self.cleaned_data["person"]]
        part = self.cleaned_data["part"]
        chosen = self.cleaned_data.get("stands_in_for") if part == Part.DEPUTY else ""
        return {
            "person": person, "agency": agency, "part": part,
            "stands_in_for": self.absent.get(chosen) if chosen else None,
        }  # fmt: skip


class MinutesForm(GovForm):
    """The minutes, saved as they are typed."""

    submit_label = "Save the minutes"
    text = NarrativeField(
        label="Minutes",
        hint="What was said and why. Write decisions and actions on their own pages.",
        error="Write the minutes",
        rows=24,
    )


class CirculateForm(GovForm):
    """Send the minutes round."""

    submit_label = "Send the minutes round"
    reason = NarrativeField(
        label="What did you correct?", error="Write what you corrected", rows=3, max_length=5000
    )

    def __init__(self, *args: Any, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_correction:
            del self.fields["reason"]


class CommentForm(GovForm):
    """A comment on the minutes."""

    submit_label = "Send my comment"
    text = NarrativeField(
        label="What should be different?", error="Write what should be different", rows=5, max_length=10000
    )


class AgreeForm(GovForm):
    """Agree that the minutes are right."""

    submit_label = "I agree with these minutes"


class ApproveForm(GovForm):
    """Approve and lock the minutes."""

    submit_label = "Approve and lock the minutes"


class AddendumForm(GovForm):
    """Something to add to locked minutes."""

    submit_label = "Add it"
    text = NarrativeField(
        label="What do you want to add?", error="Write what you want to add", rows=6, max_length=20000
    )


class DecisionForm(GovForm):
    """One decision or recommendation of the meeting, with its reasons."""

    submit_label = "Save the decision"
    text = NarrativeField(
        label="What did the meeting decide or recommend?",
        error="Write what the meeting decided or recommended",
        rows=4,
        max_length=10000,
    )
    rationale = NarrativeField(
        label="Why?",
        hint="Write what the meeting relied on, what it weighed up, and who saw it differently.",
        error="Write why the meeting decided this",
        rows=6,
        max_length=10000,
    )


class ActionForm(GovForm):
    """One action: what, who, by when."""

    submit_label = "Give the action"
    what = NarrativeField(
        label="What is to be done?",
        hint="The owner reads only this text, not the minutes. Write no more than they need.",
        error="Write what is to be done",
        rows=4,
        max_length=5000,
    )
    owner = SelectField(label="Who looks after it?", error="Select who looks after it")
    due_on = DateField(
        label="By when?",
        error="Enter the day by which it is to be done",
        subject="The day by which it is to be done",
        when=When.FUTURE_OR_TODAY,
    )

    def __init__(self, *args: Any, people: Iterable[tuple[Any, Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {
            f"{person.public_id.hex}:{agency.public_id.hex}": (person, agency, role)
            for person, agency, role in people
        }
        self.fields["owner"].choices = [  # type: ignore[attr-defined]
            (key, f"{agency}: {person}, {role.lower()}")
            for key, (person, agency, role) in self.people.items()
        ]

    def given(self) -> dict[str, Any]:
        """What the action takes."""
        person, agency, _role = self.people[self.cleaned_data["owner"]]
        return {
            "what": self.cleaned_data["what"], "owner": person, "agency": agency,
            "due_on": self.cleaned_data["due_on"],
        }  # fmt: skip


class FinishForm(GovForm):
    """What came of an action."""

    submit_label = "Record it as done"
    outcome = NarrativeField(label="What was done?", error="Write what was done", rows=4, max_length=5000)


class WithdrawActionForm(GovForm):
    """Why an action is no longer wanted."""

    submit_label = "Withdraw the action"
    submit_style = "warning"
    reason = NarrativeField(
        label="Why is it no longer wanted?", error="Write why it is no longer wanted", rows=4, max_length=5000
    )


class QuorumForm(GovForm):
    """How many partners a group needs."""

    submit_label = "Save"
    versioned = False
    partners_needed = WholeNumberField(
        label="How many statutory partners must be there?",
        hint="Leave it empty for all of them. A deputy counts. This is a local rule.",
        required=False,
        subject="The number of partners",
        min_value=1,
        max_value=20,
    )
