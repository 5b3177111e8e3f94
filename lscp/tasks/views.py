"""The pages of immediate safety: the list, one action, and recording the call."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lscp.deadlines.compute import Moment
from lscp.kernel.dates import british_datetime
from lscp.kernel.views import DecisionView, ScopedListView
from lscp.people.unsent_pages import KeepsTyped
from lscp.tasks import actions, policies, queries
from lscp.tasks.forms import CallForm
from lscp.tasks.models import SafetyAction
from lscp.tasks.pages import due_words, status_of
from lscp.web.components import Cell, SummaryRow

HEADERS = ["Case", "Agency", "Raised", "Call to be recorded by", "Status"]


class SafetyList(ScopedListView):
    """The safety actions a person may see; those still to be done first."""

    model = SafetyAction
    template_name = "tasks/safety_list.html"

    def get_queryset(self) -> Any:
        """The list in working order."""
        return queries.listed(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows to print."""
        context = super().get_context_data(**kwargs)
        rows = [_row(action) for action in context["object_list"]]
        return {**context, "headers": HEADERS, "rows": rows}


def _row(action: SafetyAction) -> list[Cell]:
    return [
        Cell(action.case.reference, href=action.get_absolute_url()),
        Cell(str(action.agency)),
        Cell(british_datetime(action.raised_at)),
        Cell(due_words(action)),
        Cell(status=status_of(action)),
    ]


@never_cache
@require_safe
def safety(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One action: the reference, what is needed and by when. Nothing of the draft it came from."""
    action = _fetched(request.user, public_id)
    actions.note_reading(action, by=request.user)
    return render(
        request,
        "tasks/safety.html",
        {
            "action": action,
            "status": status_of(action),
            "rows": _facts(action),
            "verdict": policies.can_record_call(request.user, action),
        },
    )


def _fetched(user: Any, public_id: Any) -> SafetyAction:
    return get_object_or_404(
        SafetyAction.visible_to(user).select_related("call__key", "concern__key", "call_recorded_by"),
        public_id=public_id,
    )


def _facts(action: SafetyAction) -> list[SummaryRow]:
    rows = [
        SummaryRow("Case", action.case.reference),
        SummaryRow("Agency", str(action.agency)),
        SummaryRow("Raised by", str(action.raised_by)),
        SummaryRow("Raised", british_datetime(action.raised_at)),
        SummaryRow("Call to be recorded by", due_words(action)),
    ]
    needed = queries.concern_of(action)
    if needed:
        rows.append(SummaryRow("What is needed", needed, is_narrative=True))
    if action.is_open:
        return rows
    call = queries.call_of(action)
    return [
        *rows,
        SummaryRow("Front door called", british_datetime(action.called_at) if action.called_at else ""),
        SummaryRow("Spoke to", call.get("to", "")),
        SummaryRow("What was agreed", call.get("outcome", ""), is_narrative=True),
        SummaryRow("Recorded by", str(action.call_recorded_by)),
    ]


class RecordCall(KeepsTyped, DecisionView):
    """Record the call to the front door."""

    model = SafetyAction
    policy = policies.can_record_call
    action = actions.record_call
    form_class = CallForm
    template_name = "tasks/record_call.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Hand the moment of the call to the action."""
        called = form.cleaned_data["called"]
        form.cleaned_data["called"] = Moment(called.day, called.instant if called.time_is_known else None)
        return super().form_valid(form)
