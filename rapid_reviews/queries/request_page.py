"""What the page of one request shows: its versions with the names under them, notes, questions, suggestions.

Whoever calls these has fetched the request from what the reader may see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from rapid_reviews.enums import RequestStatus, Step
from rapid_reviews.models import AgencyRequest, AgencySuggestion, RequestQuestion, ReturnNote, ReturnVersion
from rapid_reviews.queries.opened import text_of


@dataclass(frozen=True)
class VersionView:
    """One version with the names under it, in the order of the steps; `before` is the one shown before it."""

    version: ReturnVersion
    signatures: Sequence[Any]
    before: int | None = None

    @property
    def is_signed_off(self) -> bool:
        """Whether it reached the review."""
        return any(one.step == Step.SIGNED_OFF for one in self.signatures)


def versions_of(request: AgencyRequest, *, signed_only: bool) -> list[VersionView]:
    """The versions, newest first. Those inside the review see only what the agency signed off."""
    rows = request.versions.select_related("content__key", "made_by").prefetch_related("signatures__by")
    found = [VersionView(row, list(row.signatures.all())) for row in rows.order_by("-number")]
    shown = [one for one in found if one.is_signed_off or not signed_only]
    earlier = [*(one.version.number for one in shown[1:]), None]
    return [replace(one, before=number) for one, number in zip(shown, earlier, strict=False)]


def version_of(request: AgencyRequest, number: int, *, signed_only: bool) -> VersionView | None:
    """One of them by its number."""
    found = versions_of(request, signed_only=signed_only)
    return next((one for one in found if one.version.number == number), None)


def questions_of(request: AgencyRequest) -> list[tuple[RequestQuestion, str, bool]]:
    """What the Business Unit asked about the return, newest first: the text, and whether it still waits."""
    rows = request.questions.select_related("text__key", "asked_by").order_by("-asked_at", "-pk")
    answered = request.versions.filter(signatures__step=Step.SIGNED_OFF).order_by("-number")
    last = answered.values_list("number", flat=True).first() or 0
    waits = request.status not in (RequestStatus.RETURNED, RequestStatus.ACCEPTED)
    return [(row, text_of(row.text), waits and row.about_version >= last) for row in rows]


def notes_of(request: AgencyRequest) -> list[tuple[ReturnNote, str]]:
    """Why the newest version was given back to its author, newest first."""
    newest = request.versions.order_by("-number").values("pk")[:1]
    rows = ReturnNote.all_records.filter(version__in=newest).select_related("text__key", "by")
    return [(row, text_of(row.text)) for row in rows.order_by("-at", "-pk")]


def suggestions_of(request: AgencyRequest) -> list[tuple[AgencySuggestion, str]]:
    """Whom the agency suggested to ask, with what it may know."""
    rows = request.suggestions.select_related("agency", "made_by", "text__key")
    return [(row, text_of(row.text)) for row in rows]
