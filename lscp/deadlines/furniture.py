"""What the clocks add to every page: links, and notices when reminders stop or the calendar is short."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lscp.accounts.roles import UNIT_ROLES
from lscp.deadlines import health, policies
from lscp.kernel.addresses import page_address
from lscp.kernel.believed import believed
from lscp.web.components import Banner, NavItem, SettingsLink


def navigation(request: HttpRequest) -> list[NavItem]:
    """The reader's own time limits; the board for the Business Unit."""
    links = [("Your time limits", page_address("deadlines:mine"))]
    if policies.can_see_board(request.user):
        links.append(("Deadline board", page_address("deadlines:board")))
    return [NavItem(text, address, is_current=request.path == address) for text, address in links]


def settings(request: HttpRequest, partnership: Any) -> Iterable[SettingsLink]:
    """The calendar and the rules of the clocks, and who approves their changes."""
    where = [partnership.slug]
    if policies.can_propose_change(request.user, partnership):
        yield SettingsLink(
            "Calendar",
            reverse("deadlines:calendar", args=where),
            "Bank holidays, and days your offices are shut.",
        )
        yield SettingsLink(
            "Rules of the time limits",
            reverse("deadlines:rules", args=where),
            "How long each time limit is, where it comes from, and the first day of the rapid review.",
        )
    if policies.can_set_second_person(request.user, partnership):
        yield SettingsLink(
            "Approval of changes to time limits",
            reverse("deadlines:second_person", args=where),
            "Whether a second person must agree before a change takes effect.",
        )


def sweep_banner(request: HttpRequest) -> Banner | None:
    """Tell the Business Unit when reminders have stopped."""
    if not _is_unit(request):
        return None
    problem = _sweep_problem()
    return Banner(problem, "problem") if problem else None


@believed
def _sweep_problem() -> str:
    return health.sweep_problem(health.last_sweep())


def calendar_banner(request: HttpRequest) -> Banner | None:
    """Tell the Business Unit when the list of bank holidays runs short."""
    if not _is_unit(request):
        return None
    warning = health.calendar_warning()
    return Banner(warning, "information") if warning else None


def _is_unit(request: HttpRequest) -> bool:
    user = request.user
    return bool(user.is_authenticated and user.holds(*UNIT_ROLES))
