"""Blocks of the home page that speak for the apps below."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from lscp.accounts.roles import CATALOGUE, Role
from lscp.deadlines import queries
from lscp.deadlines.pages import BOARD_HEADERS, board_rows
from lscp.deadlines.worklists import work_list
from lscp.kernel import clock
from lscp.web.components import Action, TableData
from lscp.web.sections import Section

SHOWN = 5


def time_limits(request: HttpRequest) -> Section | None:
    """The most urgent clocks the person holds; nothing for roles that never hold one."""
    user = request.user
    if not user.is_authenticated or not any(
        CATALOGUE[Role(m.role)].may_open_cases for m in user.memberships_today()
    ):
        return None
    now = clock.now()
    rows = [queries.view_of(row, now) for row in work_list(user)[:SHOWN]]
    return Section(
        title="Your time limits",
        intro="What you or your role must do, most urgent first.",
        table=TableData(
            caption="Your most urgent time limits",
            headers=BOARD_HEADERS,
            rows=board_rows(rows),
            empty="You have no time limits at the moment.",
            is_caption_hidden=True,
        ),
        links=[Action("See all your time limits", reverse("deadlines:mine"))] if rows else [],
    )
