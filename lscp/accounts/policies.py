"""Who may set up partnerships, agencies, people and groups. The page and the action ask the same."""

from typing import Any

from lscp.accounts.models import Agency, Partnership, User
from lscp.accounts.roles import MANAGES_PEOPLE, Role
from lscp.kernel.access import ALLOWED, Verdict

NOT_YOURS = Verdict("role", "Only the partnership's manager or a system administrator can do this.")


def _is_site_owner(user: User) -> bool:
    """The system itself (first set-up), or somebody who administers the whole installation."""
    return user.is_system or (user.is_active and user.is_superuser and user.holds(Role.ADMINISTRATOR))


def can_set_up_partnerships(user: User) -> Verdict:
    """A new partnership is set up by whoever administers the whole installation."""
    if _is_site_owner(user):
        return ALLOWED
    return Verdict("role", "Only the administrator of the whole installation can set up a partnership.")


def can_manage_partnership(user: User, partnership: Partnership) -> Verdict:
    """Details, groups and terms of a partnership: its manager or its administrator."""
    if _is_site_owner(user) or user.holds(*MANAGES_PEOPLE, partnership=partnership):
        return ALLOWED
    return NOT_YOURS


def can_add_agencies(user: User) -> Verdict:
    """Agencies are shared between partnerships: any partnership's manager may add one."""
    return ALLOWED if _is_site_owner(user) or user.holds(*MANAGES_PEOPLE) else NOT_YOURS


def can_change_agency(user: User, agency: Agency) -> Verdict:
    """An agency's name is changed by a manager of a partnership it takes part in."""
    if _is_site_owner(user):
        return ALLOWED
    managed = {m.partnership_id for m in user.memberships_as(*MANAGES_PEOPLE)}
    return ALLOWED if managed & set(agency.partnerships.values_list("pk", flat=True)) else NOT_YOURS


def can_add_people(user: User) -> Verdict:
    """People are added by a manager or administrator of any partnership."""
    return ALLOWED if _is_site_owner(user) or user.holds(*MANAGES_PEOPLE) else NOT_YOURS


def can_change_person(user: User, person: User) -> Verdict:
    """A person's details are changed by a manager of a partnership the person belongs to."""
    if _is_site_owner(user):
        return ALLOWED
    managed = {m.partnership_id for m in user.memberships_as(*MANAGES_PEOPLE)}
    belongs: set[Any] = set(person.memberships.values_list("partnership_id", flat=True))
    return ALLOWED if managed & belongs or (managed and not belongs) else NOT_YOURS


def can_give_role(user: User, partnership: Partnership, role: str) -> Verdict:
    """Roles are given by the partnership's manager or administrator.

    An administrator cannot give a role to themselves by this rule alone: roles that open cases are
    given by the manager, so that power over the system is not sight of a case.
    """
    if _is_site_owner(user) or user.holds(Role.LSCP_MANAGER, partnership=partnership):
        return ALLOWED
    if user.holds(Role.ADMINISTRATOR, partnership=partnership):
        if role == Role.ADMINISTRATOR:
            return ALLOWED
        return Verdict("role", "Roles that open cases are given by the partnership's manager.")
    return NOT_YOURS
