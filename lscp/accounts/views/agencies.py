"""The agencies of a partnership: who takes part, as which statutory partner, from when until when."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from lscp.accounts import actions, policies, queries
from lscp.accounts.actions.partnerships import AGENCY_FIELDS, PLACE_FIELDS
from lscp.accounts.actions.shared import fingerprint
from lscp.accounts.forms import AddAgencyForm, AgencyForm, ConfirmForm, PlaceForm
from lscp.accounts.models import Agency, AgencyInPartnership
from lscp.accounts.views.base import SettingsForm, SettingsMixin, SettingsPage, button, span, standing
from lscp.kernel.access import ALLOWED, Verdict
from lscp.web.components import Cell, SummaryRow


class Agencies(SettingsPage):
    """Every agency that takes part, or did."""

    template_name = "accounts/agencies.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of the list."""
        page = self.page_of(queries.places_in(self.partnership))
        rows = [
            [
                Cell(place.agency.name, href=self.address("agency", place.agency.public_id)),
                place.agency.get_kind_display(),
                place.get_statutory_partner_display() or "No",
                Cell(span(place), status=standing(place)),
            ]
            for place in page
        ]
        return super().get_context_data(
            headers=("Agency", "Kind", "Statutory partner", "Takes part"),
            page=page,
            rows=rows,
            add_url=self.address("add_agency"),
            **kwargs,
        )


class AddAgency(SettingsForm):
    """Let an agency take part."""

    form_class = AddAgencyForm
    heading = "Add an agency"
    done = "The agency is added."

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the agencies to choose from."""
        known = [(str(a.public_id), a.name) for a in queries.agencies_not_in(self.partnership)]
        return {**super().get_form_kwargs(), "agencies": known}

    def back_url(self) -> str:
        """The list."""
        return self.address("agencies")

    def act(self, data: dict[str, Any]) -> object:
        """Add it, first to the service when it is new."""
        place = {
            "statutory_partner": none_is_empty(data["statutory_partner"]),
            "from_on": data["from_on"],
            "until_on": data["until_on"],
        }
        if data["known"] == "yes":
            agency = Agency.objects.get(public_id=data["agency"])
            return actions.bring_in_agency(self.partnership, by=self.request.user, agency=agency, **place)
        return actions.bring_in_agency(
            self.partnership, by=self.request.user, name=data["name"], kind=data["kind"], **place
        )


class PlaceMixin(SettingsMixin):
    """Fetch the agency's latest place in this partnership."""

    place: AgencyInPartnership

    def find(self) -> None:
        """404 for an agency that never took part here."""
        found = queries.places_in(self.partnership).filter(agency__public_id=self.kwargs["public_id"]).first()
        if found is None:
            raise Http404
        self.place = found

    def back_url(self) -> str:
        """The agency's page."""
        return self.address("agency", self.place.agency.public_id)

    def verdict(self) -> Verdict:
        """What has ended stays as it was."""
        return (
            ALLOWED if self.place.ended_at is None else Verdict("state", "The agency no longer takes part.")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the agency."""
        return super().get_context_data(agency=self.place.agency, **kwargs)


class AgencyPage(PlaceMixin, SettingsPage):
    """One agency and how it takes part."""

    template_name = "accounts/agency.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the facts and the buttons."""
        place, agency = self.place, self.place.agency
        rows = [
            SummaryRow("Kind", agency.get_kind_display()),
            SummaryRow("Statutory safeguarding partner", place.get_statutory_partner_display() or "No"),
            SummaryRow("Takes part", span(place)),
        ]
        may_change, key = policies.can_change_agency(self.request.user, agency), agency.public_id
        buttons = [
            *button("Change the name or kind", self.address("change_agency", key), may_change),
            *button("Change how it takes part", self.address("change_place", key), self.verdict()),
            *button("End its part now", self.address("end_place", key), self.verdict(), "warning"),
        ]
        return super().get_context_data(
            rows=rows, buttons=buttons, agencies_url=self.address("agencies"), **kwargs
        )


class ChangeAgency(PlaceMixin, SettingsForm):
    """Change an agency's name or kind."""

    form_class = AgencyForm
    heading = "Change the agency"
    done = "The agency is saved."

    def verdict(self) -> Verdict:
        """Managers of a partnership it takes part in."""
        return policies.can_change_agency(self.request.user, self.place.agency)

    def get_initial(self) -> dict[str, Any]:
        """What is there now."""
        agency = self.place.agency
        return {
            "name": agency.name,
            "kind": agency.kind,
            "seen_version": fingerprint(agency, AGENCY_FIELDS),
        }

    def act(self, data: dict[str, Any]) -> object:
        """Save."""
        return actions.change_agency(self.place.agency, by=self.request.user, **data)


class ChangePlace(PlaceMixin, SettingsForm):
    """Change how an agency takes part."""

    form_class = PlaceForm
    heading = "Change how the agency takes part"
    done = "The change is saved."

    def get_initial(self) -> dict[str, Any]:
        """What is there now."""
        return {
            "statutory_partner": self.place.statutory_partner or "none",
            "until_on": self.place.until_on,
            "seen_version": fingerprint(self.place, PLACE_FIELDS),
        }

    def act(self, data: dict[str, Any]) -> object:
        """Save."""
        data["statutory_partner"] = none_is_empty(data["statutory_partner"])
        return actions.change_place(self.place, by=self.request.user, **data)


class EndPlace(PlaceMixin, SettingsForm):
    """End an agency's part at once."""

    form_class = ConfirmForm
    heading = "End this agency’s part in the partnership?"
    explanation = (
        "It ends now. Everybody from this agency loses their roles in this partnership at once, and what the "
        "roles opened. What they wrote stays."
    )
    done = "The agency no longer takes part."

    def get_form_kwargs(self) -> dict[str, Any]:
        """The button's words."""
        return {**super().get_form_kwargs(), "label": "End its part now"}

    def act(self, data: dict[str, Any]) -> object:
        """End it."""
        return actions.end_place(self.place, by=self.request.user)


def none_is_empty(value: str) -> str:
    """The stored value of "none of these"."""
    return "" if value == "none" else value
