"""Who may read what was submitted: grants to roles. The one place of this stage that gives them."""

from __future__ import annotations

from django.db.models import QuerySet

from lscp.accounts import grants
from lscp.accounts.events import RoleOpened
from lscp.accounts.models import AccessGroup
from lscp.accounts.roles import IDENTITY_ROLES, LEGAL_ROLES, SUBMISSION_ROLES, UNIT_ROLES, Role
from lscp.audit import service as audit
from lscp.cases.compartments import casework
from notifications.models import Notification
from notifications.workflow import CLOSED

# What a role that receives submissions may know, beside that the notification exists.
POWERS = (("view", SUBMISSION_ROLES), ("view_identity", IDENTITY_ROLES), ("view_legal_advice", LEGAL_ROLES))
READ_ALL = UNIT_ROLES | {Role.SCRUTINEER}
"""Who reads the whole record: triage and figures are the one's, scrutiny the other's (docs/sources.md)."""
OPENED_ROLES = SUBMISSION_ROLES | {Role.EXECUTIVE}


def open_to_receivers(notification: Notification) -> None:
    """Open it to the roles that receive submissions: the Business Unit alone while it is restricted."""
    receivers = UNIT_ROLES if notification.case.is_restricted else SUBMISSION_ROLES
    found = grants.groups_with(notification.partnership, receivers)
    grants.grant_each(notification, {group: powers_of(group.role) for group in found})


def powers_of(role: str) -> list[str]:
    """What a role that receives submissions, or the Executive, may know of a notification it sees."""
    powers = [power for power, roles in POWERS if role in roles]
    return ["view", *powers] if role == Role.EXECUTIVE else powers


def open_to_new_group(event: RoleOpened) -> None:
    """Open what is going on to a role that an agency did not hold before (docs/adr/0011).

    Whoever receives submissions gets what is not closed; the Business Unit and the scrutineer, who read the
    whole record, what is closed too; the Executive what was decided. Runs in the transaction that gives the
    role. A restricted notification stays with the Business Unit.
    """
    group = event.group
    if group.role not in OPENED_ROLES:
        return
    for notification in _to_open(group):
        grants.grant_each(notification, {group: powers_of(group.role)})
        audit.record(
            "notifications.opened_to_role", subject=notification, by=event.by,
            compartment=casework(notification.case), role=str(Role(group.role).label),
            agency=group.agency.name,
        )  # fmt: skip


def _to_open(group: AccessGroup) -> QuerySet[Notification]:
    found = Notification.all_records.filter(partnership=group.partnership_id, submitted_at__isnull=False)
    if group.role not in UNIT_ROLES:
        found = found.filter(case__is_restricted=False)
    if group.role not in READ_ALL:
        found = found.exclude(status__in=CLOSED)
    if group.role == Role.EXECUTIVE:
        found = found.filter(decisions__isnull=False).distinct()
    return found.select_related("case__partnership", "partnership").order_by("pk")


def restrict(notification: Notification) -> None:
    """Take it from everybody but the Business Unit, at once."""
    grants.revoke_all(notification)
    open_to_receivers(notification)
