"""The versions of an agency's return: one of them in full, and what changed between two."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from notifications.queries.differences import changes_in
from rapid_reviews.models import AgencyRequest
from rapid_reviews.policies import standing
from rapid_reviews.queries.opened import document_of
from rapid_reviews.queries.request_page import VersionView, version_of
from rapid_reviews.queries.returns import rows_of
from rapid_reviews.views.returns_base import note_return, request_or_404


def _version(user: Any, record: AgencyRequest, number: int) -> VersionView:
    """A version this reader may read: at the agency every one, inside the review those signed off."""
    at_agency = standing.is_at_agency(user, record)
    found = version_of(record, number, signed_only=not at_agency)
    if found is None or not (at_agency or standing.may_know_people(user, record)):
        raise Http404
    return found


@never_cache
@require_safe
def version(request: HttpRequest, public_id: Any, number: int) -> HttpResponse:
    """One version in full, with the names under it."""
    record = request_or_404(request.user, public_id)
    found = _version(request.user, record, number)
    note_return(record, by=request.user)
    context = {
        "record": record, "case": record.case, "version": found.version, "signatures": found.signatures,
        "sections": rows_of(document_of(found.version.content)), "back_url": record.get_absolute_url(),
    }  # fmt: skip
    return render(request, "rapid_reviews/returns/version.html", context)


@never_cache
@require_safe
def changes(request: HttpRequest, public_id: Any, first: int, second: int) -> HttpResponse:
    """What changed from one version to another."""
    record = request_or_404(request.user, public_id)
    old, new = (_version(request.user, record, number) for number in (first, second))
    note_return(record, by=request.user)
    before, after = (rows_of(document_of(one.version.content)) for one in (old, new))
    context = {
        "record": record, "case": record.case, "first": old.version, "second": new.version,
        "changes": changes_in(before, after), "back_url": record.get_absolute_url(),
    }  # fmt: skip
    return render(request, "rapid_reviews/returns/changes.html", context)
