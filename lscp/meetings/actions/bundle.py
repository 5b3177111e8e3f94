"""A reader's bundle of a meeting's papers: asked for, put together by a worker, read, and deleted after its time."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F

from lscp.audit import service as audit
from lscp.cases.compartments import casework
from lscp.documents import storage
from lscp.documents.binding import Bound, bind
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused, Verdict, require
from lscp.kernel.alone import alone_at
from lscp.kernel.dates import british_datetime
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.meetings import policies
from lscp.meetings.enums import BundleStatus as S
from lscp.meetings.models import Meeting, PaperBundle
from lscp.meetings.models.bundle import last_day, random_name
from lscp.meetings.paper_pages import ReadersPapers, papers_of
from lscp.people import sealing
from lscp.web.context_processors import MARKING

log = logging.getLogger(__name__)

WORK = "paper bundle"
MOST_TRIES = 3
"""How often a worker begins a bundle before it is given up: a file that kills the worker must not do so for ever."""
CHANGED = Verdict("state", "A paper has changed since your copy was made. Ask for a new copy")
NOT_READY = Verdict("state", "Your copy is not ready")


@transaction.atomic
def ask_bundle(public_id: Any, *, by: Any) -> PaperBundle:
    """Ask for one's own bundle, or for a new one in the place of an earlier one; the caller wakes a worker.

    One that is being put together from the same papers stays as it is.
    """
    meeting = claim(Meeting, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_bundle(by, meeting), record=meeting)
    bundle, is_new = PaperBundle.all_records.get_or_create(meeting=meeting, reader=by)
    if is_new or bundle.status != S.WAITING:
        _empty(bundle)
        bundle.status, bundle.asked_at, bundle.kept_until, bundle.tries = (
            S.WAITING,
            clock.now(),
            last_day(),
            0,
        )
        bundle.save()
        _record(audit.record, "meetings.bundle_asked", meeting, by)
    return bundle


def go_on() -> int:
    """Put together what waits, and what a killed worker left. Safe late, twice or in parallel; says how many."""
    made = 0
    waiting = PaperBundle.all_records.filter(status=S.WAITING).order_by("asked_at")
    for pk in list(waiting.values_list("pk", flat=True)):
        with alone_at(WORK, pk) as is_mine:
            made += bool(is_mine and _make(pk))
    return made


def read_bundle(meeting: Meeting, *, by: Any) -> tuple[PaperBundle, bytes]:
    """The reader's own bundle, with the reading of it and of every paper in it on the record.

    Raises `Refused` when it is not ready, or when the papers or the reader's rights have changed since.
    """
    bundle = PaperBundle.for_reader(by, meeting)
    if bundle is None:
        raise OutOfScope
    if bundle.status != S.READY:
        raise Refused(NOT_READY, record=meeting)
    papers = papers_of(by, meeting)
    if papers.state != bundle.state:
        raise Refused(CHANGED, record=meeting)
    data = _contents(bundle)
    _record(audit.record_reading, "meetings.bundle_downloaded", meeting, by, pages=bundle.pages)
    for paper in papers.papers:
        if paper.pages is not None:
            paper.pages.note()
    return bundle, data


def forget_old() -> int:
    """Delete bundles whose time is over; says how many."""
    old = PaperBundle.all_records.filter(status=S.READY, kept_until__lt=clock.today())
    number = 0
    for pk in list(old.values_list("pk", flat=True)):
        with transaction.atomic():
            bundle = old.select_for_update(skip_locked=True).filter(pk=pk).first()
            if bundle is not None:
                _empty(bundle)
                bundle.status = S.FORGOTTEN
                bundle.save()
                number += 1
    return number


def _make(pk: int) -> bool:
    """One try. What is made is written under a name chosen before, and the row says so in the same moment."""
    rows = PaperBundle.all_records.filter(pk=pk, status=S.WAITING)
    if rows.filter(tries__gte=MOST_TRIES).exists():
        return _give_up(rows)
    if not rows.update(tries=F("tries") + 1, papers=0, apart=0, not_theirs=0):
        return False
    bundle = rows.select_related("meeting__case__partnership", "meeting__group", "reader").get()
    if not Meeting.visible_to(bundle.reader).filter(pk=bundle.meeting_id).exists():
        return _give_up(rows)
    papers, moment = papers_of(bundle.reader, bundle.meeting), clock.now()
    sheets = []
    for number, paper in enumerate(papers.papers, start=1):
        sheets.append(paper.sheet())
        rows.update(papers=number)
    words = f"Copy for {bundle.reader}, made on {british_datetime(moment)}"
    title = f"Papers of a meeting about case {bundle.meeting.case.reference}"
    about = [f"{bundle.meeting.group}, {british_datetime(bundle.meeting.starts_at)}."]
    bound = bind(
        sheets, title=title, marking=MARKING, words=words, not_theirs=papers.not_theirs, about=about
    )  # fmt: skip
    _keep(bundle, bound, papers, moment)
    return True


def _give_up(rows: Any) -> bool:
    """The reader is told on their page that it could not be put together, and may ask anew."""
    bundle = rows.get()
    bundle.status = S.FAILED
    bundle.save()
    return False


def _keep(bundle: PaperBundle, bound: Bound, papers: ReadersPapers, moment: Any) -> None:
    with transaction.atomic():
        bundle = PaperBundle.all_records.select_for_update().get(pk=bundle.pk)
        case = bundle.meeting.case
        key, sealed = sealing.seal_bytes(case, bound.data, bound_to=bundle.public_id.bytes)
        default_storage.delete(bundle.stored_as)
        default_storage.save(bundle.stored_as, ContentFile(sealed))
        bundle.status, bundle.key, bundle.made_at, bundle.state = S.READY, key, moment, papers.state
        bundle.pages, bundle.apart, bundle.not_theirs = bound.pages, len(bound.apart), papers.not_theirs
        bundle.papers = len(papers.papers) - bundle.apart
        bundle.save()


def _contents(bundle: PaperBundle) -> bytes:
    assert bundle.key is not None  # noqa: S101 - the database keeps a ready bundle's key
    with default_storage.open(bundle.stored_as, "rb") as stored:
        data = sealing.unseal_bytes(bundle.key, stored.read(), bound_to=bundle.public_id.bytes)
    if isinstance(data, sealing.Disposed):
        raise OutOfScope
    return data


def _empty(bundle: PaperBundle) -> None:
    """Forget what was made, and choose the next name; the file goes once the change is certain."""
    name, bundle.stored_as = bundle.stored_as, random_name()
    bundle.key = bundle.made_at = None
    bundle.state, bundle.pages, bundle.papers, bundle.apart, bundle.not_theirs = "", 0, 0, 0, 0
    transaction.on_commit(lambda: storage.forget(name), robust=True)


def _record(write: Callable[..., Any], verb: str, meeting: Meeting, by: Any, **data: Any) -> None:
    write(verb, subject=meeting, by=by, case=meeting.case, compartment=casework(meeting.case), **data)
