"""From an agency's file to rows of the chronology: send it, say which column is what, see every problem, import."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lscp.documents.uploads import limit_words, refused_fields
from lscp.web.components import Cell
from rapid_reviews import tasks
from rapid_reviews.actions import chronology_import as actions
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.chronology_codes import ImportStatus
from rapid_reviews.forms import chronology_import as forms
from rapid_reviews.models import AgencyRequest, ChronologyImport
from rapid_reviews.policies import chronology as policies
from rapid_reviews.queries.chronology_imports import checked_lines, open_table
from rapid_reviews.queries.chronology_mapping import Checked
from rapid_reviews.queries.chronology_template import TEMPLATES
from rapid_reviews.views.base import OneDecision

PER_PAGE = 50
FIRST_GOOD = 10


class Upload(OneDecision):
    """Send a file of the agency that was asked."""

    model: ClassVar[Any] = AgencyRequest
    heading = "Import rows from a file"
    explanation = (
        "Next you say which column is what, and see what is wrong with any row. Nothing is imported before that. "
        "Formulas are not worked out and macros are not taken."
    )
    form_class = forms.UploadForm
    template_name = "rapid_reviews/chronology/upload.html"
    policy, action = policies.can_write, actions.upload

    def get_form(self, form_class: Any = None) -> Any:
        """A file that was too large did not arrive: say so instead of "choose a file"."""
        form = super().get_form(form_class)
        form.autosave_url = ""
        if self.request.method == "POST" and "file" in refused_fields(self.request):
            form.fields["file"].error_messages["required"] = f"The file must be {limit_words()} or smaller"
        return form

    def get_back_url(self) -> str:
        """The agency's rows."""
        return reverse("rapid_reviews:chronology_own", args=[self.record.public_id])

    def get_success_url(self) -> str:
        """To the columns."""
        return reverse("rapid_reviews:chronology_columns", args=[self.outcome.public_id])


class UploadRecords(Upload):
    """Send a file of the partnership's own records."""

    model: ClassVar[Any] = OneDecision.model
    policy: ClassVar[Any] = policies.can_write_records
    action: ClassVar[Any] = actions.upload_records

    def get_back_url(self) -> str:
        """The chronology."""
        return reverse("rapid_reviews:chronology", args=[self.record.public_id])


class _OnFile(OneDecision):
    """A decision about a kept file; once it is imported or dropped, its own page says so."""

    model: ClassVar[Any] = ChronologyImport

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A file that is gone has only its own page."""
        if self.record.status != ImportStatus.WAITING and self.verdict().code != "role":
            return redirect(self.record.get_absolute_url())
        return super().get(request, *args, **kwargs)


class Columns(_OnFile):
    """Say which column is what."""

    heading = "Which column is what?"
    explanation = "We looked at the headings and made a guess. Change what is wrong."
    form_class = forms.ColumnsForm
    policy, action = policies.can_import, actions.confirm_columns

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the file's headings."""
        is_there = self.record.status == ImportStatus.WAITING
        return {**super().get_form_kwargs(), "headings": open_table(self.record).columns if is_there else []}

    def get_initial(self) -> dict[str, Any]:
        """The guess, or what was said before."""
        chosen = {key: str(place) for key, place in self.record.columns.items()}
        return {**super().get_initial(), **chosen, "date_order": self.record.date_order}

    def given(self, form: Any) -> dict[str, Any]:
        """The columns by number."""
        return {"columns": form.columns, "date_order": form.cleaned_data["date_order"]}

    def get_back_url(self) -> str:
        """The rows that are there."""
        return rows_url(self.record)

    def get_success_url(self) -> str:
        """To the problems."""
        return str(self.record.get_absolute_url())


