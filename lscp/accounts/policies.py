"""Who may set up partnerships, agencies, people and groups. The page and the action ask the same."""

from lscp.accounts.models import Agency, ConfidentialityTerms, Partnership, User
from lscp.accounts.roles import MANAGES_PEOPLE, Role
from lscp.kernel.access import ALLOWED, Verdict

NOT_YOURS = Verdict("role", "Only the partnership's manager or a system administrator can do this.")


def is_site_owner(user: User) -> bool:
    """The system itself (first set-up), or somebody who administers the whole installation."""
    return user.is_system or (user.is_active and user.is_superuser and user.holds(Role.ADMINISTRATOR))


def can_set_up_partnerships(user: User) -> Verdict:
    """A new partnership is set up by whoever administers the whole installation."""
    if is_site_owner(user):
        return ALLOWED
    return Verdict("role", "Only the administrator of the whole installation can set up a partnership.")


def can_manage_partnership(user: User, partnership: Partnership) -> Verdict:
    """Details, groups and terms of a partnership: its manager or its administrator."""
    if is_site_owner(user) or user.holds(*MANAGES_PEOPLE, partnership=partnership):
        return ALLOWED
    return NOT_YOURS


def can_add_agencies(user: User) -> Verdict:
    """Agencies are shared between partnerships: any partnership's manager may add one."""
    return ALLOWED if is_site_owner(user) or user.holds(*MANAGES_PEOPLE) else NOT_YOURS


def can_change_agency(user: User, agency: Agency) -> Verdict:
    """An agency's name is changed by a manager of a partnership it takes part in today."""
    if is_site_owner(user):
        return ALLOWED
    present = set(agency.places.today().values_list("partnership_id", flat=True))
    return ALLOWED if _managed(user) & present else NOT_YOURS


def can_add_people(user: User) -> Verdict:
    """People are added by a manager or administrator of any partnership."""
    return ALLOWED if is_site_owner(user) or user.holds(*MANAGES_PEOPLE) else NOT_YOURS


def can_change_person(user: User, person: User) -> Verdict:
    """A person's details are changed by a manager of a partnership the person belongs to.

    Somebody who holds no role now is changed by the partnerships they last belonged to, or the one
    that added them.
    """
    if is_site_owner(user):
        return ALLOWED
    return ALLOWED if _managed(user) & _homes(person) else NOT_YOURS


def can_decide_sign_in(user: User, person: User) -> Verdict:
    """Whether and by which address a person signs in: a manager of every partnership they work in.

    Otherwise one partnership could lock out, or take over, the account of somebody who works in
    another. Nobody stops themselves.
    """
    verdict = can_change_person(user, person)
    if not verdict or is_site_owner(user):
        return verdict
    if person.pk == user.pk:
        return Verdict("state", "You cannot do this to your own account. Ask another manager.")
    if not _homes(person) <= _managed(user):
        return Verdict(
            "state", "This person also works in another partnership. End their roles in yours instead."
        )
    return ALLOWED


def opens_cases(person: User) -> bool:
    """Whether a role that this person holds, or will hold, opens cases: any but the administrator's."""
    return bool(person.memberships.not_over().exclude(role=Role.ADMINISTRATOR).exists())


def can_give_role(user: User, partnership: Partnership, role: str, *, to: User | None = None) -> Verdict:
    """Roles are given by the partnership's manager or administrator.

    An administrator, also one of the whole installation, gives only the administrator's role: roles that
    open cases are given by the manager, so that power over the system is not sight of a case. Nobody gives
    a role to themselves. The first manager is given the role by the command that sets up the partnership.
    """
    if user.is_system:
        return ALLOWED
    manages = user.holds(Role.LSCP_MANAGER, partnership=partnership)
    administers = is_site_owner(user) or user.holds(Role.ADMINISTRATOR, partnership=partnership)
    if (manages or administers) and to is not None and to.pk == user.pk:
        return Verdict("state", "You cannot give a role to yourself. Ask another manager.")
    if manages:
        return ALLOWED
    if administers:
        if role == Role.ADMINISTRATOR:
            return ALLOWED
        return Verdict("role", "Roles that open cases are given by the partnership's manager.")
    return NOT_YOURS


def can_end_role(user: User, partnership: Partnership, role: str) -> Verdict:
    """Any role is ended by the partnership's manager or administrator: ending opens nothing."""
    return can_manage_partnership(user, partnership)


def can_accept_terms(user: User, terms: ConfidentialityTerms) -> Verdict:
    """The terms of a partnership are accepted by the people who belong to it."""
    if user.memberships_as(partnership=terms.partnership_id):
        return ALLOWED
    return Verdict("role", "These are the terms of a partnership you do not belong to.")


def _managed(user: User) -> set[int]:
    return {m.partnership_id for m in user.memberships_as(*MANAGES_PEOPLE)}


def _homes(person: User) -> set[int]:
    """The partnerships a person works or will work in; else those they worked in, or were added by."""
    held = person.memberships.order_by()
    present = set(held.not_over().values_list("partnership_id", flat=True))
    past = set(held.values_list("partnership_id", flat=True)) if not present else set()
    return present or past or ({person.added_in_id} if person.added_in_id else set())
