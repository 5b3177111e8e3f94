"""Searching by a name: only among what the person may see and know, and always on the record."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from lscp.audit import service as audit
from lscp.people import matching


def search_by_name(found: QuerySet[Any], name: str, *, by: Any) -> QuerySet[Any]:
    """Those of `found` with a person of about this name whom the searcher may know.

    The name is not written down: only that somebody searched, and how many were found.
    """
    cases = matching.find_people(name, cases=found.filter(knows=True).order_by().values("case_id"))
    result = found.filter(knows=True, case_id__in=cases)
    with transaction.atomic():
        audit.record("notifications.searched", subject=by, by=by, found=result.count())
    return result
