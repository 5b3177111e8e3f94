"""The actions from meetings on the home page of whoever was given one."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from lscp.meetings import pages, queries
from lscp.web.components import Action, TableData
from lscp.web.sections import Section

SHOWN = 5


def actions(request: HttpRequest) -> Section | None:
    """The reader's own open actions, the most urgent first; nothing while there are none."""
    if not request.user.is_authenticated:
        return None
    rows = pages.my_action_rows(queries.open_actions_of(request.user)[:SHOWN])
    if not rows:
        return None
    return Section(
        title="Your actions from meetings",
        intro="What a meeting asked you to do.",
        table=TableData(
            caption="Your open actions from meetings",
            headers=pages.MY_ACTION_HEADERS,
            rows=rows,
            is_caption_hidden=True,
        ),
        links=[Action("See all your actions from meetings", reverse("meetings:my_actions"))],
    )
