"""The partnerships a reader manages, what can be set up in each, and a partnership's details."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lscp.accounts import actions, queries
from lscp.accounts.actions.partnerships import PARTNERSHIP_FIELDS
from lscp.accounts.actions.shared import fingerprint
from lscp.accounts.forms import PartnershipForm
from lscp.accounts.models import Partnership
from lscp.accounts.views.base import PER_PAGE, SettingsForm, SettingsPage
from lscp.web import furniture
from lscp.web.components import Action, SummaryRow


def partnerships(request: HttpRequest) -> HttpResponse:
    """The partnerships whose settings the reader may open; straight there when it is one."""
    found = queries.manageable_partnerships(request.user)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    if page.paginator.count == 0:
        raise Http404
    if page.paginator.count == 1:
        return redirect("accounts:settings", slug=page[0].slug)
    return render(request, "accounts/partnerships.html", {"page": page})


class Settings(SettingsPage):
    """What can be set up in a partnership, and its details."""

    template_name = "accounts/settings.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the details and the links."""
        rows = detail_rows(self.partnership, self.address("details"))
        links = furniture.settings_links(self.request, self.partnership)
        return super().get_context_data(rows=rows, links=links, **kwargs)


def detail_rows(partnership: Partnership, change: str) -> list[SummaryRow]:
    """A partnership's details with a link to change them."""

    def row(name: str, value: str, missing: str = "Not given") -> SummaryRow:
        return SummaryRow(name, value, [Action("Change", change, name.lower())], missing=missing)

    return [
        row("Name", partnership.name),
        SummaryRow("Case references begin with", partnership.reference_prefix),
        row("Area", partnership.area_name),
        row("Front door", partnership.front_door_name),
        row("Front door telephone", partnership.front_door_phone),
        row("Nights and weekends", partnership.front_door_out_of_hours),
        row("Front door web page", partnership.front_door_url),
        row("Business Unit e-mail", partnership.contact_email),
        row("Business Unit telephone", partnership.contact_phone),
    ]


class Details(SettingsForm):
    """Change a partnership's details."""

    form_class = PartnershipForm
    heading = "Change the partnership’s details"
    explanation = "The front door is shown at the start of every form and at the end of every e-mail."
    done = "The details are saved."

    def get_initial(self) -> dict[str, Any]:
        """What is there now."""
        shown = {name: getattr(self.partnership, name) for name in PARTNERSHIP_FIELDS}
        return {**shown, "seen_version": fingerprint(self.partnership, PARTNERSHIP_FIELDS)}

    def back_url(self) -> str:
        """The settings."""
        return self.address("settings")

    def act(self, data: dict[str, Any]) -> object:
        """Save."""
        return actions.change_partnership(self.partnership, by=self.request.user, **data)
