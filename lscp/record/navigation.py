"""The ways to the pages of the record."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lscp.record import policies
from lscp.web.components import Action, SettingsLink
from lscp.web.sections import Section


def readers(request: HttpRequest) -> Section | None:
    """On the home page of whoever answers for an agency: who read what it gave."""
    if not (request.user.is_authenticated and request.user.holds(*policies.ANSWERS_FOR_AGENCY)):
        return None
    way = Action("See who read your agency’s information", reverse("record:readers"))
    return Section(title="What your agency gave", links=[way])


def settings(request: HttpRequest, partnership: Any) -> Iterable[SettingsLink]:
    """The record of accounts, settings and refusals, for whoever looks after it."""
    if policies.can_read_partnership_record(request.user):
        yield SettingsLink(
            "Record of accounts and settings",
            reverse("record:partnership"),
            "Who changed people, roles and settings, who signed in, and what was refused.",
        )
