"""Who may see which record: the one module that writes and reads object permissions.

Grants go to the group of one partnership, agency and role, through direct-foreign-key permission
tables (django-guardian); to a person only for independent authors. Each carries a first and a last
day (both included), and the query compares them with the product's today, so nothing depends on a
job having run. Superusers and site-wide permissions count for nothing here.

What a grant gives is said once, in `held`, and asked in the two shapes of ADR 7.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import connection, models
from django.db.models import Exists, OuterRef, Q, Subquery
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from lscp.accounts.models import AccessGroup, Membership
from lscp.kernel import clock
from lscp.kernel.prepared import Given, Prepared
from lscp.kernel.shapes import among, probed


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
    named = list(powers)
    grant_each(record, dict.fromkeys(groups, named), from_on=from_on, until_on=until_on)


def grant_each(
    record: models.Model,
    powers: Mapping[AccessGroup, Iterable[str]],
    *,
    from_on: dt.date | None = None,
    until_on: dt.date | None = None,
) -> None:
    """Give each group its own powers over one record, in one query."""
    table = _table(type(record), GroupGrant)
    table.objects.bulk_create(
        [
            table(
                content_object=record,
                group_id=group.group_id,
                permission_id=_permission(type(record), power),
                from_on=from_on or clock.today(),
                until_on=until_on,
            )
            for group, named in powers.items()
            for power in named
        ],
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
        table(
            content_object=record,
            user=user,
            permission_id=_permission(type(record), power),
            from_on=from_on,
            until_on=until_on,
        )
        for power in powers
    ]
    table.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["user", "permission", "content_object"],
        update_fields=["from_on", "until_on"],
    )


def revoke_all(record: models.Model) -> None:
    """Take every power over a record from everybody, at once (a case that becomes restricted)."""
    for kind in (GroupGrant, PersonGrant):
        _table(type(record), kind).objects.filter(content_object=record).delete()


def visible_q(model: type[models.Model], user: Any, power: str = "view") -> Q:
    """What a person may see (or do, for another power) today, as one condition for `.filter()`."""
    if user is None or not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    return Q(Prepared(model, probed_q, model, power, user=user.pk, day=clock.today()))


def held(model: type[models.Model], power: str = "view") -> tuple[models.QuerySet[Any], models.QuerySet[Any]]:
    """The grants that hold on the `Given` day: of the groups of the `Given` user, and their own.

    The only statement of what a grant gives; `probed_q` and `held_ids` ask it in two ways.
    """
    day, permission = Given("day"), PowerKey(model._meta.app_label, f"{power}_{model._meta.model_name}")
    holds = (Q(until_on=None) | Q(until_on__gte=day)) & Q(permission_id=permission, from_on__lte=day)
    by_group = _table(model, GroupGrant).objects.filter(holds, among("group_id", _groups_of(day)))
    return by_group, _table(model, PersonGrant).objects.filter(holds, user=Given("user"))


class PowerKey(Given):
    """The key of a declared power: the same for the life of a database, and so not asked for in each query."""

    def __init__(self, app_label: str, codename: str) -> None:
        super().__init__(codename)
        self.app_label = app_label

    def value(self, values: Mapping[str, Any]) -> int:
        """Found among the permissions; raises `Permission.DoesNotExist` for a power that nobody declared."""
        return _power_key(connection.settings_dict["NAME"], self.app_label, self.name)


@lru_cache(maxsize=64)
def _power_key(_database: str, app_label: str, codename: str) -> int:
    return Permission.objects.get(content_type__app_label=app_label, codename=codename).pk


def forget_powers(**_: Any) -> None:
    """Look the keys up again: migrating, or emptying the tables of a test, may give new ones."""
    _power_key.cache_clear()


def probed_q(model: type[models.Model], power: str = "view") -> Q:
    """Each row is looked up among the grants: for people who see much of a long list, of which a page is read."""
    by_group, by_person = (rows.filter(content_object=OuterRef("pk")) for rows in held(model, power))
    return probed(by_group) | probed(by_person)


def held_ids(model: type[models.Model], power: str = "view") -> list[models.QuerySet[Any]]:
    """The keys of every record granted: for people who see few of very many."""
    return [rows.values_list("content_object_id") for rows in held(model, power)]


def has_power(record: models.Model, user: Any, power: str) -> bool:
    """Whether a person holds a power over one record today."""
    model = type(record)
    return model._base_manager.filter(visible_q(model, user, power), pk=record.pk).exists()


def _groups_of(day: Given) -> models.QuerySet[Any, Any]:
    """The permission groups that the `Given` user's memberships put them in on that day."""
    held_there = Membership.objects.on(day).filter(
        user=Given("user"),
        partnership=OuterRef("partnership"),
        agency=OuterRef("agency"),
        role=OuterRef("role"),
    )
    return AccessGroup.objects.filter(Exists(held_there)).values("group_id")


def _table(model: type[models.Model], base: type[models.Model]) -> Any:
    """The record's own direct-foreign-key table of this kind."""
    for relation in model._meta.related_objects:
        if relation.field.name == "content_object" and issubclass(relation.related_model, base):
            return relation.related_model
    raise LookupError(f"{model.__name__} has no {base.__name__} table")


def _permission(model: type[models.Model], power: str) -> Subquery:
    """The key of a power's permission, found by the statement that writes the grant."""
    meta = model._meta
    codename = f"{power}_{meta.model_name}"
    built_in = {f"{name}_{meta.model_name}" for name in meta.default_permissions}
    if codename not in {*built_in, *dict(meta.permissions)}:
        raise LookupError(f"{model.__name__} declares no power {power}")
    found = Permission.objects.filter(content_type__app_label=meta.app_label, codename=codename)
    return Subquery(found.order_by().values("pk"))
