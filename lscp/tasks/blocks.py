"""The safety actions on the home page of those who raised them or look after them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lscp.kernel.dates import british_datetime
from lscp.tasks import policies, queries
from lscp.tasks.pages import due_words, status_of
from lscp.web.components import Action, Cell, TableData
from lscp.web.sections import Section

SHOWN = 5
HEADERS = ["Case", "Raised", "Call to be recorded by", "Status"]


def safety(request: HttpRequest) -> Section | None:
    """The open actions, oldest first; nothing while there are none."""
    user: Any = request.user
    if not user.is_authenticated or not user.memberships_today():
        return None
    rows = [
        [
            Cell(action.case.reference, href=action.get_absolute_url()),
            Cell(british_datetime(action.raised_at)),
            Cell(due_words(action)),
            Cell(status=status_of(action)),
        ]
        for action in queries.waiting_for(user)[:SHOWN]
    ]
    if not rows:
        return None
    return Section(
        title="Immediate safety",
        intro="A child may be at risk now. Make sure that the front door was called, and record the call.",
        table=TableData(
            caption="Immediate safety actions to do now", headers=HEADERS, rows=rows, is_caption_hidden=True
        ),
        links=[Action("See all safety actions", reverse("tasks:safety_list"))]
        if policies.holds_list(user)
        else [],
    )
