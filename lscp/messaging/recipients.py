"""Whom a message goes to, resolved from the memberships of the moment."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from lscp.accounts.models import Membership, User


def people_with(partnership: Any, roles: Iterable[str], *, agency: Any = None) -> QuerySet[User]:
    """The people who hold one of these roles today in a partnership (and agency, if given)."""
    held = Membership.objects.today().filter(
        user=OuterRef("pk"), partnership=partnership, role__in=list(roles)
    )
    if agency is not None:
        held = held.filter(agency=agency)
    return User.objects.filter(Exists(held), is_active=True).order_by("pk")
