"""What stands at the top of every page when messages do not leave, and the way to one's own messages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lscp.accounts.roles import UNIT_ROLES
from lscp.kernel.addresses import page_address
from lscp.messaging import broker, policies, queries
from lscp.web.components import Banner, NavItem, SettingsLink

UNREACHABLE = (
    "Messages are waiting: the part of this service that sends them cannot be reached. "
    "Nothing is lost. What you save is kept, and messages leave when it is back."
)
LATE = (
    "Some messages are late: the oldest should have left more than 15 minutes ago. "
    "Tell people by telephone if it is urgent."
)


def broker_banner(_: HttpRequest) -> Banner | None:
    """For everybody: saving works, messages come later."""
    return None if broker.is_reachable() else Banner(UNREACHABLE, "problem")


def late_banner(request: HttpRequest) -> Banner | None:
    """For the Business Unit: messages that should have left have not."""
    user = request.user
    if not (user.is_authenticated and user.holds(*UNIT_ROLES) and queries.is_any_late()):
        return None
    return Banner(LATE, "problem", reverse("messaging:undelivered"), "See which messages")


def settings(request: HttpRequest, partnership: Any) -> Iterable[SettingsLink]:
    """When reminders wait, for whoever may set it."""
    if policies.can_set_quiet_hours(request.user, partnership):
        address = reverse("messaging:quiet_hours", args=[partnership.slug])
        yield SettingsLink("Quiet hours", address, "When reminders and daily summaries wait until morning.")


def navigation(request: HttpRequest) -> Iterable[NavItem]:
    """The way to one's own messages."""
    address = page_address("messaging:mine")
    yield NavItem("Messages", address, is_current=request.path.startswith(address))
