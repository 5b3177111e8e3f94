"""What of approved minutes and their addenda the record keeps a digest of."""

from typing import Any

from lscp.audit.evidence import keep


def _minutes(minutes: Any) -> list[Any]:
    sealed = minutes.content
    return [
        minutes.meeting_id, minutes.status, minutes.approved_how, minutes.approved_by_id, minutes.approved_at,
        minutes.revision, minutes.content_id, sealed.ciphertext if sealed else None,
    ]  # fmt: skip


def _addendum(addendum: Any) -> list[Any]:
    return [
        addendum.minutes_id, addendum.number, addendum.by_id, addendum.at, addendum.text_id,
        addendum.text.ciphertext,
    ]  # fmt: skip


keep("meetings.Minutes", _minutes, related=["content"], key="meeting_id")
keep("meetings.Addendum", _addendum, related=["text"], key="pk")
