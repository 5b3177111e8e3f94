"""Who looks after messages that did not arrive, and who sets quiet hours."""

from typing import Any

from lscp.accounts.roles import UNIT_ROLES, Role
from lscp.kernel.access import ALLOWED, Verdict
from lscp.messaging.models import OutboundMessage, Status


def can_look_after_messages(user: Any) -> Verdict:
    """The Business Unit of any partnership; each sees its own partnership's messages."""
    if user.holds(*UNIT_ROLES):
        return ALLOWED
    return Verdict("role", "Only the Business Unit looks after messages that did not arrive.")


def can_retry(user: Any, message: OutboundMessage) -> Verdict:
    """The Business Unit of the message's partnership, for one that was given up."""
    if not user.holds(*UNIT_ROLES, partnership=message.partnership_id or 0):
        return Verdict("role", "Only the Business Unit of its partnership can send a message again.")
    if message.status != Status.FAILED:
        return Verdict("state", "This message is not waiting for you: it was sent or is being sent again.")
    if not message.recipient.is_active:
        return Verdict("state", "The account of this person is closed, so nothing can be sent to them.")
    return ALLOWED


def can_set_quiet_hours(user: Any, partnership: Any) -> Verdict:
    """The partnership's manager."""
    if user.holds(Role.LSCP_MANAGER, partnership=partnership):
        return ALLOWED
    return Verdict("role", "Only the partnership's manager sets the quiet hours.")
