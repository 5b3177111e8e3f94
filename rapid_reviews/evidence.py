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
