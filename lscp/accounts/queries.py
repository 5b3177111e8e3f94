"""Reads for the pages of partnerships, agencies and people. Each starts from what the reader may manage."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, When

from lscp.accounts.dated import holds_on
from lscp.accounts.models import (
    Agency,
    AgencyInPartnership,
    ConfidentialityTerms,
    GroupSeat,
    Membership,
    Partnership,
    StandingGroup,
    TermsAcceptance,
    User,
)
from lscp.accounts.policies import is_site_owner
from lscp.accounts.roles import MANAGES_PEOPLE
from lscp.kernel import clock
from lscp.kernel.believed import believed
from lscp.kernel.kept_plans import kept_plans
from lscp.kernel.prepared import Given, Prepared


def partnerships_of(user: Any, *roles: str) -> list[Partnership]:
    """The partnerships a person works in today (in one of these roles, when given), by name.

    With more than one, the page where something new is raised has to ask which it is for.
    """
    if user is None or not user.is_authenticated:
        return []
    found = {m.partnership_id: m.partnership for m in user.memberships_as(*roles)}
    return sorted(found.values(), key=lambda partnership: partnership.name)


def manageable_partnerships(user: Any) -> QuerySet[Partnership]:
    """The partnerships whose settings a person may open: the one entry point of every settings page."""
    if user is None or not user.is_authenticated or not user.is_active:
        return Partnership.objects.none()
    if is_site_owner(user):
        return Partnership.objects.all()
    return Partnership.objects.filter(pk__in=[m.partnership_id for m in user.memberships_as(*MANAGES_PEOPLE)])


def places_in(partnership: Partnership) -> QuerySet[AgencyInPartnership]:
    """Every agency's latest place in a partnership, by agency name; ended ones included."""
    later = AgencyInPartnership.objects.filter(
        partnership=partnership, agency=OuterRef("agency"), pk__gt=OuterRef("pk")
    )
    return (
        AgencyInPartnership.objects.filter(~Exists(later), partnership=partnership)
        .select_related("agency", "partnership")
        .order_by("agency__name", "pk")
    )


def agencies_in(partnership: Partnership) -> QuerySet[Agency]:
    """The agencies that take part in a partnership today, by name."""
    place = AgencyInPartnership.objects.filter(
        holds_on(clock.today()), partnership=partnership, agency=OuterRef("pk")
    )
    return Agency.objects.filter(Exists(place)).order_by("name")


@believed
def agency_choices(places: frozenset[int]) -> tuple[tuple[str, str], ...]:
    """The agencies that ever took part in these partnerships (by key), to narrow a list down by."""
    found = Agency.objects.filter(partnerships__in=places).distinct()
    return tuple((str(public_id), name) for public_id, name in found.values_list("public_id", "name"))


def agencies_not_in(partnership: Partnership) -> QuerySet[Agency]:
    """The agencies that take part somewhere, but not in this partnership today, by name."""
    return Agency.objects.exclude(pk__in=agencies_in(partnership).values("pk")).order_by("name")


def people_in(partnership: Partnership, search: str = "") -> QuerySet[User]:
    """Everybody who holds, held or will hold a role in a partnership, or was added by it; by name.

    `search` narrows by parts of the name or e-mail address. Roles held today are fetched along, as
    `roles_here`.
    """
    ever = Membership.objects.filter(user=OuterRef("pk"), partnership=partnership)
    anywhere = Membership.objects.filter(user=OuterRef("pk"))
    found = User.objects.filter(Q(Exists(ever)) | Q(~Exists(anywhere), added_in=partnership), is_system=False)
    for word in search.split():
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    here = (
        Membership.objects.today()
        .filter(partnership=partnership)
        .select_related("agency")
        .order_by("role", "agency__name")
    )
    return found.order_by("name", "email").prefetch_related(
        Prefetch("memberships", queryset=here, to_attr="roles_here")
    )


def working_in(partnership: Partnership) -> QuerySet[User]:
    """The people who hold a role in a partnership today and may sign in, by name."""
    held = Membership.objects.today().filter(partnership=partnership, user=OuterRef("pk"))
    return User.objects.filter(Exists(held), is_active=True).order_by("name", "email")


def memberships_of(user: User, partnership: Partnership) -> QuerySet[Membership]:
    """A person's roles in a partnership, those that hold now first, then the latest."""
    return (
        Membership.objects.filter(user=user, partnership=partnership)
        .select_related("agency", "superior", "partnership", "user")
        .order_by(_now_first(), "-from_on", "-pk")
    )


def _now_first() -> Case:
    """Orders dated rows: what holds today, what will hold, what is over."""
    today = clock.today()
    over = ~Q(ended_at=None) | Q(until_on__lt=today)
    return Case(When(over, then=2), When(from_on__gt=today, then=1), default=0, output_field=IntegerField())


def groups_in(partnership: Partnership) -> QuerySet[StandingGroup]:
    """A partnership's standing groups."""
    return (
        StandingGroup.objects.filter(partnership=partnership).select_related("partnership").order_by("name")
    )


def seats_in(group: StandingGroup) -> Any:
    """A group's seats: those that hold now, then later ones, then those that are over; chairs first."""
    return (
        GroupSeat.objects.filter(group=group)
        .select_related("user", "agency", "deputy_for", "group__partnership")
        .order_by(_now_first(), "seat", "from_on", "pk")
    )


def terms_in(partnership: Partnership) -> QuerySet[ConfidentialityTerms]:
    """A partnership's confidentiality texts, latest first."""
    return ConfidentialityTerms.objects.filter(partnership=partnership).order_by("-in_force_from")


def terms_to_accept(user: Any) -> list[ConfidentialityTerms]:
    """The texts in force today of the partnerships a person works in that they have not accepted."""
    homes = {m.partnership_id for m in user.memberships_today()}
    if not homes:
        return []
    wanted = Prepared(ConfidentialityTerms, _not_accepted, user=user.pk, day=clock.today())
    found = ConfidentialityTerms.objects.filter(wanted, partnership__in=homes).select_related("partnership")
    with kept_plans():
        return sorted(found.order_by(), key=lambda terms: terms.partnership.name)


@believed
def texts_in_force(day: dt.date) -> frozenset[tuple[int, int]]:
    """The key of each partnership with that of its text in force on a day, whoever accepted it."""
    found = ConfidentialityTerms.objects.filter(in_force_from__lte=day)
    latest = found.order_by("partnership_id", "-in_force_from").distinct("partnership_id")
    return frozenset(latest.values_list("partnership_id", "pk"))


def _not_accepted() -> Q:
    """The text in force on the `Given` day, where the `Given` user has not accepted it."""
    in_force = Q(in_force_from__lte=Given("day"))
    newer = ConfidentialityTerms.objects.filter(
        in_force, partnership=OuterRef("partnership"), in_force_from__gt=OuterRef("in_force_from")
    )
    accepted = TermsAcceptance.objects.filter(user=Given("user"), terms=OuterRef("pk"))
    return in_force & ~Q(Exists(newer)) & ~Q(Exists(accepted))
