"""Forms of partnerships, agencies, people, groups and terms. Shape and wording; no permission, no saving."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from lscp.accounts.kinds import AgencyKind, StatutoryPartner
from lscp.accounts.models import GroupKind, Seat
from lscp.accounts.roles import CATALOGUE, Role
from lscp.web.fields import DateField, EmailField, NarrativeField, RadioField, SelectField, TextField, When
from lscp.web.forms import GovForm
from lscp.web.text import in_sentence

NO_ROLE = "none"
STATUTORY_CHOICES = [*StatutoryPartner.choices, ("none", "None of these")]


class DatesMixin:
    """Checks that a last day is not before a first day."""

    def clean(self) -> dict[str, Any]:
        """Compare the two days."""
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
        first, last = cleaned.get("from_on"), cleaned.get("until_on")
        if first and last and last < first:
            self.add_error(  # type: ignore[attr-defined]
                "until_on",
                ValidationError("The last day cannot be before the first day", code="order"),
            )
        return cleaned


def first_day() -> DateField:
    """The first day of something; today when left empty."""
    return DateField(label="First day", hint="Leave empty for today", required=False)


def last_day() -> DateField:
    """The last day of something, included."""
    return DateField(
        label="Last day",
        hint="This day is included. Leave empty for no end yet",
        required=False,
    )


class PartnershipForm(GovForm):
    """The details of a partnership."""

    submit_label = "Save"
    name = TextField(label="Name", error="Enter the partnership’s name", max_length=150)
    area_name = TextField(
        label="Area",
        error="Enter the area",
        hint="The local authority area or areas it covers",
        max_length=150,
    )
    front_door_name = TextField(
        label="Name of the front door",
        error="Enter what the front door is called",
        hint="Where a child at risk now is reported",
        max_length=150,
    )
    front_door_phone = TextField(
        label="Telephone of the front door", error="Enter the front door’s telephone number", max_length=60
    )
    front_door_out_of_hours = TextField(
        label="Front door at nights and weekends", required=False, max_length=150
    )
    front_door_url = TextField(label="Web page of the front door", required=False, spellcheck=False)
    contact_email = EmailField(
        label="E-mail of the Business Unit",
        error="Enter the Business Unit’s e-mail address",
        hint="A shared address, not one person’s",
    )
    contact_phone = TextField(label="Telephone of the Business Unit", required=False, max_length=60)

    def clean_front_door_url(self) -> str:
        """Refuse what is no web address."""
        address: str = self.cleaned_data["front_door_url"]
        if address:
            try:
                URLValidator(schemes=["https", "http"])(address)
            except ValidationError:
                raise ValidationError(
                    "Web page must start with https://, like https://www.example.org", code="invalid"
                ) from None
        return address


class AddAgencyForm(DatesMixin, GovForm):
    """An agency that begins to take part: one that the service knows, or a new one."""

    versioned = False
    submit_label = "Add the agency"
    known = RadioField(
        label="Does the agency use this service already?",
        choices=[("yes", "Yes, in another partnership"), ("no", "No, it is new")],
        error="Select yes if the agency uses this service already",
        reveals={"yes": ["agency"], "no": ["name", "kind"]},
    )
    agency = SelectField(label="Agency", error="Select the agency")
    name = TextField(label="Name of the agency", error="Enter the agency’s name", max_length=150)
    kind = SelectField(label="Kind of agency", choices=AgencyKind.choices, error="Select the kind of agency")
    statutory_partner = RadioField(
        label="Is it one of the three statutory safeguarding partners here?",
        choices=STATUTORY_CHOICES,
        error="Select which statutory partner it is, or none of these",
        divider_before="none",
    )
    from_on = first_day()
    until_on = last_day()

    def __init__(self, *args: Any, agencies: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = list(agencies)  # type: ignore[attr-defined]


class AgencyForm(GovForm):
    """An agency's name and kind, the same in every partnership."""

    submit_label = "Save"
    name = TextField(
        label="Name",
        error="Enter the agency’s name",
        hint="It changes in every partnership the agency takes part in",
        max_length=150,
    )
    kind = SelectField(label="Kind of agency", choices=AgencyKind.choices, error="Select the kind of agency")


class PlaceForm(GovForm):
    """How an agency takes part in one partnership."""

    submit_label = "Save"
    statutory_partner = RadioField(
        label="Is it one of the three statutory safeguarding partners here?",
        choices=STATUTORY_CHOICES,
        error="Select which statutory partner it is, or none of these",
        divider_before="none",
    )
    until_on = last_day()


class RoleFieldsMixin:
    """What the forms that give a role share: choices of agency, role and superior."""

    def fill(
        self,
        *,
        agencies: Iterable[tuple[str, str]],
        roles: Iterable[Role],
        people: Iterable[tuple[str, str]],
    ) -> None:
        """Put in what this reader may choose from."""
        fields: dict[str, Any] = self.fields  # type: ignore[attr-defined]
        fields["agency"].choices = list(agencies)
        later = [(NO_ROLE, "No role yet")] if NO_ROLE in fields["role"].hints else []
        fields["role"].choices = [*((role.value, role.label) for role in roles), *later]
        fields["role"].hints |= {role.value: CATALOGUE[role].description for role in roles}
        fields["superior"].choices = list(people)


def superior_field() -> SelectField:
    """Who is told when somebody's deadline has passed."""
    return SelectField(
        label="Superior",
        hint="Who is told when this person’s deadline has passed",
        required=False,
        empty="Nobody",
    )


