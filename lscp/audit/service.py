"""Writing the record: in the change's own transaction, or in a short one before a page is served."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction

from lscp.audit import chain, verbs
from lscp.audit.models import GENERAL, AuditChain, AuditEvent
from lscp.kernel import clock, requests


def record(
    verb: str,
    *,
    subject: Any,
    by: Any,
    case: Any = None,
    reason: str = "",
    compartment: str = "",
    **data: Any,
) -> AuditEvent:
    """Write one entry in the caller's transaction, at the end of its case's chain.

    `subject` is a record with `public_id`; `case` is the case it belongs to (found on the subject
    when not given). `reason` is a code or a short phrase, never narrative; `data` holds states,
    counts, keys and field names, never anything that identifies a child. `compartment` hides the
    entry from readers without that compartment (a blind view, legal advice).

    Raises `RuntimeError` outside a transaction and `LookupError` for an unregistered verb.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("audit.record must run in the action's transaction")
    verbs.get(verb)
    case = case or getattr(subject, "case", None) or (subject if _is_case(subject) else None)
    partnership = getattr(case, "partnership", None) or getattr(subject, "partnership", None)
    event = AuditEvent(
        chain=f"case:{case.public_id}" if case else GENERAL,
        at=clock.now(),
        verb=verb,
        actor_id=str(by.public_id),
        actor_name=str(by),
        actor_roles=_roles(by, partnership),
        subject_type=subject._meta.label,
        subject_id=str(getattr(subject, "public_id", subject.pk)),
        reference=case.reference if case else "",
        case_id=str(case.public_id) if case else "",
        partnership_id=str(partnership.public_id) if partnership else "",
        request_id=requests.current_id(),
        reason=reason,
        compartment=compartment,
        data=data,
    )
    return _append(event)


def record_reading(verb: str, *, subject: Any, by: Any, case: Any = None, **data: Any) -> AuditEvent:
    """Write a view, download, export or print in a short transaction, before the first byte is sent.

    If this fails the page is not served.
    """
    with transaction.atomic():
        return record(verb, subject=subject, by=by, case=case, **data)


def record_refusal(*, by: Any, path_name: str, subject_id: str, status: int, method: str) -> AuditEvent:
    """Write a refused attempt after the rollback, where its 403, 404 or 409 page is made."""
    with transaction.atomic():
        event = AuditEvent(
            chain=GENERAL,
            at=clock.now(),
            verb="access.refused",
            actor_id=str(by.public_id),
            actor_name=str(by),
            actor_roles=_roles(by, None),
            subject_type="page",
            subject_id=subject_id,
            request_id=requests.current_id(),
            data={"page": path_name, "status": status, "method": method},
        )
        return _append(event)


def _append(event: AuditEvent) -> AuditEvent:
    """Take the next place of the chain under its head's lock, hash, insert, move the head."""
    AuditChain.objects.bulk_create([AuditChain(key=event.chain)], ignore_conflicts=True)
    head = AuditChain.objects.select_for_update().get(key=event.chain)
    event.position, event.previous = head.length + 1, head.head
    event.hash = chain.entry_hash(event)
    event.save(force_insert=True)
    head.length, head.head = event.position, event.hash
    head.save(update_fields=["length", "head"])
    return event


def _roles(by: Any, partnership: Any) -> list[list[str]]:
    """Which roles and agencies the actor held then, in the partnership concerned when it is known."""
    if getattr(by, "is_system", False):
        return []
    held = by.memberships_as(partnership=partnership)
    return sorted([m.role, m.agency.name] for m in held)


def _is_case(subject: Any) -> bool:
    return bool(subject._meta.label == "cases.Case")
