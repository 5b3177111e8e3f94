"""What the actions on people and partnerships share: locking as last seen, changing, ending. No rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar
from zlib import crc32

from django.db import models

from lscp.accounts.models import User
from lscp.audit.models import AuditEvent
from lscp.kernel import clock
from lscp.kernel.access import Stale

Row = TypeVar("Row", bound=models.Model)


def fingerprint(record: models.Model, fields: Iterable[str]) -> int:
    """A number that changes when one of these fields does; a form carries it as its seen version."""
    return crc32(repr([(name, getattr(record, name)) for name in sorted(fields)]).encode())


def locked(record: Row, *, seen: int | None = None, fields: Iterable[str] = ()) -> Row:
    """The locked row as it is now.

    Raises `Stale` when `seen` is given and the row's fields are no longer what the reader was shown.
    """
    fresh = type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    if seen is not None and seen != fingerprint(fresh, fields):
        key = str(getattr(fresh, "public_id", fresh.pk))
        last = (
            AuditEvent.objects.filter(subject_type=fresh._meta.label, subject_id=key).order_by("-at").first()
        )
        raise Stale(
            f"{fresh} has changed since you opened this page",
            record=fresh,
            by=last.actor_name if last else "",
            at=last.at if last else None,
        )
    return fresh


def change(record: Any, details: dict[str, Any]) -> list[str]:
    """Set what differs, save just that, and name the fields."""
    changed = [name for name, value in details.items() if getattr(record, name) != value]
    for name in changed:
        setattr(record, name, details[name])
    if changed:
        record.save(update_fields=changed)
    return sorted(changed)


def end(record: Any, *, by: User) -> bool:
    """End a dated fact now; ending it twice keeps the first moment. Says whether this was the first."""
    ended = type(record).objects.filter(pk=record.pk, ended_at=None).update(ended_at=clock.now(), ended_by=by)
    record.refresh_from_db()
    return bool(ended)
