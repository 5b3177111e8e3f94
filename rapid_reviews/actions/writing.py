"""The agency opens its request and writes its return. What is typed is kept whether or not it is in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from lscp.audit.sittings import sitting_of
from lscp.kernel import clock
from lscp.kernel.access import Stale, require
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.people.sealing import seal
from notifications.wording import saving
from rapid_reviews.actions.recording import record
from rapid_reviews.enums import RequestStatus as R
from rapid_reviews.models import AgencyRequest, ReturnSection
from rapid_reviews.policies import returns as policies
from rapid_reviews.policies.standing import is_at_agency
from rapid_reviews.queries.opened import document_of
from rapid_reviews.queries.returns import load
from rapid_reviews.workflow import OVER, REQUEST_TRANSITIONS

SAVED = "rapid_reviews.return_page_saved"


@transaction.atomic
def open_request(public_id: Any, *, by: Any) -> AgencyRequest:
    """Somebody at the agency opens the request for the first time; later openings change nothing."""
    request = claim(AgencyRequest, public_id, by=by, seen_version=ANY_VERSION)
    if request.status == R.ASKED and request.review.status not in OVER and is_at_agency(by, request):
        _open(request, by=by)
        request.save()
    return request


@transaction.atomic
def save_page(
    public_id: Any, section_key: str, page_key: str, *, typed: Mapping[str, Any], seen_version: int, by: Any
) -> int:
    """Save what was typed on one page, and what is in order as answers. Gives the section's revision.

    `seen_version` is the revision of the section that the person was shown. Saving the same again changes
    nothing. Raises `Stale` when this page was saved by somebody else, or in another tab, since then;
    `LookupError` for a page the edition does not have.
    """
    request = claim(AgencyRequest, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_write(by, request), record=request)
    row = _locked_section(request, section_key)
    form = load(request)
    page = form.edition.section(section_key).page(page_key)
    old = document_of(row.content)
    if saving.is_same(page, old, typed):
        return row.revision
    if saving.saved_after(page, old, seen_version):
        raise _stale(request, row)
    document = saving.document_after(page, old, typed, row.revision + 1, offered=form.offered)
    row.content = seal(request.case, document, replacing=row.content)
    row.revision += 1
    row.saved_at, row.saved_by = clock.now(), by
    row.save()
    begin_writing(request, by=by)
    record(
        SAVED, subject=request, by=by, section=section_key, page=page_key,
        changed=saving.changed_keys(page, old, document),
        sitting=sitting_of(SAVED, case=request.case, by=by),
    )  # fmt: skip
    return row.revision


def _open(request: AgencyRequest, *, by: Any) -> None:
    request.apply(REQUEST_TRANSITIONS["open"], by=by)
    request.opened_at, request.opened_by = clock.now(), by
    record("rapid_reviews.request_opened", subject=request, by=by, agency=request.agency.name)


def begin_writing(request: AgencyRequest, *, by: Any) -> None:
    """The first word or row moves a locked request on; one that was sent back stays so until it is finished."""
    if request.status == R.ASKED:
        _open(request, by=by)
    if request.status == R.OPENED:
        request.apply(REQUEST_TRANSITIONS["write"], by=by)
        request.save()


def _locked_section(request: AgencyRequest, section_key: str) -> ReturnSection:
    """The section's row, made when first needed, locked until the transaction ends."""
    ReturnSection.all_records.bulk_create(
        [ReturnSection(request=request, section=section_key)], ignore_conflicts=True
    )
    return (
        ReturnSection.all_records.select_for_update(of=("self",))
        .select_related("content__key", "saved_by")
        .get(request=request, section=section_key)
    )


def _stale(request: AgencyRequest, row: ReturnSection) -> Stale:
    return Stale(
        "This page was saved since you opened it. Your text is below",
        record=request,
        by=str(row.saved_by) if row.saved_by else "",
        at=row.saved_at,
    )
