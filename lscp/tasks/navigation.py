"""The link to the list of safety actions, for those who look after them."""

from __future__ import annotations

from django.http import HttpRequest

from lscp.kernel.addresses import page_address
from lscp.kernel.kept_plans import kept_plans
from lscp.tasks import policies, queries
from lscp.web.components import NavItem


def safety(request: HttpRequest) -> list[NavItem]:
    """The list with the number of open actions; nothing for people whose role does not hold it."""
    if not policies.holds_list(request.user):
        return []
    address = page_address("tasks:safety_list")
    with kept_plans():
        count = queries.waiting_for(request.user).count()
    return [
        NavItem(
            "Immediate safety",
            address,
            is_current=request.path.startswith(address),
            count=count or None,
            count_words="open",
        )
    ]
