"""Whom a request goes to at an agency, and who may be named on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from lscp.accounts.models import Membership, User
from lscp.accounts.roles import UNIT_ROLES, Role
from lscp.cases.scope import let_in
from lscp.messaging.recipients import people_with
from rapid_reviews.enums import Part, Step
from rapid_reviews.models import AgencyRequest, ReturnVersion

LEADS = frozenset({Role.SAFEGUARDING_LEAD, Role.RAG_MEMBER})
"""Who answers for an agency: its safeguarding leads, and whoever sits for it on the group."""
WRITERS = frozenset({*LEADS, Role.PRACTITIONER, Role.EXECUTIVE})
"""Who at an agency may be named to write, check or sign its return."""


def leads_of(partnership: Any, agency: Any) -> QuerySet[User]:
    """The people who answer for an agency today."""
    return people_with(partnership, LEADS, agency=agency)


def people_of_agency(partnership: Any, agency: Any) -> QuerySet[User]:
    """Everybody at an agency who may be named on its request."""
    return people_with(partnership, WRITERS, agency=agency)


def may_be_named(case: Any, partnership: Any, agency: Any) -> list[User]:
    """Those of them who are not shut out of the case."""
    return let_in(people_of_agency(partnership, agency), case)


def named_on(request: AgencyRequest) -> QuerySet[User]:
    """The people named on a request who still belong to the agency, in the order of their names."""
    rows = request.participants.today().filter(user=OuterRef("pk"))
    there = Membership.objects.today().filter(
        user=OuterRef("pk"), partnership=request.partnership_id, agency=request.agency_id
    )
    return User.objects.filter(Exists(rows), Exists(there), is_active=True).order_by("name", "pk")


def people_asked(request: AgencyRequest) -> list[User]:
    """Whom a message about the request goes to: those named, and the agency's leads; nobody shut out."""
    found = {person.pk: person for person in named_on(request)}
    found |= {person.pk: person for person in leads_of(request.partnership_id, request.agency_id)}
    return let_in(found.values(), request.case)


def people_for(request: AgencyRequest, part: Part) -> list[User]:
    """Whom the agency named for a part; where nobody is, its leads. Nobody who left or is shut out."""
    rows = request.participants.today().filter(capacity=part).values("user")
    named = named_on(request).filter(pk__in=rows)
    return let_in(named or leads_of(request.partnership_id, request.agency_id), request.case)


def authors_of(version: ReturnVersion) -> list[User]:
    """Who said that this version was ready, while they still belong to the agency; else its leads."""
    request = version.request
    there = people_of_agency(request.partnership_id, request.agency_id)
    writers = there.filter(pk__in=version.signatures.filter(step=Step.WRITTEN).values("by"))
    return let_in(writers or leads_of(request.partnership_id, request.agency_id), request.case)


def unit_for(record: Any) -> list[User]:
    """The Business Unit's people who may know of the case."""
    return let_in(people_with(record.partnership_id, UNIT_ROLES), record.case)


def without(people: Iterable[User], by: Any) -> list[User]:
    """The people but for whoever does it."""
    return [person for person in people if person.pk != by.pk]
