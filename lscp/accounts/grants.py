"""Who may see which record: the one module that writes and reads object permissions.

Grants go to the group of one partnership, agency and role, through direct-foreign-key permission
tables (django-guardian); to a person only for independent authors. Each carries a first and a last
day (both included), and the query compares them with the product's today, so nothing depends on a
job having run. Superusers and site-wide permissions count for nothing here.

Measured at 100,000 records and 400,000 grants: an EXISTS over the direct table takes a quarter of
the time of guardian's own `get_objects_for_user`, hence `visible_q`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, F, Lookup, OuterRef, Q, Subquery
from django.db.models.lookups import IsNull
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from lscp.accounts.dated import holds_on
from lscp.accounts.models import AccessGroup, Membership
from lscp.kernel import clock


class DatedGrant(models.Model):
    """The days on which a grant holds; one that must stop at once is deleted, its record is elsewhere."""

    from_on = models.DateField(default=clock.today)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class GroupGrant(DatedGrant, GroupObjectPermissionBase):
    """A power over one record, given to a partnership × agency × role. Subclass per record."""

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = True


class PersonGrant(DatedGrant, UserObjectPermissionBase):
    """A power over one record, given to one person: independent authors only. Subclass per record."""

    class Meta(UserObjectPermissionBase.Meta):
        abstract = True


def access_group(partnership: Any, agency: Any, role: str) -> AccessGroup:
    """The permission group of this partnership, agency and role, made when first needed."""
    found = AccessGroup.objects.filter(partnership=partnership, agency=agency, role=role).first()
    if found:
        return found
    group, _ = Group.objects.get_or_create(name=f"{partnership.slug}:{agency.public_id}:{role}")
    made, _ = AccessGroup.objects.get_or_create(
        partnership=partnership, agency=agency, role=role, defaults={"group": group}
    )
    return made


def groups_with(
    partnership: Any, roles: Iterable[str], *, agencies: Iterable[Any] | None = None
) -> list[AccessGroup]:
    """The permission groups of these roles in a partnership, in those agencies when given."""
    found = AccessGroup.objects.filter(partnership=partnership, role__in=list(roles))
    return list(found if agencies is None else found.filter(agency__in=list(agencies)))


def grant(
    record: models.Model,
    groups: Iterable[AccessGroup],
    *,
    powers: Iterable[str],
    from_on: dt.date | None = None,
    until_on: dt.date | None = None,
) -> None:
    """Give groups powers (`view`, `view_identity`, …) over one record; a repeat renews the dates."""
    table = _table(type(record), GroupGrant)
    rows = [
        table(
            content_object=record,
            group_id=group.group_id,
            permission=permission,
            from_on=from_on or clock.today(),
            until_on=until_on,
        )
        for permission in _permissions(type(record), powers)
        for group in groups
    ]
    table.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["group", "permission", "content_object"],
        update_fields=["from_on", "until_on"],
    )


def grant_person(
    record: models.Model, user: Any, *, powers: Iterable[str], from_on: dt.date, until_on: dt.date
) -> None:
    """Give one independent author powers over one record, always with a last day."""
    table = _table(type(record), PersonGrant)
    rows = [
        table(content_object=record, user=user, permission=permission, from_on=from_on, until_on=until_on)
        for permission in _permissions(type(record), powers)
    ]
    table.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["user", "permission", "content_object"],
        update_fields=["from_on", "until_on"],
    )


def revoke(record: models.Model, groups: Iterable[AccessGroup]) -> int:
    """Take every power over a record from these groups, at once."""
    ids = [group.group_id for group in groups]
    return (
        _table(type(record), GroupGrant).objects.filter(content_object=record, group_id__in=ids).delete()[0]
    )


def revoke_all(record: models.Model) -> None:
    """Take every power over a record from everybody, at once (a case that becomes restricted)."""
    for kind in (GroupGrant, PersonGrant):
        _table(type(record), kind).objects.filter(content_object=record).delete()


def visible_q(model: type[models.Model], user: Any, power: str = "view") -> Q:
    """What a person may see (or do, for another power) today, as one condition for `.filter()`.

    Each grant table is asked by a scalar sub-select, which PostgreSQL probes row by row through its
    index; an EXISTS under an OR it would hash, reading every grant of the person's groups before the
    first row of a page (measured: 41 ms against 3 ms at 400,000 grants).
    """
    if user is None or not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    day = clock.today()
    codename = f"{power}_{model._meta.model_name}"
    known = Permission.objects.filter(content_type__app_label=model._meta.app_label, codename=codename)
    holds = (Q(until_on=None) | Q(until_on__gte=day)) & Q(
        content_object=OuterRef("pk"), permission_id=Subquery(known.values("pk")[:1]), from_on__lte=day
    )
    theirs = AnyOf(F("group_id"), ArraySubquery(groups_of(user, day)))
    by_group = _table(model, GroupGrant).objects.filter(holds, theirs)
    by_person = _table(model, PersonGrant).objects.filter(holds, user=user)
    return Q(_found(by_group)) | Q(_found(by_person))


class AnyOf(Lookup):
    """`value = ANY (array)`: the array is worked out once, where `IN (SELECT …)` would be joined."""

    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The comparison in SQL."""
        left, left_values = self.process_lhs(compiler, connection)
        right, right_values = self.process_rhs(compiler, connection)
        return f"{left} = ANY {right}", (*left_values, *right_values)


def _found(rows: models.QuerySet[Any]) -> IsNull:
    """Whether there is such a row, as a condition that is probed for each outer row."""
    return IsNull(Subquery(rows.values("pk")[:1]), False)


def has_power(record: models.Model, user: Any, power: str) -> bool:
    """Whether a person holds a power over one record today."""
    model = type(record)
    return model._base_manager.filter(visible_q(model, user, power), pk=record.pk).exists()


def groups_of(user: Any, day: dt.date) -> models.QuerySet[Any, Any]:
    """The permission groups a person's memberships put them in on that day."""
    held = Membership.objects.filter(
        holds_on(day),
        user=user,
        partnership=OuterRef("partnership"),
        agency=OuterRef("agency"),
        role=OuterRef("role"),
    )
    return AccessGroup.objects.filter(Exists(held)).values("group_id")


def _table(model: type[models.Model], base: type[models.Model]) -> Any:
    """The record's own direct-foreign-key table of this kind."""
    for relation in model._meta.related_objects:
        if relation.field.name == "content_object" and issubclass(relation.related_model, base):
            return relation.related_model
    raise LookupError(f"{model.__name__} has no {base.__name__} table")


def _permissions(model: type[models.Model], powers: Iterable[str]) -> list[Permission]:
    codenames = [f"{power}_{model._meta.model_name}" for power in powers]
    found = list(
        Permission.objects.filter(content_type__app_label=model._meta.app_label, codename__in=codenames)
    )
    if len(found) != len(codenames):
        raise LookupError(f"Not every power of {codenames} is declared on {model.__name__}")
    return found
