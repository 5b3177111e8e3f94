"""Who may be named as the owner of a section of the report."""

from __future__ import annotations

from typing import Any

from lscp.accounts.models import User
from lscp.accounts.roles import UNIT_ROLES, Role
from lscp.messaging.recipients import people_with
from notifications.policies.judgement import barred
from notifications.queries.judgement import those_who_see
from rapid_reviews.models import ReportSection
from rapid_reviews.queries.report import part_of
from rapid_reviews.report_codes import SectionKind

OWNERS = frozenset({*UNIT_ROLES, Role.RAG_MEMBER})
"""Who writes a section: the Business Unit, and members of the Review Advisory Group."""


def owners_for(section: ReportSection) -> list[User]:
    """Who may be named: inside the review, not shut out, not stepped aside; for their section the scrutineers."""
    is_scrutineers = part_of(section).kind == SectionKind.SCRUTINEER
    roles = frozenset({Role.SCRUTINEER}) if is_scrutineers else OWNERS
    people = people_with(section.review.partnership_id, roles)
    notification = section.review.notification
    return [one for one in those_who_see(notification, people) if barred(one, notification) is None]


def may_own(person: Any, section: ReportSection) -> bool:
    """Whether somebody may be named as this section's owner."""
    return any(one.pk == person.pk for one in owners_for(section))
