"""Writing the record: in the change's own transaction, or in a short one before a page is served.

Lock order: an action locks its case first (`claim`, `lock_case`), then that case's records, and the head of
the case's chain only after them; `lscp.kernel.lock_order` refuses the other way round. It writes to one
case's chain, or to several in the order of their keys, and to the chain of everything else last. The lock of
a chain's head is held until the transaction ends. Reading locks nothing but the head.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction

from lscp.audit import chain, verbs
from lscp.audit.models import GENERAL, AuditChain, AuditEvent, case_chain
from lscp.kernel import clock, lock_order, requests

CONTRIBUTED_BY = "contributed_by"

_held: ContextVar[list[AuditEvent] | None] = ContextVar("lscp_audit_held", default=None)


def record(
    verb: str,
    *,
    subject: Any,
    by: Any,
    case: Any = None,
    reason: str = "",
    compartment: str = "",
    contributed_by: Any = (),
    **data: Any,
) -> AuditEvent:
    """Write one entry in the caller's transaction, at the end of its case's chain.

    `subject` is a record with `public_id`; `case` is the case it belongs to (found on the subject
    when not given). `reason` is a code or a short phrase, never narrative; `data` holds states,
    counts, keys and field names, never anything that identifies a child. `compartment` hides the
    entry from readers without that compartment (a blind view, legal advice). `contributed_by` is the
    agency, or the agencies, whose information was read: they may see who read it.

    Raises `RuntimeError` outside a transaction, `LookupError` for an unregistered verb and `TypeError`
    for data the record cannot hold.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("audit.record must run in the action's transaction")
    verbs.get(verb)
    case = case or getattr(subject, "case", None) or (subject if _is_case(subject) else None)
    partnership = getattr(case, "partnership", None) or _partnership_of(subject)
    agencies = _agency_keys(contributed_by)
    return _append(
        AuditEvent(
            chain=case_chain(case.public_id) if case else GENERAL,
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
            data=chain.storable({**data, CONTRIBUTED_BY: agencies} if agencies else data),
        )
    )


def record_reading(
    verb: str, *, subject: Any, by: Any, case: Any = None, contributed_by: Any = (), **data: Any
) -> AuditEvent:
    """Write a view, download, export or print in a short transaction, before the first byte is sent.

    If this fails the page is not served. Raises `RuntimeError` inside another transaction, where the
    entry would not be committed before the page is sent.
    """
    with transaction.atomic(durable=True):
        return record(verb, subject=subject, by=by, case=case, contributed_by=contributed_by, **data)


def record_refusal(
    *,
    by: Any,
    path_name: str,
    subject_id: str,
    status: int,
    method: str,
    case: Any = None,
    compartment: str = "",
) -> AuditEvent:
    """Write a refused attempt after the rollback, where its 403, 404 or 409 page is made.

    With a case the entry stands in that case's chain, so that those who look after it see who tried;
    `compartment` says who they are.
    """
    partnership = case.partnership if case else None
    with transaction.atomic(durable=True):
        return _append(
            AuditEvent(
                chain=case_chain(case.public_id) if case else GENERAL,
                at=clock.now(),
                verb="access.refused",
                actor_id=str(by.public_id),
                actor_name=str(by),
                actor_roles=_roles(by, None),
                subject_type="page",
                subject_id=subject_id,
                reference=case.reference if case else "",
                case_id=str(case.public_id) if case else "",
                partnership_id=str(partnership.public_id) if partnership else "",
                request_id=requests.current_id(),
                compartment=compartment,
                data=chain.storable({"page": path_name, "status": status, "method": method}),
            )
        )


@contextmanager
def together() -> Iterator[None]:
    """Append the entries made inside in one go when the block ends: one lock and one insert for a chain.

    For an action that makes many entries. Entries keep their order; none is written when the block fails.
    Their place and hash are known only after the block. A block inside a block changes nothing.
    """
    if _held.get() is not None:
        yield
        return
    held: list[AuditEvent] = []
    token = _held.set(held)
    try:
        yield
    finally:
        _held.reset(token)
    for key in sorted({event.chain for event in held}, key=lambda key: (key == GENERAL, key)):
        _write(key, [event for event in held if event.chain == key])


def _append(event: AuditEvent) -> AuditEvent:
    """Take the next place of the chain now, or when the block of `together` ends."""
    held = _held.get()
    if held is not None:
        held.append(event)
    else:
        _write(event.chain, [event])
    return event


def _write(key: str, events: list[AuditEvent]) -> None:
    """Take the next places of the chain under its head's lock, hash, insert, move the head."""
    if events[0].case_id:
        lock_order.chain_locked(events[0].case_id)
    head = AuditChain.objects.select_for_update().filter(key=key).first()
    if head is None:
        AuditChain.objects.bulk_create([AuditChain(key=key)], ignore_conflicts=True)
        head = AuditChain.objects.select_for_update().get(key=key)
    for event in events:
        event.position, event.previous = head.length + 1, head.head
        event.hash = chain.entry_hash(event)
        head.length, head.head = event.position, event.hash
    AuditEvent.objects.bulk_create(events)
    head.seal = chain.head_seal(head.key, head.length, head.head)
    head.save(update_fields=["length", "head", "seal"])


def _agency_keys(agencies: Any) -> list[str]:
    """The public keys of one agency or several, in order, each once."""
    several = agencies if isinstance(agencies, Iterable) and not isinstance(agencies, str) else [agencies]
    return sorted({str(getattr(agency, "public_id", agency)) for agency in several if agency})


def _roles(by: Any, partnership: Any) -> list[list[str]]:
    """Which roles and agencies the actor held then, in the partnership concerned when it is known."""
    if getattr(by, "is_system", False):
        return []
    held = by.memberships_as(partnership=partnership)
    return sorted([m.role, m.agency.name] for m in held)


def _partnership_of(subject: Any) -> Any:
    """The partnership a record belongs to, or the record itself when it is one."""
    if subject._meta.label == "accounts.Partnership":
        return subject
    return getattr(subject, "partnership", None)


def _is_case(subject: Any) -> bool:
    return bool(subject._meta.label == "cases.Case")
