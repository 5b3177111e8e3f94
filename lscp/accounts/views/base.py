"""What the settings pages share: the partnership the reader manages, and one form with one action."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from lscp.accounts import queries
from lscp.accounts.models import Partnership
from lscp.kernel import clock
from lscp.kernel.access import ALLOWED, Refused, Verdict
from lscp.kernel.dates import british_date
from lscp.kernel.form_pages import OneFormPage
from lscp.web.components import ActionButton, Status

PER_PAGE = 25


class SettingsMixin:
    """Fetch the partnership from what the reader may manage, before anything else; a stranger gets 404."""

    partnership: Partnership
    request: Any
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Fetch first, then let the view do its work."""
        found = queries.manageable_partnerships(request.user)
        self.partnership = get_object_or_404(found, slug=kwargs["slug"])
        request.partnership = self.partnership  # type: ignore[attr-defined]
        self.find()
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def find(self) -> None:
        """Fetch what else the address names; 404 when it is not of this partnership."""

    def address(self, name: str, *more: Any) -> str:
        """A page of this partnership's settings."""
        return reverse(f"accounts:{name}", args=[self.partnership.slug, *more])

    def page_of(self, rows: Any) -> Page[Any]:
        """The page of a list that the reader asked for."""
        return Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the partnership."""
        context: dict[str, Any] = super().get_context_data(  # type: ignore[misc]
            partnership=self.partnership, settings_url=self.address("settings"), **kwargs
        )
        return context


class SettingsPage(SettingsMixin, TemplateView):
    """A page to read."""


class SettingsForm(SettingsMixin, OneFormPage):
    """One form with one action: the policy is asked before the form is shown; the action asks it again."""

    template_name = "accounts/form.html"
    said_beside = (Refused, ValueError)

    def verdict(self) -> Verdict:
        """The policy's answer; managing the partnership is enough unless the view says otherwise."""
        return ALLOWED


def button(text: str, href: str, verdict: Verdict, style: Any = "secondary") -> list[ActionButton]:
    """The button of an action: none for a role that may never, with its reason where it cannot now."""
    if verdict.code == "role":
        return []
    return [ActionButton(text, href, style, reason="" if verdict else verdict.message)]


def span(record: Any) -> str:
    """ "from 1 April 2026", "1 April 2026 to 31 March 2027", "ended 3 May 2026"."""
    first = british_date(record.from_on)
    if record.ended_at is not None:
        return f"from {first}, ended {british_date(clock.london_date(record.ended_at))}"
    if record.until_on is None:
        return f"from {first}"
    return f"{first} to {british_date(record.until_on)}"


def standing(record: Any) -> Status:
    """Whether a dated fact holds, has ended, or has not begun."""
    if record.holds():
        return Status("Now", "green")
    if record.ended_at is None and record.from_on > clock.today():
        return Status("Not yet", "blue")
    return Status("Ended", "grey")
