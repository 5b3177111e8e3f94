"""Writing the chronology by hand: adding a row, changing it, taking it out, and commenting on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from lscp.accounts.models import Agency
from lscp.kernel import clock
from lscp.kernel.access import require
from lscp.kernel.dates import UncertainDate
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.people import sealing
from lscp.people.models import Person
from rapid_reviews.actions.recording import record
from rapid_reviews.actions.writing import begin_writing
from rapid_reviews.chronology_codes import TEXTS, Seen
from rapid_reviews.models import AgencyRequest, ChronologyRow, RapidReview, RowComment
from rapid_reviews.policies import chronology as policies
from rapid_reviews.queries.chronology import unit_agency

TOUCHED = ("version", "changed_at", "changed_by")
SAID = (
    "precision", "from_on", "until_on", "sort_on", "at_time", "sort_time", "child_seen", "spoken_to", "themes",
    "children", "content",
)  # fmt: skip
TAKEN_OUT = ("taken_out_at", "taken_out_by", "taken_out_because")


@dataclass(frozen=True)
class Entry:
    """What a row says. `children` are public identifiers of people of the case; `texts` are by key of `TEXTS`."""

    when: UncertainDate
    at: dt.time | None = None
    child_seen: str = Seen.NOT_RECORDED
    spoken_to: str = Seen.NOT_RECORDED
    themes: Iterable[str] = ()
    children: Iterable[str] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def document(self) -> dict[str, Any]:
        """What is sealed."""
        return {"when": self.when.to_json(), **{key: self.texts.get(key, "") for key in TEXTS}}

    def put_on(self, row: ChronologyRow) -> None:
        """Set the plain columns of a row."""
        row.place(self.when, self.at)
        row.child_seen, row.spoken_to = self.child_seen, self.spoken_to
        row.themes, row.children = list(self.themes), list(self.children)


@transaction.atomic
def add(public_id: Any, *, seen_version: int | None, entry: Entry, by: Any) -> ChronologyRow:
    """Add a row of the agency that was asked. An addition never waits for anybody else's work."""
    del seen_version
    request = claim(AgencyRequest, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_write(by, request), record=request)
    made = _add(request.review, request, request.agency, entry, by=by)
    begin_writing(request, by=by)
    return made


@transaction.atomic
def add_record(public_id: Any, *, seen_version: int | None, entry: Entry, by: Any) -> ChronologyRow:
    """Add a row from the partnership's own records."""
    del seen_version
    review = claim(RapidReview, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_write_records(by, review), record=review)
    return _add(review, None, unit_agency(by, review), entry, by=by)


@transaction.atomic
def change(public_id: Any, *, seen_version: int | None, entry: Entry, by: Any) -> ChronologyRow:
    """Change a row. What it said before stays in its history."""
    row = claim(ChronologyRow, public_id, by=by, seen_version=seen_version)
    require(policies.can_change(by, row), record=row)
    _check_children(row.review, entry)
    entry.put_on(row)
    row.content = sealing.seal(row.case, entry.document, is_frozen=True)
    row.touch(by=by)
    row.save(update_fields=[*SAID, *TOUCHED])
    record("rapid_reviews.row_changed", subject=row, by=by, agency=row.source)
    return row


@transaction.atomic
def take_out(public_id: Any, *, seen_version: int | None, reason: str, by: Any) -> ChronologyRow:
    """Take a row out of the chronology, with the reason. It stays on the record."""
    row = claim(ChronologyRow, public_id, by=by, seen_version=seen_version)
    require(policies.can_change(by, row), record=row)
    row.taken_out_at, row.taken_out_by = clock.now(), by
    row.taken_out_because = sealing.seal(row.case, reason, is_frozen=True)
    row.touch(by=by)
    row.save(update_fields=[*TAKEN_OUT, *TOUCHED])
    record("rapid_reviews.row_taken_out", subject=row, by=by, agency=row.source)
    return row


@transaction.atomic
def comment(public_id: Any, *, seen_version: int | None, text: str, by: Any) -> RowComment:
    """Say something about a row. The row itself stays its agency's."""
    del seen_version
    row = claim(ChronologyRow, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_comment(by, row), record=row)
    made = RowComment.all_records.create(
        row=row, text=sealing.seal(row.case, text, is_frozen=True), made_by=by
    )
    record("rapid_reviews.row_commented", subject=row, by=by, agency=row.source)
    return made


def _add(
    review: RapidReview, request: AgencyRequest | None, agency: Agency, entry: Entry, *, by: Any
) -> ChronologyRow:
    _check_children(review, entry)
    row = ChronologyRow(
        case=review.case, partnership_id=review.partnership_id, review=review, request=request, agency=agency,
        content=sealing.seal(review.case, entry.document, is_frozen=True), made_by=by, changed_by=by,
    )  # fmt: skip
    entry.put_on(row)
    same_day = ChronologyRow.all_records.filter(review=review, request=request, sort_on=row.sort_on)
    row.position = same_day.count()
    row.save()
    record("rapid_reviews.row_added", subject=row, by=by, agency=row.source)
    return row


def _check_children(review: RapidReview, entry: Entry) -> None:
    wanted = {str(one) for one in entry.children}
    there = Person.all_records.filter(case=review.case_id, public_id__in=wanted).count()
    if there != len(wanted):
        raise ValueError("Choose children of this case")
