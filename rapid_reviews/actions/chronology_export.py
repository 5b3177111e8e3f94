"""Copies of the chronology: asked for, made by a worker, kept sealed for a while, deleted.

A worker holds the advisory lock of the copy it makes, so that two never make the same, and one that is killed
lets go at once: the next sweep begins the copy anew, three times at most. Progress is written as it goes.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction

from lscp.accounts.models import Agency
from lscp.accounts.system import system_actor
from lscp.documents import storage
from lscp.kernel import clock
from lscp.kernel.access import require
from lscp.kernel.alone import alone_at
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.kernel.workflow import Transition
from lscp.people import sealing
from rapid_reviews.actions.recording import record
from rapid_reviews.chronology_codes import CopyKind
from rapid_reviews.chronology_codes import CopyStatus as S
from rapid_reviews.models import ChronologyCopy, RapidReview
from rapid_reviews.models.chronology_export import IN_HAND
from rapid_reviews.policies import chronology_export as policies
from rapid_reviews.queries.chronology import Narrowing, rows_of
from rapid_reviews.queries.chronology_copy_files import MAKERS
from rapid_reviews.queries.chronology_export import LISTED, Reader, stored

log = logging.getLogger(__name__)

AT_ONCE = {CopyKind.XLSX: 500, CopyKind.CSV: 1_000, CopyKind.PDF: 50}
"""Rows up to which a copy is made while the person waits; a worker makes longer ones."""
MOST_IN_PDF = 6_000
"""Rows. About 300 pages; laying out more takes more memory than a worker should have."""
MOST_IN_HAND = 3
MOST_ATTEMPTS = 3
CHANGES = (
    "version", "changed_at", "changed_by", "status", "attempts", "rows", "done", "agencies", "names_left", "found",
    "key", "stored_as", "kept_until",
)  # fmt: skip
"""What may be written of a copy after it was asked for."""
WORK = "chronology copy"
BEGIN = Transition(frozenset(IN_HAND), S.READING, "a worker begins to make it")
WRITE = Transition(frozenset({S.READING}), S.WRITING, "its rows are read")
FINISH = Transition(frozenset({S.WRITING}), S.READY, "its file is kept")
FAIL = Transition(frozenset(IN_HAND), S.FAILED, "it cannot be made")
REFUSE = Transition(frozenset(IN_HAND), S.REFUSED, "the person may no longer have it")
FORGET = Transition(frozenset({S.READY}), S.GONE, "its time is over")


@transaction.atomic
def ask(
    public_id: Any, *, kind: str, narrowing: Narrowing, with_names: bool, reason: str, by: Any
) -> ChronologyCopy:
    """Ask for a copy of the rows that `narrowing` leaves. With names only with a reason.

    Raises `ValueError` for what cannot be made, saying why.
    """
    review = claim(RapidReview, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_export(by, review), record=review)
    if with_names:
        require(policies.can_export_names(by, review), record=review)
        if not reason.strip():
            raise ValueError("Enter why the copy needs names")
    number = rows_of(review, narrowing).count()
    if not number:
        raise ValueError("No row is left by what you chose, so there is nothing to copy")
    if kind == CopyKind.PDF and number > MOST_IN_PDF:
        raise ValueError(
            f"A PDF holds at most {MOST_IN_PDF:,} rows and this has {number:,}. Narrow it down, or choose Excel"
        )
    if ChronologyCopy.all_records.filter(made_by=by, status__in=IN_HAND).count() >= MOST_IN_HAND:
        raise ValueError(f"{MOST_IN_HAND} of your copies are still being made. Wait until one is ready")
    copy = ChronologyCopy.all_records.create(
        case=review.case, partnership_id=review.partnership_id, review=review, kind=kind, rows=number,
        narrowing=stored(narrowing), shows_names=with_names, made_by=by, changed_by=by,
        reason=sealing.seal(review.case, reason, is_frozen=True) if with_names else None,
    )  # fmt: skip
    record("rapid_reviews.copy_asked", subject=copy, by=by, rows=number, **_said(copy))
    return copy


def go_on() -> int:
    """Make the copies that wait, and those whose worker was killed; says how many are ready. Safe in parallel."""
    waiting = ChronologyCopy.all_records.filter(status__in=IN_HAND).order_by("made_at")
    return sum(make(pk) for pk in list(waiting.values_list("pk", flat=True)))


def make(pk: int) -> bool:
    """Make one copy, unless another worker is at it; says whether it is ready now."""
    with alone_at(WORK, pk) as is_mine:
        copy = _begin(pk) if is_mine else None
        if copy is None:
            return False
        try:
            _work(copy)
        except Exception as problem:  # whatever it is, the person who waits is told
            log.exception("a copy of a chronology could not be made: %s", type(problem).__name__)
            _fail(copy.pk)
            return False
        return True


def forget_old() -> int:
    """Delete the files whose time is over; says how many."""
    old = ChronologyCopy.all_records.filter(status=S.READY, kept_until__lte=clock.now())
    number = 0
    for pk in list(old.values_list("pk", flat=True)):
        with transaction.atomic():
            copy = _locked(pk, S.READY)
            if copy is None:
                continue
            name, copy.stored_as = copy.stored_as, ""
            copy.found = None  # type: ignore[assignment]  # a sealed field that may be empty
            copy.apply(FORGET, by=system_actor())
            copy.save(update_fields=CHANGES)
            record("rapid_reviews.copy_deleted", subject=copy, by=system_actor(), **_said(copy))
            transaction.on_commit(lambda name=name: storage.forget(name), robust=True)  # type: ignore[misc]
            number += 1
    return number


def _locked(pk: int, *statuses: str) -> ChronologyCopy | None:
    return (
        ChronologyCopy.all_records.select_for_update(of=("self",))
        .select_related(
            "case__partnership", "partnership", "review__notification__agency", "made_by", "reason__key"
        )
        .select_related("review__partnership", "review__notification__partnership")
        .filter(pk=pk, status__in=statuses)
        .first()
    )


@transaction.atomic
def _begin(pk: int) -> ChronologyCopy | None:
    """Count the attempt before anything is tried, so that a copy on which workers die is given up."""
    copy = _locked(pk, *IN_HAND)
    if copy is None:
        return None
    if copy.attempts >= MOST_ATTEMPTS:
        _end(copy, FAIL, "rapid_reviews.copy_failed")
        return None
    if not _may_still_have(copy):
        _end(copy, REFUSE, "rapid_reviews.copy_refused")
        return None
    copy.apply(BEGIN, by=copy.made_by)
    copy.attempts, copy.done = copy.attempts + 1, 0
    copy.save(update_fields=CHANGES)
    return copy


def _may_still_have(copy: ChronologyCopy) -> bool:
    sees = ChronologyCopy.visible_to(copy.made_by).filter(pk=copy.pk).exists()
    return sees and bool(policies.can_make(copy.made_by, copy))


def _work(copy: ChronologyCopy) -> None:
    reader = Reader(copy)
    for done in reader.chunks():
        ChronologyCopy.all_records.filter(pk=copy.pk).update(done=done)
    copy.done = len(reader.lines)
    copy.apply(WRITE, by=copy.made_by)
    copy.save(update_fields=CHANGES)
    document = reader.document()
    data = MAKERS[copy.kind](document)
    copy.key, sealed = sealing.seal_bytes(copy.case, data, bound_to=copy.public_id.bytes)
    name = storage.keep(sealed, work=copy.public_id)
    try:
        _finish(copy, reader, name)
    except BaseException:
        storage.forget(name)
        raise


@transaction.atomic
def _finish(copy: ChronologyCopy, reader: Reader, name: str) -> None:
    if _locked(copy.pk, S.WRITING) is None:
        raise RuntimeError("the copy was ended while it was being made")
    copy.stored_as, copy.rows = name, len(reader.lines)
    copy.agencies = list(reader.agencies)
    copy.kept_until = clock.now() + dt.timedelta(hours=settings.CHRONOLOGY_COPY_HOURS)
    if not copy.shows_names:
        copy.names_left = reader.possible.total()
        listed = [list(pair) for pair in reader.possible.most_common(LISTED)]
        copy.found = sealing.seal(copy.case, {"possible": listed}, is_frozen=True)
    copy.apply(FINISH, by=copy.made_by)
    copy.save(update_fields=CHANGES)
    record(
        "rapid_reviews.copy_made", subject=copy, by=copy.made_by, rows=copy.rows,
        contributed_by=list(Agency.objects.filter(public_id__in=copy.agencies)), **_said(copy),
    )  # fmt: skip


@transaction.atomic
def _fail(pk: int) -> None:
    copy = _locked(pk, *IN_HAND)
    if copy is not None:
        _end(copy, FAIL, "rapid_reviews.copy_failed")


def _end(copy: ChronologyCopy, step: Transition, verb: str) -> None:
    """End it without a file; what a killed worker had written already goes too."""
    copy.apply(step, by=system_actor())
    copy.save(update_fields=CHANGES)
    transaction.on_commit(lambda: storage.forget(storage.name_for(copy.public_id)), robust=True)
    record(verb, subject=copy, by=system_actor(), **_said(copy))


def _said(copy: ChronologyCopy) -> Mapping[str, str]:
    """What the record says of a copy: its sort, and whether it holds names."""
    names = "with names" if copy.shows_names else "with roles in the place of names"
    return {"kind": str(CopyKind(copy.kind).label), "names": names}
