"""What the home page and the navigation say of notifications received, returned and waiting for an answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lscp.accounts.roles import SUBMISSION_ROLES, UNIT_ROLES
from lscp.kernel.addresses import page_address
from lscp.web import furniture, sections
from lscp.web.components import Action, Cell, NavItem, TableData
from notifications.queries import lists

SHOWN = 10


def received(request: HttpRequest) -> list[NavItem]:
    """The list of notifications, for the roles that receive them."""
    user: Any = request.user
    if not user.is_authenticated or not user.holds(*SUBMISSION_ROLES):
        return []
    address = page_address("notifications:list")
    return [NavItem("Notifications", address, is_current=request.path == address)]


def to_triage(request: HttpRequest) -> sections.Section | None:
    """What the Business Unit has not acknowledged yet, and what waits for its readers to be named."""
    user: Any = request.user
    if not user.is_authenticated or not user.holds(*UNIT_ROLES):
        return None
    found = list(lists.to_triage(user)[:SHOWN])
    rows = [_row(one, "Name the readers" if one.case.is_restricted else "Acknowledge it") for one in found]
    return sections.Section(
        title="New notifications",
        table=_table("New notifications", rows, empty="No notification waits for you."),
        links=[Action("See all notifications", reverse("notifications:list"))],
    )


def to_answer(request: HttpRequest) -> sections.Section | None:
    """Questions to answer about what the person raised, and forms they were asked to agree with."""
    user: Any = request.user
    if not user.is_authenticated:
        return None
    rows = [_row(one, "Answer the questions", "answer_questions") for one in lists.returned_to(user)[:SHOWN]]
    rows += [_row(one, "Say whether you agree", "lead_view") for one in lists.asked_to_agree(user)[:SHOWN]]
    if not rows:
        return None
    return sections.Section(title="Waiting for your answer", table=_table("Waiting for your answer", rows))


def _row(notification: Any, words: str, name: str = "case") -> list[Cell | str]:
    address = reverse(f"notifications:{name}", args=[notification.public_id])
    return [Cell(notification.case.reference, notification.get_absolute_url()), Cell(words, address)]


def _table(caption: str, rows: Iterable[list[Cell | str]], empty: str = "") -> TableData:
    return TableData(caption, ("Case", "What to do"), list(rows), empty=empty, is_caption_hidden=True)


def register() -> None:
    """Add them to the pages."""
    furniture.register_navigation(received, order=8)
    sections.register_section(to_answer, order=10)
    sections.register_section(to_triage, order=12)
