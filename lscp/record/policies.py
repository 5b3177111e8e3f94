"""Who reads which part of the record. A case's timeline: whoever may see the case (`lscp.cases.scope`)."""

from typing import Any

from lscp.accounts.models import Agency
from lscp.accounts.roles import MANAGES_PEOPLE, Role
from lscp.kernel.access import ALLOWED, Verdict

# Who is shown the way to the readers on the home page; everybody may open it for the agency they work for.
ANSWERS_FOR_AGENCY = (Role.SAFEGUARDING_LEAD, Role.RAG_MEMBER)


def can_read_partnership_record(user: Any) -> Verdict:
    """Accounts, settings and refusals of a partnership, no case: its manager and its administrator."""
    if user.holds(*MANAGES_PEOPLE):
        return ALLOWED
    return Verdict("role", "Only the partnership's manager or a system administrator reads this record.")


def own_agencies(user: Any) -> list[Agency]:
    """The agencies whose readers a person may see: those they work for today, by name."""
    found = {membership.agency_id: membership.agency for membership in user.memberships_as()}
    return sorted(found.values(), key=lambda agency: agency.name)
