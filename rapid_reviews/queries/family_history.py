"""What lines of the family's diagram said before, from their field-level history: nothing that was typed is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lscp.kernel.dates import british_datetime
from rapid_reviews.family_codes import WORKS_WITH
from rapid_reviews.models import FamilyTie, RapidReview
from rapid_reviews.queries.family import FamilyView, Hide, Said, wording_of
from rapid_reviews.queries.opened import text_of


@dataclass(frozen=True)
class Earlier:
    """One wording that stands no longer: what it said, who wrote it when, and what became of it."""

    said: Said
    written_by: str
    written_at: dt.datetime
    became: str
    reason: str = ""


def earlier_wordings(review: RapidReview, view: FamilyView, *, hide: Hide | None) -> list[Earlier]:
    """Every wording of a line that was changed or taken out, the newest first; only of people the page shows."""
    ties = list(
        FamilyTie.all_records.filter(review=review)
        .select_related("taken_out_because__key", "taken_out_by", "changed_by")
        .order_by("pk")
    )
    kept: dict[int, list[Any]] = {one.pk: [] for one in ties}
    history: Any = FamilyTie.pgh_event_model  # type: ignore[attr-defined]
    rows = history.objects.filter(pgh_obj__in=ties).select_related(
        "content__key", "person", "relative", "agency", "changed_by"
    )
    for row in rows.order_by("pgh_id"):
        written = kept[row.pgh_obj_id]
        if not written or _what(written[-1]) != _what(row):
            written.append(row)
    found = [one for tie in ties for one in _gone(tie, kept[tie.pk], hide)]
    known = set(view.by_key)
    shown = [
        one for one in found
        if one.said.other in known and (one.said.kind == WORKS_WITH or one.said.one in known)
    ]  # fmt: skip
    return sorted(shown, key=lambda one: one.written_at, reverse=True)


def _what(row: Any) -> tuple[Any, ...]:
    return row.person_id, row.kind, row.relative_id, row.agency_id, row.content_id


def _gone(tie: FamilyTie, written: list[Any], hide: Hide | None) -> Iterator[Earlier]:
    for number, row in enumerate(written):
        said, by, at = wording_of(row, hide), str(row.changed_by or tie.made_by), row.changed_at
        if number + 1 < len(written):
            later = written[number + 1]
            yield Earlier(said, by, at, f"Changed {british_datetime(later.changed_at)} by {later.changed_by}")
        elif tie.taken_out_at is not None:
            reason = text_of(tie.taken_out_because)
            became = f"Taken out {british_datetime(tie.taken_out_at)} by {tie.taken_out_by}"
            yield Earlier(said, by, at, became, hide(reason) if hide else reason)
