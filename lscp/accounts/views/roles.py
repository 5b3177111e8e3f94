"""The roles people hold: give, change the last day and superior, end at once."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from lscp.accounts import actions, policies, queries
from lscp.accounts.actions.people import MEMBERSHIP_FIELDS
from lscp.accounts.actions.shared import fingerprint
from lscp.accounts.forms import AddRoleForm, ConfirmForm, MembershipForm
from lscp.accounts.models import Membership, User
from lscp.accounts.roles import CATALOGUE, Role
from lscp.accounts.views.base import SettingsForm, SettingsMixin, SettingsPage, button, span, standing
from lscp.accounts.views.people import PersonMixin, can_give_any, role_answers, role_choices
from lscp.kernel.access import Verdict
from lscp.web.components import SummaryRow

OVER = Verdict("state", "This role has ended.")


class AddRole(PersonMixin, SettingsForm):
    """Give somebody one more role."""

    form_class = AddRoleForm
    heading = "Give a role"
    done = "The role is given."

    def verdict(self) -> Verdict:
        """Whether the reader may give this person any role."""
        return can_give_any(self.request.user, self.partnership, self.person)

    def get_form(self, form_class: Any = None) -> Any:
        """Fill in the choices."""
        form = super().get_form(form_class)
        form.fill(**role_choices(self.request.user, self.partnership, self.person))
        return form

    def act(self, data: dict[str, Any]) -> object:
        """Give it."""
        return actions.add_membership(
            self.person, self.partnership, by=self.request.user, **role_answers(data)
        )


class RoleMixin(SettingsMixin):
    """Fetch a role held in this partnership."""

    membership: Membership

    def find(self) -> None:
        """404 for a role in another partnership."""
        found = Membership.objects.filter(partnership=self.partnership)
        found = found.select_related("user", "agency", "partnership", "superior")
        self.membership = get_object_or_404(found, public_id=self.kwargs["public_id"])

    def back_url(self) -> str:
        """The person's page."""
        return self.address("person", self.membership.user.public_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the role and whose it is."""
        return super().get_context_data(membership=self.membership, person=self.membership.user, **kwargs)

    def may_change(self) -> Verdict:
        """Whoever may give the role, while it lasts."""
        held = self.membership
        verdict = policies.can_give_role(self.request.user, self.partnership, held.role, to=held.user)
        return verdict if not verdict or held.ended_at is None else OVER

    def may_end(self) -> Verdict:
        """Whoever manages the partnership, while it lasts."""
        held = self.membership
        verdict = policies.can_end_role(self.request.user, self.partnership, held.role)
        return verdict if not verdict or held.ended_at is None else OVER


class RolePage(RoleMixin, SettingsPage):
    """One role: what it may do, its dates, its superior."""

    template_name = "accounts/role.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add facts and buttons."""
        held = self.membership
        rows = [
            SummaryRow("Role", held.get_role_display()),
            SummaryRow("What it is for", CATALOGUE[Role(held.role)].description),
            SummaryRow("Agency", held.agency.name),
            SummaryRow("Dates", f"{standing(held).word}: {span(held)}"),
            SummaryRow("Superior", held.superior.name if held.superior else "", missing="Nobody"),
        ]
        buttons = [
            *button("Change", self.address("change_role", held.public_id), self.may_change()),
            *button("End now", self.address("end_role", held.public_id), self.may_end(), "warning"),
        ]
        return super().get_context_data(rows=rows, buttons=buttons, person_url=self.back_url(), **kwargs)


class ChangeRole(RoleMixin, SettingsForm):
    """Change the last day and the superior."""

    form_class = MembershipForm
    heading = "Change the role"
    done = "The role is saved."

    def verdict(self) -> Verdict:
        """Whoever may give the role."""
        return self.may_change()

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add who may be the superior."""
        people = [
            (str(person.public_id), person.name)
            for person in queries.working_in(self.partnership).exclude(pk=self.membership.user_id)
        ]
        return {**super().get_form_kwargs(), "people": people}

    def get_initial(self) -> dict[str, Any]:
        """What is there now."""
        held = self.membership
        return {
            "until_on": held.until_on,
            "superior": str(held.superior.public_id) if held.superior else "",
            "seen_version": fingerprint(held, MEMBERSHIP_FIELDS),
        }

    def act(self, data: dict[str, Any]) -> object:
        """Save."""
        chosen = data.pop("superior")
        superior = User.objects.filter(public_id=chosen).first() if chosen else None
        return actions.change_membership(self.membership, by=self.request.user, superior=superior, **data)


class EndRole(RoleMixin, SettingsForm):
    """End a role at once."""

    form_class = ConfirmForm
    heading = "End this role now?"
    explanation = "Whatever the role opened is closed to this person at once. What they wrote stays."
    done = "The role has ended."

    def verdict(self) -> Verdict:
        """Whoever manages the partnership."""
        return self.may_end()

    def get_form_kwargs(self) -> dict[str, Any]:
        """The button's words."""
        return {**super().get_form_kwargs(), "label": "End the role now"}

    def act(self, data: dict[str, Any]) -> object:
        """End it."""
        return actions.end_membership(self.membership, by=self.request.user)
