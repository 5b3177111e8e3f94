"""Which messages about cases may be shown to somebody, and who is kept from a case now."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q

from lscp.cases.models import Case
from lscp.cases.scope import not_shut_out_q, shut_out_pairs
from lscp.messaging import knowing


def shown_to(user: Any) -> Q:
    """Messages about no case, and those about cases from which this person is not shut out."""
    open_to_them = Case.all_records.filter(not_shut_out_q(user), reference=OuterRef("reference"))
    return Q(reference="") | Q(Exists(open_to_them))


def kept_from(references: Collection[str]) -> set[tuple[int, str]]:
    """Who is shut out of which of these cases, as (key of the person, reference)."""
    rows = Case.all_records.filter(reference__in=references).values_list("pk", "reference")
    cases: dict[int, str] = dict(rows)
    return {(person, cases[case]) for person, case in shut_out_pairs(cases)}


def register() -> None:
    """Make this known to the outbox."""
    knowing.keeps_from("cases", shown=shown_to, kept=kept_from)
