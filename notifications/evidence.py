"""What of a decision, its signature, legal advice and a comment the record keeps a digest of."""

from typing import Any

from lscp.audit.evidence import keep


def _decision(decision: Any) -> list[Any]:
    sealed = decision.content
    return [
        decision.notification_id, decision.number, decision.outcome, decision.decision_maker_id,
        decision.decided_on, decision.decided_at, decision.recorded_at, decision.recorded_by_id,
        decision.rests_on, decision.views_round_id, decision.differs_from_views, decision.review_on,
        sealed.pk, sealed.ciphertext,
    ]  # fmt: skip


def _signature(signature: Any) -> list[Any]:
    return [signature.signed_by_id, signature.signed_at, *_decision(signature.decision)]


def _legal_note(note: Any) -> list[Any]:
    return [
        note.notification_id, note.written_by_id, note.written_at, note.content_id, note.content.ciphertext
    ]  # fmt: skip


def _comment(comment: Any) -> list[Any]:
    return [
        comment.notification_id, comment.kind, comment.status_then, comment.made_by_id, comment.made_at,
        comment.content_id, comment.content.ciphertext,
    ]  # fmt: skip


keep("notifications.Decision", _decision, related=["content"])
keep("notifications.DecisionSignature", _signature, related=["decision__content"], key="decision_id")
keep("notifications.LegalNote", _legal_note, related=["content"])
keep("notifications.Comment", _comment, related=["content"])
