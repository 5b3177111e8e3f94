"""Whose an agency's clock is: whoever may read the request, and whom its reminders reach at the agency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.urls import reverse

from lscp.accounts.models import Membership
from lscp.deadlines.models import Clock
from rapid_reviews.models import AgencyRequest, RequestParticipant
from rapid_reviews.models.requests import RULE
from rapid_reviews.queries.people import LEADS


def clocks_q(user: Any) -> Q:
    """The clocks of the requests a person may read; nobody else sees them."""
    mine = AgencyRequest.visible_to(user).order_by().values(text=Cast("public_id", CharField()))
    return Q(rule_key=RULE, subject__in=mine)


def page(row: Clock) -> str:
    """The page of the request that a clock is about."""
    return reverse("rapid_reviews:request", args=[row.subject])


def told(subjects: Iterable[str]) -> dict[str, set[int]]:
    """Who at each agency is told of its clock: everybody named on the request, and the agency's leads; 3 queries."""
    rows = AgencyRequest.all_records.filter(public_id__in=list(subjects))
    requests = {row.pk: row for row in rows}
    there: dict[tuple[int, int], set[int]] = defaultdict(set)
    leads: dict[tuple[int, int], set[int]] = defaultdict(set)
    members = Membership.objects.today().filter(
        agency__in={row.agency_id for row in requests.values()}, user__is_active=True
    )
    for user, role, partnership, agency in members.values_list("user", "role", "partnership", "agency"):
        there[partnership, agency].add(user)
        if role in LEADS:
            leads[partnership, agency].add(user)
    found = {str(row.public_id): set(leads[_place(row)]) for row in requests.values()}
    named = RequestParticipant.objects.today().filter(record__in=requests)
    for record, user in named.values_list("record", "user"):
        request = requests[record]
        if user in there[_place(request)]:
            found[str(request.public_id)].add(user)
    return found


def _place(request: AgencyRequest) -> tuple[int, int]:
    return (request.partnership_id, request.agency_id)
