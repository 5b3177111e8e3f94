"""Importing an agency's file: keep its table, confirm its columns, write its rows; or drop it."""

from __future__ import annotations

import json
import logging
import uuid
import zlib
from collections.abc import Mapping
from typing import Any

from clamav_client.clamd import ClamdError
from django.conf import settings
from django.db import transaction

from lscp.accounts.system import system_actor
from lscp.documents import scans, storage
from lscp.documents.kinds import Unsuitable
from lscp.kernel import clock
from lscp.kernel.access import require
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.kernel.workflow import Transition
from lscp.people import sealing
from rapid_reviews.actions.recording import record
from rapid_reviews.actions.writing import begin_writing
from rapid_reviews.chronology_codes import ImportStatus as S
from rapid_reviews.enums import RequestStatus
from rapid_reviews.models import AgencyRequest, ChronologyImport, ChronologyRow, RapidReview
from rapid_reviews.policies import chronology as policies
from rapid_reviews.queries import chronology_files as files
from rapid_reviews.queries.chronology import unit_agency
from rapid_reviews.queries.chronology_imports import checked_lines
from rapid_reviews.queries.chronology_mapping import COLUMNS, NEEDED, Checked, guess, is_heading
from rapid_reviews.workflow import OVER

log = logging.getLogger(__name__)

AT_ONCE = 2_000
"""Rows up to which a file is imported while the person waits; a worker takes longer ones."""
CHUNK = 1_000
START = Transition(frozenset({S.WAITING}), S.RUNNING, "somebody imports it")
FINISH = Transition(frozenset({S.RUNNING}), S.DONE, "its last row is written")
DROP = Transition(
    frozenset({S.WAITING, S.RUNNING}),
    S.DROPPED,
    "somebody drops it, nobody imported it in time, or nothing more is taken",
)


@transaction.atomic
def upload(public_id: Any, *, seen_version: int | None, file: Any, by: Any) -> ChronologyImport:
    """Take a file of the agency that was asked. Raises `ValueError` for one that is not taken, saying why."""
    del seen_version
    request = claim(AgencyRequest, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_write(by, request), record=request)
    return _keep(request.review, request, request.agency, file, by=by)


@transaction.atomic
def upload_records(public_id: Any, *, seen_version: int | None, file: Any, by: Any) -> ChronologyImport:
    """Take a file of the partnership's own records."""
    del seen_version
    review = claim(RapidReview, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_write_records(by, review), record=review)
    return _keep(review, None, unit_agency(by, review), file, by=by)


@transaction.atomic
def confirm_columns(
    public_id: Any, *, seen_version: int | None, columns: Mapping[str, int], date_order: str, by: Any
) -> ChronologyImport:
    """Say which column is what. Raises `ValueError` when one is missing or used twice."""
    kept = _claimed(public_id, seen_version=seen_version, by=by)
    chosen = {column.key: columns[column.key] for column in COLUMNS if column.key in columns}
    if missing := [column.label for column in COLUMNS if column.key in NEEDED and column.key not in chosen]:
        raise ValueError(f"Choose the column for: {', '.join(missing)}")
    if len(set(chosen.values())) != len(chosen):
        raise ValueError("Choose each column once")
    kept.columns, kept.date_order, kept.is_confirmed = chosen, date_order, True
    kept.touch(by=by)
    kept.save()
    record("rapid_reviews.file_columns_confirmed", subject=kept, by=by, agency=kept.agency.name)
    return kept


@transaction.atomic
def begin(public_id: Any, *, seen_version: int | None, only_good: bool, by: Any) -> ChronologyImport:
    """Import the file: whole when nothing is wrong, else the rows in order when the person chooses that.

    Up to 2,000 rows are written at once; a worker writes the others, and the caller wakes it.
    """
    kept = _claimed(public_id, seen_version=seen_version, by=by)
    if not kept.is_confirmed:
        raise ValueError("Say first which column is what")
    lines = checked_lines(kept)
    good = sum(not line.problems for line in lines)
    if not good:
        raise ValueError("No row is in order, so there is nothing to import")
    if good < len(lines) and not only_good:
        raise ValueError("Some rows have problems. Mend the file, or import only the rows that are in order")
    kept.apply(START, by=by)
    kept.save()
    record(
        "rapid_reviews.rows_import_begun", subject=kept, by=by, agency=kept.agency.name, rows=good,
        left_out=len(lines) - good,
    )  # fmt: skip
    if kept.request_id:
        begin_writing(AgencyRequest.all_records.select_for_update().get(pk=kept.request_id), by=by)
    if len(lines) <= AT_ONCE:
        _write(kept, lines)
    return kept


@transaction.atomic
def drop(public_id: Any, *, seen_version: int | None, by: Any) -> ChronologyImport:
    """Delete a file that is not to be imported."""
    kept = _claimed(public_id, seen_version=seen_version, by=by)
    _drop(kept, by=by)
    return kept


