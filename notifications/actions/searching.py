"""Searching by a name: only among what the person may see and know, and always on the record."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction

from lscp.accounts.queries import partnerships_of
from lscp.audit import service as audit
from lscp.people import matching
from notifications.queries import lists


def search_by_name(name: str, *, by: Any) -> list[Any]:
    """What the searcher received with a person of about this name whom they may know, newest first.

    The name is not written down: only that somebody searched, and how many were found.
    """
    places = [partnership.pk for partnership in partnerships_of(by)]
    cases = matching.find_people(name, places=places, may_know=partial(lists.known_among, by))
    found = list(lists.in_a_list(lists.identified(by).filter(case_id__in=cases)))
    with transaction.atomic():
        audit.record("notifications.searched", subject=by, by=by, found=len(found))
    return found
