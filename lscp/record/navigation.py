"""The way to the pages of the record."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lscp.record import policies
from lscp.web.components import NavItem, SettingsLink


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """The readers of what an agency gave, for whoever answers for it."""
    if request.user.is_authenticated and request.user.holds(*policies.ANSWERS_FOR_AGENCY):
        address = reverse("record:readers")
        yield NavItem("Who read it", address, is_current=request.path == address)


def settings(request: HttpRequest, partnership: Any) -> Iterable[SettingsLink]:
    """The record of accounts, settings and refusals, for whoever looks after it."""
    if policies.can_read_partnership_record(request.user):
        yield SettingsLink(
            "Record of accounts and settings",
            reverse("record:partnership"),
            "Who changed people, roles and settings, who signed in, and what was refused.",
        )
