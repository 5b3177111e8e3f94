"""Loads what is shipped into the database: safe after every migration, changes nothing that is there."""

from __future__ import annotations

from dataclasses import asdict

from django.db import connection, transaction

from lscp.deadlines.calendars import load_snapshot
from lscp.deadlines.models import Edition, Rule
from lscp.deadlines.shipped_rules import EDITIONS, RULES, ShippedRule
from lscp.deadlines.shipped_timetable import TIMETABLE


def load_reference_data() -> None:
    """Put the shipped bank holidays, editions and rules in place; a repeat does nothing."""
    if Rule._meta.db_table not in connection.introspection.table_names():
        return
    with transaction.atomic():
        load_snapshot()
        editions = {
            str(values["key"]): Edition.objects.get_or_create(key=values["key"], defaults=values)[0]
            for values in EDITIONS
        }
        _load_rules(editions)


def _load_rules(editions: dict[str, Edition]) -> None:
    there = set(Rule.objects.filter(partnership=None, number=1).values_list("edition__key", "key"))
    Rule.objects.bulk_create(
        _rule(shipped, editions[key])
        for shipped in (*RULES, *TIMETABLE)
        for key in shipped.editions
        if (key, shipped.key) not in there
    )


def _rule(shipped: ShippedRule, edition: Edition) -> Rule:
    values = asdict(shipped) | {"warnings": list(shipped.warnings)}
    del values["editions"]
    return Rule(edition=edition, in_force_from=edition.in_force_from, **values)
