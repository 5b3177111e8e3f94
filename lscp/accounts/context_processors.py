"""What the head of every page says: which partnership, who is signed in, in which role."""

from typing import Any

from django.http import HttpRequest

from lscp.accounts.queries import partnerships_of


def who_and_where(request: HttpRequest) -> dict[str, Any]:
    """Names for `base.html`.

    A view of a record sets `request.partnership`, so that a person of two partnerships sees which one
    the page belongs to, and the role they hold there.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    named = getattr(request, "partnership", None)
    homes = [named] if named is not None else partnerships_of(user)
    held = user.memberships_as(partnership=named)
    by_agency: dict[str, list[str]] = {}
    for membership in held:
        roles = by_agency.setdefault(membership.agency.name, [])
        if (role := membership.get_role_display()) not in roles:
            roles.append(role)
    return {
        "partnership_name": " and ".join(partnership.name for partnership in homes),
        "signed_in_name": user.get_full_name() or user.email,
        "signed_in_role": "; ".join(
            f"{' and '.join(roles)}, {agency}" for agency, roles in by_agency.items()
        ),
        "person_key": str(user.public_id),
        "my_partnerships": homes,
    }