class AddPersonForm(RoleFieldsMixin, DatesMixin, GovForm):
    """A person with their first role in a partnership."""

    versioned = False
    submit_label = "Add the person"
    email = EmailField(
        label="Work e-mail address",
        error="Enter the person’s work e-mail address",
        hint="They sign in with it. If the service knows it already, that account gets the role",
    )
    name = TextField(label="Name", error="Enter the person’s name", max_length=150)
    job_title = TextField(label="Job title", required=False, max_length=150)
    phone = TextField(label="Telephone at work", required=False, max_length=40)
    role = RadioField(
        label="Role",
        error="Select a role, or no role yet",
        hints={NO_ROLE: "They can sign in but see nothing until the manager gives them a role"},
        divider_before=NO_ROLE,
    )
    agency = SelectField(
        label="Agency they work for", hint="Not needed while they have no role", required=False
    )
    superior = superior_field()
    from_on = first_day()
    until_on = last_day()

    def clean(self) -> dict[str, Any]:
        """A role needs an agency."""
        cleaned = super().clean()
        if cleaned.get("role") not in (None, NO_ROLE) and not cleaned.get("agency"):
            self.add_error("agency", ValidationError("Select the agency they work for", code="required"))
        return cleaned


class AddRoleForm(RoleFieldsMixin, DatesMixin, GovForm):
    """One more role for somebody."""

    versioned = False
    submit_label = "Give the role"
    role = RadioField(label="Role", error="Select a role")
    agency = SelectField(label="Agency", error="Select the agency they work for")
    superior = superior_field()
    from_on = first_day()
    until_on = last_day()


class PersonForm(GovForm):
    """A person's details."""

    submit_label = "Save"
    name = TextField(label="Name", error="Enter the person’s name", max_length=150)
    email = EmailField(
        label="Work e-mail address",
        error="Enter the person’s work e-mail address",
        hint="They sign in with it. After a change the old address no longer works",
    )
    job_title = TextField(label="Job title", required=False, max_length=150)
    phone = TextField(label="Telephone at work", required=False, max_length=40)


class MembershipForm(GovForm):
    """The last day and the superior of a role."""

    submit_label = "Save"
    until_on = last_day()
    superior = superior_field()

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["superior"].choices = list(people)  # type: ignore[attr-defined]


class AddGroupForm(GovForm):
    """A standing group that a partnership does not have yet."""

    versioned = False
    submit_label = "Add the group"
    kind = RadioField(label="Which group is it?", error="Select which group it is")
    name = TextField(
        label="What is it called here?",
        error="Enter what the group is called",
        max_length=150,
        subject="Name",
    )
    purpose = NarrativeField(label="What it is for", required=False, max_length=2000, rows=3)
    quorum_note = NarrativeField(
        label="Who must be there for a decision to count",
        hint="A local rule, in your own words",
        required=False,
        max_length=2000,
        rows=3,
    )

    def __init__(self, *args: Any, kinds: Iterable[GroupKind] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]


class GroupForm(GovForm):
    """What a group is called and what it is for."""

    submit_label = "Save"
    name = TextField(label="Name", error="Enter what the group is called", max_length=150)
    purpose = NarrativeField(label="What it is for", required=False, max_length=2000, rows=3)
    quorum_note = NarrativeField(
        label="Who must be there for a decision to count",
        hint="A local rule, in your own words",
        required=False,
        max_length=2000,
        rows=3,
    )


class SeatForm(DatesMixin, GovForm):
    """A person's seat in a group. People are listed with the agency they sit for."""

    versioned = False
    submit_label = "Give the seat"
    person = SelectField(label="Person", error="Select the person")
    seat = RadioField(
        label="Seat",
        choices=Seat.choices,
        error="Select the seat",
        hints={
            Seat.DEPUTY: "Comes when the member cannot",
            Seat.CHAIR: "The present chair’s term ends the day before this one begins",
        },
        reveals={Seat.DEPUTY: ["deputy_for"]},
    )
    deputy_for = SelectField(label="Deputy for", error="Select whom this person deputises for")
    from_on = first_day()
    until_on = last_day()

    def __init__(
        self,
        *args: Any,
        people: Iterable[tuple[str, str]] = (),
        members: Iterable[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = list(people)  # type: ignore[attr-defined]
        self.fields["deputy_for"].choices = list(members)  # type: ignore[attr-defined]


class TermsForm(GovForm):
    """A new confidentiality text with the day it comes into force."""

    versioned = False
    submit_label = "Save the text"
    text = NarrativeField(
        label="Text",
        error="Enter the text that people accept",
        hint="Plain words. Leave an empty line between paragraphs",
        max_length=20_000,
        rows=12,
    )
    in_force_from = DateField(
        label="In force from",
        error="Enter the day from which the text is in force",
        hint="From this day everybody is asked to accept it when they next open a page",
        when=When.FUTURE_OR_TODAY,
    )


class ConfirmForm(GovForm):
    """Nothing to fill in: the button says what happens."""

    versioned = False

    def __init__(self, *args: Any, label: str = "Continue", style: str = "warning", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submit_label = label  # type: ignore[misc]
        self.submit_style = style  # type: ignore[misc]


class AcceptTermsForm(GovForm):
    """One box for each text to accept."""

    versioned = False
    submit_label = "Continue"

    def __init__(self, *args: Any, names: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, partnership in names:
            self.fields[key] = forms.BooleanField(
                label=f"I have read these terms of the {in_sentence(partnership)} and will keep to them",
                error_messages={
                    "required": f"Tick the box to accept the terms of the {in_sentence(partnership)}"
                },
            )


class SearchForm(GovForm):
    """Find a person."""

    versioned = False
    submit_label = "Find"
    q = TextField(label="Name or e-mail address", hint="All or part of it", required=False)
