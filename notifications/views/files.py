"""The files of a notification: listed, added, taken back before it was submitted."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from lscp.documents import kinds
from lscp.documents.models import Attachment
from lscp.documents.uploads import limit_words, refused_fields
from lscp.kernel.access import require
from lscp.web.components import Action, Cell
from notifications.actions import files as actions
from notifications.actions.reading import note_reading
from notifications.forms.triage import FileForm, TakeBackForm
from notifications.policies import files as policies
from notifications.queries.files import files_for
from notifications.views.base import record_or_404

HEADERS = ("File", "What it is", "Name it came with", "Size", "Virus check", "Added")


def files(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The files of the notification that the reader may open: every one, or their own agency's."""
    notification = record_or_404(request.user, public_id, knowing=True)
    note_reading(notification, "notifications.files_viewed", by=request.user)
    may_take_back = bool(policies.can_take_back(request.user, notification))
    shown = files_for(request.user, notification)
    context = {
        "record": notification,
        "case": notification.case,
        "headers": HEADERS,
        "rows": [_row(file) for file in shown],
        "take_back": [
            Action(
                f"Take back file {file.number}",
                reverse("notifications:take_back_file", args=[notification.public_id, file.public_id]),
            )
            for file in shown
            if may_take_back
        ],
        "may_add": bool(policies.can_attach(request.user, notification)),
        "back_url": notification.get_absolute_url(),
    }
    return render(request, "notifications/files.html", context)


def _row(file: Attachment) -> list[Cell | str]:
    return [
        Cell(f"File {file.number}", href=file.get_absolute_url() if file.is_readable else ""),
        str(file.description.open()) if file.description else "Not said",
        str(file.original_name.open()) if file.original_name else "",
        f"{max(1, round(file.size / 1024)):,} KB",
        file.get_scan_state_display(),
        Cell(str(file.added_by), note=str(file.agency or "")),
    ]


def add_file(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Add one file. What else was typed is kept when the file cannot be taken."""
    notification = record_or_404(request.user, public_id, knowing=True)
    require(policies.can_attach(request.user, notification), record=notification)
    wording: Any = {"limit": limit_words(), "kinds": kinds.LISTED}
    if request.method == "POST":
        uploads = request.FILES  # reads what was sent, so that a refusal is known
        too_large = "file" in refused_fields(request)
        form = FileForm(request.POST, uploads, too_large=too_large, **wording)
        if form.is_valid() and _added(form, notification, request):
            return redirect("notifications:files", notification.public_id)
    else:
        form = FileForm(**wording)
    note_reading(notification, "notifications.step_viewed", by=request.user)
    context = {
        "form": form,
        "record": notification,
        "case": notification.case,
        "back_url": reverse("notifications:files", args=[notification.public_id]),
        "heading": "Add a file",
        "explanation": (
            "Where a virus scanner is set up, it is checked first. "
            "Only people who may read this notification can open it."
        ),
        "verdict": True,
    }
    status = 413 if form.is_bound and "file" in refused_fields(request) else 200
    return render(request, "notifications/decision.html", context, status=status)


def _added(form: FileForm, notification: Any, request: HttpRequest) -> bool:
    try:
        actions.add_file(
            notification.public_id,
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
    notification = record_or_404(request.user, public_id, knowing=True)
    require(policies.can_take_back(request.user, notification), record=notification)
    found = Attachment.visible_to(request.user).filter(
        public_id=file, record_kind=actions.KIND, record_id=notification.public_id, withdrawn_at=None
    )
    if not found.exists():
        raise Http404
    form = TakeBackForm(request.POST or None)
    back = reverse("notifications:files", args=[notification.public_id])
    if form.is_bound and form.is_valid():
        actions.take_back_file(
            notification.public_id, file_id=file, reason=form.cleaned_data["reason"], by=request.user
        )
        return redirect(back)
    note_reading(notification, "notifications.step_viewed", by=request.user)
    context = {
        "form": form, "record": notification, "case": notification.case, "back_url": back,
        "heading": f"Take back file {found[0].number}", "verdict": True,
        "explanation": "Nobody can open it any more. That it was here, and your reason, stay on the record.",
    }  # fmt: skip
    return render(request, "notifications/decision.html", context)
