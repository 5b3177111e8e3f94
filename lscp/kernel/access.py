"""What a rule answers, and how a refusal travels to one page. No models, no rules of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True)
class Verdict:
    """A policy's answer: true when allowed, else a code for tests and a sentence for the reader.

    Codes: `role` (not your decision), `conflict` (conflict of interest), `state` (not now),
    `incomplete` (something is missing). `role` is always asked first, so that somebody who is not
    entitled learns nothing about the record's state.
    """

    code: str = ""
    message: str = ""

    def __bool__(self) -> bool:
        return not self.code


ALLOWED = Verdict()


class OutOfScope(Exception):
    """The actor may not know that this record exists: a 404 page."""


class Conflict(Exception):
    """The record forbids this now: a 409 page that says why and keeps what was typed."""

    def __init__(self, message: str, *, record: Any = None) -> None:
        super().__init__(message)
        self.record = record


class Refused(Conflict):
    """A policy said no because of state, completeness or a conflict of interest."""

    def __init__(self, verdict: Verdict, *, record: Any = None) -> None:
        super().__init__(verdict.message, record=record)
        self.verdict = verdict


class Stale(Conflict):
    """Somebody changed the record after this form was shown."""

    def __init__(
        self, message: str, *, record: Any = None, by: str = "", at: dt.datetime | None = None
    ) -> None:
        super().__init__(message, record=record)
        self.by = by
        self.at = at


def require(verdict: Verdict, *, record: Any = None) -> None:
    """Let an allowed action pass; raise `PermissionDenied` (role) or `Refused` (anything else)."""
    if verdict.code == "role":
        raise PermissionDenied(verdict.message)
    if not verdict:
        raise Refused(verdict, record=record)
