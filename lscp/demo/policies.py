"""Who may use what exists in the demonstration only. Outside demo mode: nobody."""

from django.conf import settings

from lscp.accounts.models import User
from lscp.accounts.roles import UNIT_ROLES
from lscp.kernel.access import ALLOWED, Verdict


def can_move_clock(user: User) -> Verdict:
    """The Business Unit moves the clock, in demo mode."""
    if not settings.DEMO_MODE:
        return Verdict("role", "The clock moves only in a demonstration.")
    if user.holds(*UNIT_ROLES):
        return ALLOWED
    return Verdict("role", "Only the Business Unit can move the demonstration’s clock.")