def go_on() -> int:
    """Import what waits for a worker, a thousand rows to a transaction. Safe late, twice or in parallel.

    Says how many files were finished.
    """
    finished = 0
    for pk in ChronologyImport.all_records.filter(status=S.RUNNING).values_list("pk", flat=True):
        lines: list[Checked] | None = None
        while True:
            with transaction.atomic():
                kept = (
                    ChronologyImport.all_records.select_for_update(of=("self",), skip_locked=True)
                    .select_related("case__partnership", "review", "request", "agency", "made_by", "key")
                    .filter(pk=pk, status=S.RUNNING)
                    .first()
                )
                if kept is None:
                    break
                if _takes_no_more(kept):
                    _drop(kept, by=system_actor())
                    break
                lines = lines if lines is not None else checked_lines(kept)
                _write(kept, lines, at_most=CHUNK)
                finished += kept.status == S.DONE
    return finished


def _takes_no_more(kept: ChronologyImport) -> bool:
    """The request was withdrawn, or the review is over, since somebody began the import."""
    is_withdrawn = kept.request is not None and kept.request.status == RequestStatus.WITHDRAWN
    return is_withdrawn or kept.review.status in OVER


def forget_old() -> int:
    """Delete files that nobody imported within 14 days; says how many."""
    old = ChronologyImport.all_records.filter(status=S.WAITING, kept_until__lt=clock.today())
    number = 0
    for pk in old.values_list("pk", flat=True):
        with transaction.atomic():
            kept = (
                ChronologyImport.all_records.select_for_update(of=("self",), skip_locked=True)
                .select_related("case__partnership", "agency")
                .filter(pk=pk, status=S.WAITING)
                .first()
            )
            if kept is not None:
                _drop(kept, by=system_actor())
                number += 1
    return number


def _keep(
    review: RapidReview, request: AgencyRequest | None, agency: Any, file: Any, *, by: Any
) -> ChronologyImport:
    if file.size is not None and file.size > settings.UPLOAD_MAX_BYTES:
        raise Unsuitable("The file is too large")
    data = file.read()
    _check_viruses(data)
    table = files.read(file.name or "", data, is_heading=is_heading)
    identifier = uuid.uuid4()
    packed = zlib.compress(json.dumps(table.to_json()).encode(), level=1)
    key, sealed = sealing.seal_bytes(review.case, packed, bound_to=identifier.bytes)
    name = storage.keep(sealed)
    try:
        kept = ChronologyImport.all_records.create(
            public_id=identifier, case=review.case, partnership_id=review.partnership_id, review=review,
            request=request, agency=agency, key=key, stored_as=name, columns=guess(table.columns),
            lines=len(table.lines), made_by=by, changed_by=by,
        )  # fmt: skip
        record("rapid_reviews.file_for_chronology", subject=kept, by=by, agency=agency.name, rows=kept.lines)
    except Exception:
        storage.forget(name)
        raise
    return kept


def _check_viruses(data: bytes) -> None:
    try:
        is_clean = scans.is_clean(data)
    except (ClamdError, OSError) as problem:
        log.warning("the virus scanner could not be asked about a file: %s", type(problem).__name__)
        raise Unsuitable("The virus check cannot be reached. Try again in a few minutes") from None
    if not is_clean:
        raise Unsuitable(
            "The file did not pass the virus check, so it was not taken. Tell your technical support"
        )


def _claimed(public_id: Any, *, seen_version: int | None, by: Any) -> ChronologyImport:
    kept = claim(ChronologyImport, public_id, by=by, seen_version=seen_version)
    require(policies.can_import(by, kept), record=kept)
    return kept


def _write(kept: ChronologyImport, lines: list[Checked], *, at_most: int | None = None) -> None:
    """Write the next lines that are in order, and finish after the last."""
    upto = len(lines) if at_most is None else min(kept.done + at_most, len(lines))
    good = [line for line in lines[kept.done : upto] if not line.problems]
    sealed = sealing.seal_many(kept.case, ({"when": one.when.to_json(), **one.texts} for one in good))
    rows = []
    for line, value in zip(good, sealed, strict=True):
        row = ChronologyRow(
            case=kept.case, partnership_id=kept.partnership_id, review=kept.review, request=kept.request,
            agency=kept.agency, content=value, made_by=kept.made_by, changed_by=kept.made_by,
            position=line.number, child_seen=line.child_seen, spoken_to=line.spoken_to, themes=line.themes,
            children=line.children,
        )  # fmt: skip
        row.place(line.when, line.at)
        rows.append(row)
    ChronologyRow.all_records.bulk_create(rows, batch_size=1000)
    kept.done, kept.imported = upto, kept.imported + len(rows)
    if upto == len(lines):
        _finish(kept)
    kept.save()


def _finish(kept: ChronologyImport) -> None:
    kept.apply(FINISH, by=kept.made_by)
    _forget(kept)
    record(
        "rapid_reviews.rows_imported",
        subject=kept,
        by=kept.made_by,
        agency=kept.agency.name,
        rows=kept.imported,
    )


def _drop(kept: ChronologyImport, *, by: Any) -> None:
    kept.apply(DROP, by=by)
    _forget(kept)
    kept.save()
    record("rapid_reviews.file_dropped", subject=kept, by=by, agency=kept.agency.name)


def _forget(kept: ChronologyImport) -> None:
    """Delete the sealed table once the change is certain."""
    name, kept.stored_as = kept.stored_as, ""
    transaction.on_commit(lambda: storage.forget(name), robust=True)
