"""People who work with the case and are on no identity list: who they are to it, by what the product knows of them.

Whoever raised the incident or answers for an agency, everybody named on a request, and whoever wrote a return or a
row; then whom the form itself names. Each becomes what they do ("health visitor", "school worker").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from lscp.accounts.kinds import AgencyKind
from lscp.accounts.models import Agency, Membership, User
from lscp.people.names import normal
from notifications.models import NotificationParticipant
from notifications.queries.answers import read
from rapid_reviews.models import (
    AgencyRequest,
    ChronologyRow,
    RapidReview,
    RequestParticipant,
    ReturnSignature,
    ReturnVersion,
    RowComment,
)
from rapid_reviews.queries.people import LEADS

WORKERS = {
    AgencyKind.POLICE: "police worker",
    AgencyKind.LOCAL_AUTHORITY: "council worker",
    AgencyKind.HEALTH_COMMISSIONER: "health worker",
    AgencyKind.HOSPITAL: "hospital worker",
    AgencyKind.COMMUNITY_HEALTH: "health worker",
    AgencyKind.SCHOOL: "school worker",
    AgencyKind.HOUSING: "housing worker",
    AgencyKind.PROBATION: "probation worker",
    AgencyKind.AMBULANCE: "ambulance worker",
    AgencyKind.VOLUNTARY: "charity worker",
    AgencyKind.BUSINESS_UNIT: "partnership worker",
}
"""What somebody is called by the sort of their agency, where their job is none of the known ones."""
JOBS = (
    "health visitor", "school nurse", "family nurse", "named nurse", "specialist nurse", "nurse", "midwife",
    "social worker", "family support worker", "youth worker", "support worker", "headteacher", "head teacher",
    "deputy headteacher", "teaching assistant", "teacher", "safeguarding lead", "general practitioner", "paediatrician",
    "psychologist", "psychiatrist", "consultant", "doctor", "detective sergeant", "detective inspector",
    "detective constable", "police constable", "police officer", "probation officer", "housing officer", "paramedic",
)  # fmt: skip
"""Jobs that may stand in the place of a name, the longer words first. Others might tell who it is."""
TOO_PLAIN = frozenset(
    re.findall(
        r"\w+",
        "lead unit police council hospital school health housing probation practitioner executive manager notifier "
        "director legal admin author social worker visitor nurse officer team duty desk service office nhs trust",
    )
)
"""Words that stand in names of accounts such as "Duty Desk", and say nothing about who it is."""


@dataclass(frozen=True)
class Worker:
    """One person's name as it is known, what stands in its place, and the numbers under which they are reached."""

    name: str
    role: str
    numbers: tuple[str, ...] = ()


def workers_of(review: RapidReview) -> Iterator[Worker]:
    """Everybody of whom the product knows that they work with the case. Six queries."""
    users = list(_users(review))
    for user, agency in _with_agencies(review, users):
        yield Worker(user.name, role_for(user.job_title, agency.kind if agency else ""), (user.phone,))
    about = read(review.notification, "about")
    own_kind = review.notification.agency.kind
    for name, job, phone in (("your_name", "your_role", "your_phone"), ("lead_name", "lead_role", "")):
        if about.get(name):
            yield Worker(
                str(about[name]),
                role_for(str(about.get(job) or ""), own_kind),
                (str(about.get(phone) or ""),),
            )


def role_for(job: str, kind: str) -> str:
    """A known job that stands in the words of a person's job, or what people of such an agency are called."""
    words = f" {normal(job)} "
    found = next((one for one in JOBS if f" {one} " in words), "")
    return found or WORKERS.get(kind, "worker")  # type: ignore[call-overload]


def agencies_of(review: RapidReview) -> list[Agency]:
    """The agencies that were asked, and the one that raised the incident, in the order of their names."""
    keys = AgencyRequest.all_records.filter(review=review).values_list("agency_id", flat=True)
    return list(Agency.objects.filter(pk__in={*keys, review.notification.agency_id}))


def _users(review: RapidReview) -> QuerySet[User]:
    requests = AgencyRequest.all_records.filter(review=review).order_by()
    versions = ReturnVersion.all_records.filter(request__review=review).order_by()
    leads = Membership.objects.today().filter(
        role__in=LEADS, partnership=review.partnership_id, agency__in=requests.values("agency_id")
    )
    sources: list[QuerySet[Any, Any]] = [
        requests.values_list("asked_by_id"),
        requests.exclude(opened_by=None).values_list("opened_by_id"),
        RequestParticipant.objects.filter(record__review=review).order_by().values_list("user_id"),
        NotificationParticipant.objects.filter(record=review.notification_id)
        .order_by()
        .values_list("user_id"),
        versions.values_list("made_by_id"),
        ReturnSignature.all_records.filter(version__request__review=review).order_by().values_list("by_id"),
        ChronologyRow.all_records.filter(review=review).order_by().values_list("made_by_id").distinct(),
        RowComment.all_records.filter(row__review=review).order_by().values_list("made_by_id"),
        leads.order_by().values_list("user_id"),
    ]
    first, *more = sources
    known = {pk for (pk,) in first.union(*more)}
    notification = review.notification
    return User.objects.filter(
        pk__in={*known, notification.raised_by_id, notification.submitted_by_id} - {None}, is_system=False
    )


def _with_agencies(review: RapidReview, users: list[User]) -> Iterator[tuple[User, Agency | None]]:
    rows = Membership.objects.filter(user__in=users, partnership=review.partnership_id)
    agency_of: dict[int, Agency] = {}
    for row in rows.select_related("agency").order_by("-from_on", "pk"):
        agency_of.setdefault(row.user_id, row.agency)
    for user in users:
        yield user, agency_of.get(user.pk)
