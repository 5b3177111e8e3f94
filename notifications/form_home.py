"""What the home page, the navigation and the task list say of raising an incident."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lscp.accounts.roles import SUBMISSION_ROLES, UNIT_ROLES
from lscp.kernel.addresses import page_address
from lscp.web import furniture, sections
from lscp.web.components import COMPLETED, NOT_STARTED, ActionButton, Cell, NavItem, Status, TableData, Task
from notifications.enums import LeadAnswer
from notifications.policies.agreement import can_ask_lead
from notifications.policies.form import RAISING_ROLES
from notifications.queries.answers import is_colleague_involved
from notifications.queries.drafts import drafts_of
from notifications.queries.lead import lead_view
from notifications.views import form_extras

SHOWN = 5
ASKED = Status("Asked", "light-blue")


def may_raise(user: Any) -> bool:
    """Whether the person's role raises incidents."""
    return bool(user.is_authenticated and user.holds(*RAISING_ROLES))


def own_notifications(request: HttpRequest) -> list[NavItem]:
    """What the person raised, and the way to raise something new."""
    user: Any = request.user
    if not may_raise(user):
        return []
    if user.holds(*UNIT_ROLES):
        return []  # home and the list of what they receive offer both
    address, start = page_address("notifications:mine"), page_address("notifications:start")
    raising = NavItem("Raise an incident", start, is_current=request.path == start)
    if user.holds(*SUBMISSION_ROLES):
        return [raising]
    return [raising, NavItem("Your notifications", address, is_current=request.path == address)]


def raising(request: HttpRequest) -> sections.Section | None:
    """The drafts to go on with, and the button to begin."""
    if not may_raise(request.user):
        return None
    rows = [
        [
            Cell(draft.case.reference, reverse("notifications:form", args=[draft.public_id])),
            Cell(_state(draft)),
        ]
        for draft in drafts_of(request.user)[:SHOWN]
    ]
    table = TableData("Your drafts", ["Case", "Status"], rows, is_caption_hidden=True) if rows else None
    return sections.Section(
        title="Raise a serious incident",
        intro="Drafts that you can go on with." if rows else "",
        table=table,
        buttons=[ActionButton("Raise a serious incident", reverse("notifications:start"))],
    )


def _state(draft: Any) -> str:
    return str(draft.get_status_display())


def lead_line(request: HttpRequest, notification: Any) -> Task | None:
    """Asking the lead to read the form and answer; offered to whoever may ask, by the rule of that page."""
    involved = is_colleague_involved(notification)
    if not can_ask_lead(request.user, notification, involves_colleague=involved):
        return None
    view = lead_view(notification)
    status = NOT_STARTED
    if view.request is not None:
        status = ASKED if view.request.answer == LeadAnswer.PENDING else COMPLETED
    address = reverse("notifications:ask_lead", args=[notification.public_id])
    return Task("Ask your safeguarding lead to read it (optional)", status, address)


def files_line(request: HttpRequest, notification: Any) -> Task:
    """Documents to add."""
    address = reverse("notifications:files", args=[notification.public_id])
    return Task("Files (optional)", Status("Optional", "grey"), address)


def register() -> None:
    """Add them to the pages."""
    furniture.register_navigation(own_notifications, order=5)
    sections.register_section(raising, order=30)
    form_extras.register("agreement", lead_line)
    form_extras.register(form_extras.AT_END, files_line)
