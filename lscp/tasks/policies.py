"""Who may raise a safety action and record its call. Asked by the button and by the action."""

from __future__ import annotations

from typing import Any

from lscp.accounts.roles import UNIT_ROLES, Role
from lscp.kernel.access import ALLOWED, Verdict

HOLDERS = (Role.SAFEGUARDING_LEAD, *UNIT_ROLES)


def can_record_call(user: Any, action: Any) -> Verdict:
    """Record the call to the front door: whoever raised it, the agency's lead, the Business Unit."""
    is_lead = action.tells_lead and user.holds(
        Role.SAFEGUARDING_LEAD, partnership=action.partnership_id, agency=action.agency_id
    )
    is_unit = user.holds(*UNIT_ROLES, partnership=action.partnership_id)
    if not (action.raised_by_id == user.pk or is_lead or is_unit):
        return Verdict(
            "role", "Only the person who raised this, their safeguarding lead or the Business Unit can"
        )
    if not action.is_open:
        return Verdict("state", "The call is already recorded")
    return ALLOWED


def holds_list(user: Any) -> bool:
    """Whether a person looks after safety actions, so that the list is theirs to work through."""
    return bool(user.is_authenticated and user.holds(*HOLDERS))
