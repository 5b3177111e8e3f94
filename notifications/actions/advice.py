"""What is said beside the decision: legal advice in its compartment, comments of scrutineer and chair."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from lscp.audit import evidence
from lscp.audit import service as audit
from lscp.kernel.access import require
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.people import sealing
from notifications.actions.consideration import open_advice
from notifications.models import Comment, LegalNote, Notification
from notifications.policies import judgement as policies
from notifications.queries.judgement import advice_compartment


@transaction.atomic
def add_legal_note(public_id: Any, *, text: str, by: Any) -> LegalNote:
    """Add legal advice. Nobody is told by message, and its entry stands in the compartment."""
    notification = claim(Notification, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_advise(by, notification), record=notification)
    open_advice(notification)
    content = sealing.seal(notification.case, {"text": text})
    sealing.freeze([content])
    note = LegalNote.all_records.create(notification=notification, content=content, written_by=by)
    audit.record(
        "notifications.legal_advice_added",
        subject=note,
        by=by,
        case=notification.case,
        compartment=advice_compartment(notification),
        signed=evidence.of(note),
    )
    return note


@transaction.atomic
def add_comment(public_id: Any, *, text: str, by: Any) -> Comment:
    """Add a comment of the independent scrutineer or of the chair, at any stage. It is not a vote."""
    notification = claim(Notification, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_comment(by, notification), record=notification)
    kind = policies.comment_kind(by, notification)
    assert kind is not None  # noqa: S101 - the policy has just asked the same
    content = sealing.seal(notification.case, {"text": text})
    sealing.freeze([content])
    made = Comment.all_records.create(
        notification=notification,
        kind=kind,
        status_then=notification.status,
        content=content,
        made_by=by,
    )
    audit.record(
        "notifications.comment_added", subject=notification, by=by, comment_by=made.get_kind_display(),
        signed=evidence.of(made),
    )  # fmt: skip
    return made