class Import(_OnFile):
    """Import the file, whole or its good rows."""

    heading = "Import the rows"
    form_class = forms.ImportForm
    policy, action = policies.can_import, actions.begin

    def given(self, form: Any) -> dict[str, Any]:
        """The good rows only, where the button says so."""
        return {"only_good": self.request.POST.get("only_good") == "yes"}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The button stands on the file's page."""
        return redirect(self.record.get_absolute_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say on the file's page what stands in the way."""
        for link in form.error_links():
            messages.error(self.request, link.text)
        return redirect(self.record.get_absolute_url())

    def form_valid(self, form: Any) -> HttpResponse:
        """Wake a worker for a long file; say what was imported."""
        response = super().form_valid(form)
        outcome = getattr(self, "outcome", None)
        if outcome is not None and outcome.status == ImportStatus.RUNNING:
            tasks.kick_imports()
        elif outcome is not None:
            number = "1 row was" if outcome.imported == 1 else f"{outcome.imported:,} rows were"
            messages.success(self.request, f"{number} imported.")
            return redirect(rows_url(outcome))
        return response


class Drop(_OnFile):
    """Delete the file."""

    heading = "Delete this file"
    explanation = "Nothing of it is imported. You can send another."
    form_class = forms.DropForm
    policy, action = policies.can_import, actions.drop

    def get_success_url(self) -> str:
        """The rows that are there."""
        return rows_url(self.record)


def rows_url(kept: ChronologyImport) -> str:
    """Where the rows of a file stand: the agency's own page, or the merged chronology."""
    if kept.request is not None:
        return reverse("rapid_reviews:chronology_own", args=[kept.request.public_id])
    return reverse("rapid_reviews:chronology", args=[kept.review.public_id])


@require_safe
def file(request: HttpRequest, public_id: Any) -> HttpResponse:
    """A file as it would be imported: every problem by row, or how far its import is."""
    user: Any = request.user
    record = get_object_or_404(ChronologyImport.visible_to(user), public_id=public_id)
    if record.status == ImportStatus.WAITING and not record.is_confirmed:
        return redirect("rapid_reviews:chronology_columns", record.public_id)
    note_reading("rapid_reviews.file_viewed", record, by=user, contributed_by=[record.agency])
    verdict = policies.can_import(user, record)
    context: dict[str, Any] = {
        "record": record, "case": record.case, "verdict": verdict, "back_url": rows_url(record),
        "is_running": record.status == ImportStatus.RUNNING, "is_waiting": record.status == ImportStatus.WAITING,
    }  # fmt: skip
    if record.status == ImportStatus.WAITING:
        context |= _preview(request, record, verdict=bool(verdict))
    return render(request, "rapid_reviews/chronology/file.html", context)


def _preview(request: HttpRequest, record: ChronologyImport, *, verdict: bool) -> dict[str, Any]:
    lines = checked_lines(record)
    bad = [line for line in lines if line.problems]
    good = [line for line in lines if not line.problems]
    page: Page[Any] = Paginator(bad, PER_PAGE).get_page(request.GET.get("page"))
    make = forms.ImportGoodForm if bad else forms.ImportForm
    form = make(initial={"seen_version": record.version}) if verdict and good else None
    return {
        "number": len(lines), "bad": len(bad), "good": len(good), "page": page, "form": form,
        "headers": ("Row in the file", "What is wrong", "What happened"),
        "rows": [[str(one.number), ". ".join(one.problems), _short(one)] for one in page],
        "good_headers": ("Row in the file", "When", "What happened", "Child seen"),
        "good_rows": [
            [str(one.number), Cell(one.when.words), _short(one), one.child_seen.replace("_", " ")]
            for one in good[:FIRST_GOOD]
        ],
    }  # fmt: skip


def _short(line: Checked) -> str:
    text = line.texts.get("event", "")
    return f"{text[:200]}…" if len(text) > 200 else text


@require_safe
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """The empty file to fill in, which names nobody."""
    if kind not in TEMPLATES:
        raise Http404
    make, media_type = TEMPLATES[kind]
    response = HttpResponse(make(), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="chronology-template.{kind}"'
    return response
