"""Compartments of the record that any stage may use. A stage registers its own beside these."""

from typing import Any

from lscp.accounts.roles import SUBMISSION_ROLES
from lscp.audit import compartments
from lscp.cases.models import Case

CASEWORK = "casework"


def casework(case: Case) -> str:
    """For entries that practitioners and other agencies must not read, such as links to other cases."""
    return f"{CASEWORK}:{case.public_id}"


def may_read_casework(user: Any, compartment: str) -> bool:
    """Roles that receive submissions, in the case's own partnership."""
    key = compartment.partition(":")[2]
    partnership = Case.all_records.filter(public_id=key).values_list("partnership", flat=True).first()
    return partnership is not None and user.holds(*SUBMISSION_ROLES, partnership=partnership)


def register() -> None:
    """Make the compartments of this module known."""
    compartments.register(CASEWORK, may_read_casework)
