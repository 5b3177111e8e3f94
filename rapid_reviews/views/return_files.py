"""The files of an agency's return: listed, added, taken back while it is written."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lscp.documents import kinds
from lscp.documents.models import Attachment
from lscp.documents.pages import HEADERS, file_row
from lscp.documents.uploads import limit_words, refused_fields
from lscp.kernel.access import require
from lscp.web.components import Action
from notifications.forms.triage import FileForm, TakeBackForm
from rapid_reviews.actions import return_files as actions
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.models import AgencyRequest
from rapid_reviews.policies import returns as policies
from rapid_reviews.views.returns_base import note_return, request_or_404

EXPLANATION = (
    "Where a virus scanner is set up, it is checked first. Your agency's people on this request and the people in "
    "the rapid review can open it."
)
TAKEN_BACK = "Nobody can open it any more. That it was here, and your reason, stay on the record."


def _files_of(user: Any, record: AgencyRequest) -> Any:
    return Attachment.visible_to(user).filter(
        record_kind=actions.KIND, record_id=record.public_id, withdrawn_at=None
    )


def files(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The files of the return that the reader may open."""
    record = request_or_404(request.user, public_id)
    note_return(record, by=request.user)
    shown = list(_files_of(request.user, record).select_related("original_name__key", "description__key"))
    may_write = bool(policies.can_write(request.user, record))
    context = {
        "record": record,
        "case": record.case,
        "headers": HEADERS,
        "rows": [file_row(file) for file in shown],
        "take_back": [
            Action(
                f"Take back file {file.number}",
                reverse("rapid_reviews:take_back_return_file", args=[record.public_id, file.public_id]),
            )
            for file in shown
            if may_write
        ],
        "may_add": may_write,
        "back_url": record.get_absolute_url(),
    }
    return render(request, "rapid_reviews/returns/files.html", context)


def add_file(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Add one file. What else was typed is kept when the file cannot be taken."""
    record = request_or_404(request.user, public_id)
    require(policies.can_write(request.user, record), record=record)
    wording: Any = {"limit": limit_words(), "kinds": kinds.LISTED}
    if request.method == "POST":
        uploads = request.FILES  # reads what was sent, so that a refusal is known
        too_large = "file" in refused_fields(request)
        form = FileForm(request.POST, uploads, too_large=too_large, **wording)
        if form.is_valid() and _added(form, record, request):
            return redirect("rapid_reviews:return_files", record.public_id)
    else:
        form = FileForm(**wording)
    status = 413 if form.is_bound and "file" in refused_fields(request) else 200
    return _form_page(request, record, form, "Add a file", EXPLANATION, status=status)


def _added(form: FileForm, record: AgencyRequest, request: HttpRequest) -> bool:
    try:
        actions.add_file(
            record.public_id,
            upload=form.cleaned_data["file"],
            description=form.cleaned_data["description"],
            by=request.user,
        )
    except kinds.Unsuitable as problem:
        form.add_error("file", str(problem))
        return False
    return True


def take_back_file(request: HttpRequest, public_id: Any, file: Any) -> HttpResponse:
    """Take one file back, with the reason."""
    record = request_or_404(request.user, public_id)
    require(policies.can_write(request.user, record), record=record)
    found = _files_of(request.user, record).filter(public_id=file).first()
    if found is None:
        raise Http404
    form = TakeBackForm(request.POST or None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.take_back_file(record.public_id, file_id=file, reason=reason, by=request.user)
        return redirect("rapid_reviews:return_files", record.public_id)
    return _form_page(request, record, form, f"Take back file {found.number}", TAKEN_BACK)


def _form_page(
    request: HttpRequest,
    record: AgencyRequest,
    form: Any,
    heading: str,
    explanation: str,
    *,
    status: int = 200,
) -> HttpResponse:
    note_reading("rapid_reviews.step_viewed", record, by=request.user)
    context = {
        "form": form, "record": record, "case": record.case, "heading": heading, "explanation": explanation,
        "back_url": reverse("rapid_reviews:return_files", args=[record.public_id]), "verdict": True,
    }  # fmt: skip
    return render(request, "rapid_reviews/decision.html", context, status=status)
