"""The people of a partnership: find, add, change, stop from signing in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404

from lscp.accounts import actions, policies, queries
from lscp.accounts.actions.people import PERSON_FIELDS
from lscp.accounts.actions.shared import fingerprint
from lscp.accounts.forms import NO_ROLE, AddPersonForm, ConfirmForm, PersonForm, SearchForm
from lscp.accounts.models import Agency, Membership, Partnership, User
from lscp.accounts.roles import Role
from lscp.accounts.views.base import SettingsForm, SettingsMixin, SettingsPage, button, span, standing
from lscp.kernel.access import Verdict
from lscp.web.components import Cell, Status, SummaryRow


class People(SettingsPage):
    """Everybody who works, worked or will work in the partnership."""

    template_name = "accounts/people.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of the list and the search box."""
        form = SearchForm(self.request.GET)
        search = form.cleaned_data["q"] if form.is_valid() else ""
        page = self.page_of(queries.people_in(self.partnership, search))
        rows = [
            [
                Cell(person.name, href=self.address("person", person.public_id), note=person.email),
                "; ".join(str(role) for role in person.roles_here) or "None now",
                "Yes" if person.is_active else Cell(status=sign_in_status(person)),
            ]
            for person in page
        ]
        return super().get_context_data(
            headers=("Name", "Roles now", "May sign in"),
            form=form,
            page=page,
            rows=rows,
            add_url=self.address("add_person"),
            **kwargs,
        )


def sign_in_status(person: User) -> Status:
    """Whether somebody may sign in."""
    return Status("May sign in", "green") if person.is_active else Status("Stopped", "red")


def role_choices(user: Any, partnership: Partnership, to: User | None = None) -> dict[str, Any]:
    """What a reader may choose from when giving a role here."""
    return {
        "agencies": [(str(a.public_id), a.name) for a in queries.agencies_in(partnership)],
        "roles": [role for role in Role if policies.can_give_role(user, partnership, role, to=to)],
        "people": [(str(p.public_id), p.name) for p in queries.working_in(partnership)],
    }


def role_answers(data: dict[str, Any]) -> dict[str, Any]:
    """Agency and superior as records. Both were chosen from this partnership's own."""
    return {
        "agency": Agency.objects.get(public_id=data["agency"]),
        "role": data["role"],
        "superior": User.objects.filter(public_id=data["superior"]).first() if data["superior"] else None,
        "from_on": data["from_on"],
        "until_on": data["until_on"],
    }


class AddPerson(SettingsForm):
    """Add a person with their first role."""

    form_class = AddPersonForm
    heading = "Add a person"
    explanation = "We send them a message with a link to set their password."

    def get_form(self, form_class: Any = None) -> Any:
        """Fill in the choices."""
        form = super().get_form(form_class)
        form.fill(**role_choices(self.request.user, self.partnership))
        return form

    def back_url(self) -> str:
        """The list."""
        return self.address("people")

    def act(self, data: dict[str, Any]) -> object:
        """Add them, or give the role to the account that the address has."""
        user, is_new = actions.bring_in_person(
            self.partnership,
            by=self.request.user,
            email=data["email"],
            name=data["name"],
            job_title=data["job_title"],
            phone=data["phone"],
            **({} if data["role"] == NO_ROLE else role_answers(data)),
        )
        said = (
            f"{user.name} is added. We have sent them a message."
            if is_new
            else f"{user.name} has an account already and now has this role. Their details stay as they were."
        )
        messages.success(self.request, said)
        return user


