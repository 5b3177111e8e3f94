"""Pages of the record: fetch what the reader may see, write down that they read it, show it."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lscp.accounts.models import Partnership
from lscp.audit import service as audit
from lscp.cases import scope
from lscp.cases.contributors import contributors_of
from lscp.cases.models import Case
from lscp.kernel.access import require
from lscp.kernel.dates import british_datetime
from lscp.record import files, histories, policies, proofs, queries
from lscp.record.forms import EVERYTHING, FilterForm
from lscp.record.sentences import Sentence, of_event, roles_of
from lscp.web.components import Cell

PER_PAGE = 25


@require_safe
def timeline(request: HttpRequest, public_id: Any) -> HttpResponse:
    """What happened in a case, newest first."""
    case = _case_or_404(request, public_id)
    seen = queries.events_of_case(request.user, case)
    form = FilterForm(request.GET, people=queries.people_in(seen))
    keys = queries.timeline_keys(request.user, case, form.filters(), seen)
    page = Paginator(keys, PER_PAGE).get_page(request.GET.get("page"))
    entries = [sentence.as_entry() for sentence in queries.sentences(request.user, case, page)]
    audit.record_reading("record.timeline_viewed", subject=case, by=request.user, case=case)
    context = {
        "case": case, "form": form, "page": page, "entries": entries, "query": request.GET.urlencode(),
        "with_reading_query": _with_reading(request),
    }  # fmt: skip
    return render(request, "record/timeline.html", context)


@require_safe
def timeline_file(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The same, whole, as a file."""
    case = _case_or_404(request, public_id)
    seen = queries.events_of_case(request.user, case)
    form = FilterForm(request.GET, people=queries.people_in(seen))
    keys = queries.timeline_keys(request.user, case, form.filters(), seen)
    lines = queries.sentences(request.user, case, keys)
    audit.record_reading(
        "record.timeline_exported", subject=case, by=request.user, case=case, entries=len(lines)
    )
    return files.as_file(f"timeline-{case.reference}", f"Timeline of case {case.reference}", lines)


@require_safe
def history(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Every value of the case that was changed, from what to what."""
    case = _case_or_404(request, public_id)
    opens = scope.reads_identity(request.user, case)
    changes = histories.of_case(request.user, case, opens=opens)
    page = Paginator(changes, PER_PAGE).get_page(request.GET.get("page"))
    audit.record_reading(
        "record.history_viewed",
        subject=case,
        by=request.user,
        case=case,
        contributed_by=contributors_of(case),
    )
    rows = [
        [british_datetime(one.at), Cell(one.row, note=one.title), one.field, one.was, one.now, one.who]
        for one in page
    ]
    headers = ["When", "What", "Field", "From", "To", "Who"]
    context = {"case": case, "page": page, "rows": rows, "headers": headers, "opens": opens}
    return render(request, "record/history.html", context)


@require_safe
def readers(request: HttpRequest) -> HttpResponse:
    """Who read what the reader's agency contributed."""
    agencies = policies.own_agencies(request.user)
    if not agencies:
        raise Http404
    wanted = request.GET.get("agency", "")
    agency = next((one for one in agencies if str(one.public_id) == wanted), agencies[0])
    one = request.GET.get("case", "")
    case = _case_or_404(request, _key_or_404(one)) if one else None
    found = queries.readings_of(request.user, agency, case=case)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    audit.record_reading("record.readers_viewed", subject=agency, by=request.user)
    rows = [_reading_row(of_event(event), roles_of(event)) for event in page]
    headers = ["When", "Who", "Case", "What they did"]
    context = {
        "agency": agency, "agencies": agencies, "page": page, "rows": rows, "headers": headers,
        "only": case,
    }  # fmt: skip
    return render(request, "record/readers.html", context)


@require_safe
def partnership(request: HttpRequest) -> HttpResponse:
    """What was done to accounts and settings of a partnership, and who was refused what."""
    place = _partnership(request)
    entries = queries.events_of_partnership(place)
    form = FilterForm(request.GET, people=queries.people_in(entries), with_messages=False)
    page = Paginator(queries.chosen(entries, form.filters()), PER_PAGE).get_page(request.GET.get("page"))
    audit.record_reading("record.partnership_viewed", subject=place, by=request.user)
    context = {
        "partnership": place,
        "partnerships": queries.looked_after(request.user),
        "form": form,
        "page": page,
        "entries": [of_event(event, hide_reference=True).as_entry() for event in page],
        "query": request.GET.urlencode(),
        "proof": proofs.last_proof(),
    }
    return render(request, "record/partnership.html", context)


@require_safe
def partnership_file(request: HttpRequest) -> HttpResponse:
    """The same, whole, as a file."""
    place = _partnership(request)
    entries = queries.events_of_partnership(place)
    form = FilterForm(request.GET, people=queries.people_in(entries), with_messages=False)
    chosen = queries.chosen(entries, form.filters())
    lines = [of_event(event, hide_reference=True) for event in chosen]
    audit.record_reading("record.partnership_exported", subject=place, by=request.user, entries=len(lines))
    return files.as_file(f"record-{place.slug}", f"Record of {place}", lines)


def _with_reading(request: HttpRequest) -> str:
    """The same choice with reading brought in; empty where the reader chose one sort of entry or everything."""
    if request.GET.get("kind"):
        return ""
    asked = request.GET.copy()
    asked.pop("page", None)
    asked["kind"] = EVERYTHING[0]
    return asked.urlencode()


def _case_or_404(request: HttpRequest, public_id: Any) -> Case:
    case = queries.case_for(request.user, public_id)
    if case is None:
        raise Http404
    return case


def _key_or_404(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None


def _partnership(request: HttpRequest) -> Partnership:
    require(policies.can_read_partnership_record(request.user))
    places = queries.looked_after(request.user)
    wanted = request.GET.get("partnership", "")
    return next((place for place in places if place.slug == wanted), places[0])


def _reading_row(sentence: Sentence, roles: str) -> list[Any]:
    what = sentence.what[:1].upper() + sentence.what[1:]
    return [british_datetime(sentence.at), Cell(sentence.who, note=roles), sentence.reference, what]
