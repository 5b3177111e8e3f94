"""Who may read what was submitted: grants to roles. The one place of this stage that gives them."""

from __future__ import annotations

from lscp.accounts import grants
from lscp.accounts.roles import IDENTITY_ROLES, LEGAL_ROLES, SUBMISSION_ROLES, UNIT_ROLES
from notifications.models import Notification

# What a role that receives submissions may know, beside that the notification exists.
POWERS = (("view", SUBMISSION_ROLES), ("view_identity", IDENTITY_ROLES), ("view_legal_advice", LEGAL_ROLES))


def open_to_receivers(notification: Notification) -> None:
    """Open it to the roles that receive submissions: the Business Unit alone while it is restricted."""
    receivers = UNIT_ROLES if notification.case.is_restricted else SUBMISSION_ROLES
    found = grants.groups_with(notification.partnership, receivers)
    grants.grant_each(
        notification, {group: [power for power, roles in POWERS if group.role in roles] for group in found}
    )


def restrict(notification: Notification) -> None:
    """Take it from everybody but the Business Unit, at once."""
    grants.revoke_all(notification)
    open_to_receivers(notification)