class PersonMixin(SettingsMixin):
    """Fetch a person of this partnership."""

    person: User

    def find(self) -> None:
        """404 for somebody of another partnership."""
        found = queries.people_in(self.partnership)
        self.person = get_object_or_404(found, public_id=self.kwargs["public_id"])

    def back_url(self) -> str:
        """The person's page."""
        return self.address("person", self.person.public_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the person."""
        return super().get_context_data(person=self.person, **kwargs)


class PersonPage(PersonMixin, SettingsPage):
    """One person: details, and their roles in this partnership."""

    template_name = "accounts/person.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add facts, roles and buttons."""
        person = self.person
        rows = [
            SummaryRow("E-mail", person.email),
            SummaryRow("Job title", person.job_title, missing="Not given"),
            SummaryRow("Telephone", person.phone, missing="Not given"),
            SummaryRow("Signing in", sign_in_status(person).word),
        ]
        page = self.page_of(queries.memberships_of(person, self.partnership))
        return super().get_context_data(
            headers=("Role", "Agency", "When", "Superior"),
            rows=rows,
            page=page,
            role_rows=[self.role_row(membership) for membership in page],
            buttons=self.buttons(),
            people_url=self.address("people"),
            **kwargs,
        )

    def role_row(self, membership: Membership) -> list[Any]:
        """One role with its page."""
        return [
            Cell(membership.get_role_display(), href=self.address("role", membership.public_id)),
            membership.agency.name,
            Cell(span(membership), status=standing(membership)),
            membership.superior.name if membership.superior else "Nobody",
        ]

    def buttons(self) -> list[Any]:
        """What the reader may do, by the same policies as the actions."""
        user, person, key = self.request.user, self.person, self.person.public_id
        may_sign_in = policies.can_decide_sign_in(user, person)
        may_change = policies.can_change_person(user, person)
        may_give = can_give_any(user, self.partnership, person)
        stop = ("Stop signing in", "stop_sign_in", "warning")
        allow = ("Let them sign in again", "allow_sign_in", "secondary")
        text, name, style = stop if person.is_active else allow
        return [
            *button("Give a role", self.address("add_role", key), may_give),
            *button("Change details", self.address("change_person", key), may_change),
            *button(text, self.address(name, key), may_sign_in, style),
        ]


def can_give_any(user: Any, partnership: Partnership, person: User) -> Verdict:
    """The first role the reader may give this person here, or why none."""
    verdicts = [policies.can_give_role(user, partnership, role, to=person) for role in Role]
    return next((verdict for verdict in verdicts if verdict), verdicts[0])


class ChangePerson(PersonMixin, SettingsForm):
    """Change a person's details."""

    form_class = PersonForm
    heading = "Change the person’s details"
    done = "The details are saved."

    def verdict(self) -> Verdict:
        """Managers of a partnership the person belongs to."""
        return policies.can_change_person(self.request.user, self.person)

    def get_initial(self) -> dict[str, Any]:
        """What is there now."""
        shown = {name: getattr(self.person, name) for name in PERSON_FIELDS}
        return {**shown, "seen_version": fingerprint(self.person, PERSON_FIELDS)}

    def act(self, data: dict[str, Any]) -> object:
        """Save; say so when the person has to agree to a new address first."""
        changed = actions.change_person(self.person, by=self.request.user, **data)
        if data["email"].lower() != changed.email:
            messages.warning(
                self.request,
                f"The e-mail address is not changed yet. {changed.name} has to agree first: we have sent a "
                f"link to {changed.email}.",
            )
        return changed


class StopSignIn(PersonMixin, SettingsForm):
    """Stop somebody from signing in."""

    form_class = ConfirmForm
    heading = "Stop this person from signing in?"
    explanation = "They are signed out at once, everywhere. Their roles and what they wrote stay."
    done = "They can no longer sign in."

    def verdict(self) -> Verdict:
        """Managers of every partnership the person works in."""
        return policies.can_decide_sign_in(self.request.user, self.person)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The button's words."""
        return {**super().get_form_kwargs(), "label": "Stop signing in"}

    def act(self, data: dict[str, Any]) -> object:
        """Stop it."""
        return actions.stop_sign_in(self.person, by=self.request.user)


class AllowSignIn(StopSignIn):
    """Let somebody sign in again."""

    heading = "Let this person sign in again?"
    explanation = "They use the password and second factor they had."
    done = "They can sign in again."

    def get_form_kwargs(self) -> dict[str, Any]:
        """The button's words."""
        return {**super().get_form_kwargs(), "label": "Let them sign in", "style": ""}

    def act(self, data: dict[str, Any]) -> object:
        """Allow it."""
        return actions.allow_sign_in(self.person, by=self.request.user)
