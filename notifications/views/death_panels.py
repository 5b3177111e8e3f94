"""On the case page: that more children died than days are recorded, so that a child's time limits do not run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse

from lscp.deadlines import deaths
from lscp.deadlines import policies as clock_policies
from lscp.web.components import ActionButton, SummaryRow
from notifications.panels import Panel, offers, shows
from notifications.queries.case_page import children_who_died

ONE: Final = 1
"""The form itself asks for the day of the first death."""


@shows
def untold(request: HttpRequest, notification: Any) -> Panel | None:
    """How many children died by the form, and of how many the day is recorded."""
    notification.has_untold_death = False
    if not (notification.knows and notification.latest):
        return None
    died = children_who_died(notification)
    recorded = len(deaths.of_case(notification.case)) if died > ONE else died
    if recorded >= died:
        return None
    notification.has_untold_death = True
    words = (
        f"The form says that {died} children died. The day of death is recorded for {recorded}. "
        "The time limits after a death run for each child from that child's own day"
    )
    rows = [SummaryRow("Days of death", words)]
    return Panel("Deaths to record", "notifications/panels/rows.html", {"rows": rows}, order=12)


@offers
def telling(request: HttpRequest, notification: Any) -> Iterable[ActionButton]:
    """Recording the day of another death, for whoever may."""
    if getattr(notification, "has_untold_death", False) and clock_policies.can_record_another_death(
        request.user, notification.case
    ):
        address = reverse("deadlines:another_death", args=[notification.case.public_id])
        yield ActionButton("Record when another child died", address)
