"""Words typed on a page and not sent yet, kept on the server so that a time-out or a crash costs nothing.

They are no part of the record: nobody but their writer ever gets them, they are sealed under the case's key,
and they go when the form is sent. So nothing is audited here; sending is.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.http import QueryDict

from lscp.cases.models import Case
from lscp.kernel import clock
from lscp.people import sealing
from lscp.people.models import UnsentText

NOT_KEPT = ("csrfmiddlewaretoken", "page_ticket", "seen_version", "submit")


@transaction.atomic
def keep(case: Case, person: Any, path: str, typed: QueryDict) -> dt.datetime:
    """Keep what a person typed on the page at `path`, in place of what was kept before. Gives the time."""
    document = {name: typed.getlist(name) for name in typed if name not in NOT_KEPT}
    row = _of(person, path).select_for_update(of=("self",)).first()
    now = clock.now()
    value = sealing.seal(case, document, replacing=row.value if row else None)
    UnsentText.objects.update_or_create(
        person=person, path=path, defaults={"case": case, "value": value, "kept_at": now}
    )
    return now


def kept(person: Any, path: str) -> tuple[QueryDict, dt.datetime] | None:
    """What this person typed on this page, and when; None when there is nothing or it was disposed of."""
    row = _of(person, path).first()
    document = row.value.open() if row else None
    if row is None or not isinstance(document, dict):
        return None
    typed = QueryDict(mutable=True)
    for name, values in document.items():
        typed.setlist(name, values)
    return typed, row.kept_at


@transaction.atomic
def forget(person: Any, path: str) -> None:
    """The form was sent, or its writer began afresh."""
    row = _of(person, path).first()
    if row is not None:
        row.delete()
        row.value.delete()


def _of(person: Any, path: str) -> Any:
    return UnsentText.objects.filter(person=person, path=path).select_related("value__key")
