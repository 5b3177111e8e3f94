"""What of an agency's return and of the names under it the record keeps a digest of."""

from typing import Any

from lscp.audit.evidence import keep


def _version(version: Any) -> list[Any]:
    return [
        version.request_id, version.number, version.form_edition, version.is_nil, version.made_by_id,
        version.made_at, version.content_id, version.content.ciphertext,
    ]  # fmt: skip


def _signature(signature: Any) -> list[Any]:
    return [signature.step, signature.by_id, signature.at, *_version(signature.version)]


keep("rapid_reviews.ReturnVersion", _version, related=["content"])
keep("rapid_reviews.ReturnSignature", _signature, related=["version__content"], key="pk")


def _comment(comment: Any) -> list[Any]:
    return [
        comment.section_id, comment.about_version, comment.made_by_id, comment.made_at, comment.text_id,
        comment.text.ciphertext,
    ]  # fmt: skip


def _judgement(judgement: Any) -> list[Any]:
    reason = judgement.reason
    return [
        judgement.review_id, judgement.round, judgement.about, judgement.item, judgement.answer,
        judgement.made_by_id, judgement.made_at, judgement.reason_id, reason.ciphertext if reason else b"",
    ]  # fmt: skip


keep("rapid_reviews.ReportComment", _comment, related=["text"])
keep("rapid_reviews.ReportJudgement", _judgement, related=["reason"])


def _recommendation(row: Any) -> list[Any]:
    return [
        row.review_id, row.round, row.number, row.outcome, row.learning_kinds, [str(key) for key in row.children],
        row.signed_by_id, row.signed_at, row.content_id, row.content.ciphertext,
        *(part for one in row.for_children.select_related("content") for part in _for_child(one)),
    ]  # fmt: skip


def _for_child(one: Any) -> list[Any]:
    return [str(one.child), one.outcome, one.learning_kinds, one.content_id, one.content.ciphertext]


def _executive_outcome(row: Any) -> list[Any]:
    content = row.content
    return [
        row.recommendation_id, row.signing_round_id, row.choice, row.outcome, row.learning_kinds, row.settled,
        row.decided_by_id, row.decided_at, row.content_id, content.ciphertext if content else b"",
    ]  # fmt: skip


def _panel_receipt(row: Any) -> list[Any]:
    return _receipt_with(row, [row.sent_by_id, row.sent_by.ciphertext])


def _panel_receipt_before(row: Any) -> list[Any] | None:
    """As it was signed while who sent it stood in plain text."""
    who = row.sent_by.open()
    return _receipt_with(row, [who]) if isinstance(who, str) else None


def _receipt_with(row: Any, sent_by: list[Any]) -> list[Any]:
    reason = row.reason
    return [
        row.review_id, row.recommendation_id, row.round, row.number, row.supersedes_id, row.reference,
        row.confirmation_id, row.sent_on, row.sent_at, *sent_by, row.was_late, row.recorded_at,
        row.recorded_by_id, row.reason_id, reason.ciphertext if reason else b"",
    ]  # fmt: skip


def _panel_reply(row: Any) -> list[Any]:
    return [
        row.review_id, row.receipt_id, row.round, row.answer, row.suggests_local, row.received_on,
        row.letter_id, row.recorded_at, row.recorded_by_id, row.content_id, row.content.ciphertext,
    ]  # fmt: skip


keep("rapid_reviews.Recommendation", _recommendation, related=["content"])
keep("rapid_reviews.ExecutiveOutcome", _executive_outcome, related=["content"])
keep(
    "rapid_reviews.PanelReceipt",
    _panel_receipt,
    related=["reason", "sent_by__key"],
    before=_panel_receipt_before,
)
keep("rapid_reviews.PanelReply", _panel_reply, related=["content"])


def _finding_outcome(row: Any) -> list[Any]:
    return [
        row.review_id, row.check_kind, row.key, [str(key) for key in row.rows], row.made, row.made_at,
        row.made_by_id, row.content_id, row.content.ciphertext,
    ]  # fmt: skip


keep("rapid_reviews.FindingOutcome", _finding_outcome, related=["content"])
