"""The standing groups of a partnership: members, deputies, and the chair that rotates by dates."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from lscp.accounts import actions, queries
from lscp.accounts.actions.groups import GROUP_FIELDS
from lscp.accounts.actions.shared import fingerprint
from lscp.accounts.forms import AddGroupForm, ConfirmForm, GroupForm, SeatForm
from lscp.accounts.models import Agency, GroupKind, GroupSeat, Membership, Seat, StandingGroup, User
from lscp.accounts.views.base import SettingsForm, SettingsMixin, SettingsPage, button, span, standing
from lscp.kernel.access import ALLOWED, Verdict
from lscp.web.components import Cell


class Groups(SettingsPage):
    """The groups, with who chairs each now."""

    template_name = "accounts/groups.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of the list."""
        page = self.page_of(queries.groups_in(self.partnership))
        chairs = {
            seat.group_id: seat.user.name
            for seat in GroupSeat.objects.today()
            .filter(group__in=list(page), seat=Seat.CHAIR)
            .select_related("user")
        }
        rows = [
            [
                Cell(group.name, href=self.address("group", group.public_id)),
                group.get_kind_display(),
                chairs.get(group.pk, "Nobody now"),
            ]
            for group in page
        ]
        add = button("Add a group", self.address("add_group"), may_add(self.partnership), "")
        headers = ("Name here", "Kind", "Chair now")
        return super().get_context_data(headers=headers, page=page, rows=rows, buttons=add, **kwargs)


def missing_kinds(partnership: Any) -> list[GroupKind]:
    """The kinds of group a partnership does not have yet."""
    have = set(StandingGroup.objects.filter(partnership=partnership).values_list("kind", flat=True))
    return [kind for kind in GroupKind if kind.value not in have]


def may_add(partnership: Any) -> Verdict:
    """Each kind of group exists once."""
    if missing_kinds(partnership):
        return ALLOWED
    return Verdict("state", "The partnership has every kind of group already.")


class AddGroup(SettingsForm):
    """Set up a group."""

    form_class = AddGroupForm
    heading = "Add a group"
    done = "The group is added."

    def verdict(self) -> Verdict:
        """While a kind is missing."""
        return may_add(self.partnership)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the kinds that are missing."""
        return {**super().get_form_kwargs(), "kinds": missing_kinds(self.partnership)}

    def back_url(self) -> str:
        """The list."""
        return self.address("groups")

    def act(self, data: dict[str, Any]) -> object:
        """Add it."""
        return actions.add_group(self.partnership, by=self.request.user, **data)


class GroupMixin(SettingsMixin):
    """Fetch a group of this partnership."""

    group: StandingGroup

    def find(self) -> None:
        """404 for another partnership's group."""
        self.group = get_object_or_404(
            queries.groups_in(self.partnership), public_id=self.kwargs["public_id"]
        )

    def back_url(self) -> str:
        """The group's page."""
        return self.address("group", self.group.public_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the group."""
        return super().get_context_data(group=self.group, **kwargs)


class GroupPage(GroupMixin, SettingsPage):
    """One group with its seats."""

    template_name = "accounts/group.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of the seats."""
        page = self.page_of(queries.seats_in(self.group))
        key = self.group.public_id
        buttons = [
            *button("Give a seat", self.address("add_seat", key), ALLOWED, ""),
            *button("Change the group", self.address("change_group", key), ALLOWED),
        ]
        return super().get_context_data(
            headers=("Person", "Agency", "Seat", "When", "Change"),
            page=page,
            rows=[self.seat_row(seat) for seat in page],
            buttons=buttons,
            groups_url=self.address("groups"),
            **kwargs,
        )

    def seat_row(self, seat: GroupSeat) -> list[Any]:
        """One seat, with the way to end it while it lasts."""
        what = seat.get_seat_display()
        if seat.deputy_for:
            what = f"{what} for {seat.deputy_for.name}"
        over = seat.ended_at is not None or standing(seat).word == "Ended"
        end = Cell("Ended") if over else Cell("End now", href=self.address("end_seat", seat.public_id))
        return [seat.user.name, seat.agency.name, what, Cell(span(seat), status=standing(seat)), end]


class ChangeGroup(GroupMixin, SettingsForm):
    """Rename a group, or change what it is for."""

    form_class = GroupForm
    heading = "Change the group"
    done = "The group is saved."

    def get_initial(self) -> dict[str, Any]:
        """What is there now."""
        shown = {name: getattr(self.group, name) for name in GROUP_FIELDS}
        return {**shown, "seen_version": fingerprint(self.group, GROUP_FIELDS)}

    def act(self, data: dict[str, Any]) -> object:
        """Save."""
        return actions.change_group(self.group, by=self.request.user, **data)


class AddSeat(GroupMixin, SettingsForm):
    """Give somebody a seat."""

    form_class = SeatForm
    heading = "Give a seat"
    done = "The seat is given."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add who may be chosen: the people who work in this partnership, each for their agency."""
        held = Membership.objects.today().filter(partnership=self.partnership, user__is_active=True)
        pairs = {
            (str(m.user.public_id), str(m.agency.public_id)): f"{m.user.name}, {m.agency.name}"
            for m in held.select_related("user", "agency").order_by("user__name", "agency__name")
        }
        people = [(f"{person}:{agency}", text) for (person, agency), text in pairs.items()]
        seated = queries.seats_in(self.group).not_over().filter(seat__in=[Seat.MEMBER, Seat.CHAIR])
        members = {str(seat.user.public_id): seat.user.name for seat in seated}
        return {**super().get_form_kwargs(), "people": people, "members": list(members.items())}

    def act(self, data: dict[str, Any]) -> object:
        """Give it."""
        person, _, agency = data["person"].partition(":")
        is_deputy = data["seat"] == Seat.DEPUTY
        return actions.add_seat(
            self.group,
            User.objects.get(public_id=person),
            Agency.objects.get(public_id=agency),
            seat=data["seat"],
            deputy_for=User.objects.get(public_id=data["deputy_for"]) if is_deputy else None,
            from_on=data["from_on"],
            until_on=data["until_on"],
            by=self.request.user,
        )


class EndSeat(SettingsForm):
    """End a seat at once."""

    form_class = ConfirmForm
    heading = "End this seat now?"
    explanation = "The person no longer sits in the group. Their role in the partnership stays."
    done = "The seat has ended."
    seat: GroupSeat

    def find(self) -> None:
        """404 for a seat in another partnership's group."""
        found = GroupSeat.objects.filter(group__partnership=self.partnership)
        found = found.select_related("group__partnership", "user")
        self.seat = get_object_or_404(found, public_id=self.kwargs["public_id"])

    def verdict(self) -> Verdict:
        """What has ended stays as it was."""
        return ALLOWED if self.seat.ended_at is None else Verdict("state", "This seat has ended.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """The button's words."""
        return {**super().get_form_kwargs(), "label": "End the seat now"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whose seat it is."""
        return super().get_context_data(group=self.seat.group, person=self.seat.user, **kwargs)

    def back_url(self) -> str:
        """The group's page."""
        return self.address("group", self.seat.group.public_id)

    def act(self, data: dict[str, Any]) -> object:
        """End it."""
        return actions.end_seat(self.seat, by=self.request.user)
