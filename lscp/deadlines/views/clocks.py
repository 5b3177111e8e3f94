"""The page of one clock, its print, and what may be done to it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lscp.audit import service as audit
from lscp.deadlines import access, actions, forms, pages, policies, queries
from lscp.deadlines.access import sees_case
from lscp.deadlines.views.base import ClockFormView, clock_or_404
from lscp.kernel import clock as product_clock
from lscp.web.components import ActionButton
from lscp.web.context_processors import MARKING
from lscp.web.pdf import render_pdf

STEPS = (
    ("done", "Record as done", policies.can_meet, ""),
    ("lateness", "Give the reason for lateness", policies.can_explain_lateness, ""),
    ("extend", "Give more time", policies.can_extend, "secondary"),
    ("extension_back", "Take back the extension", policies.can_take_back_extension, "secondary"),
    ("pause", "Pause", policies.can_pause, "secondary"),
    ("resume", "Start again", policies.can_resume, "secondary"),
    ("cancel", "Cancel this clock", policies.can_cancel, "warning"),
)


def clock(request: HttpRequest, chain: Any) -> HttpResponse:
    """Why this date: the sentence, the days, the ledger, and what may be done next."""
    row = clock_or_404(request.user, chain)
    audit.record_reading("deadlines.clock_viewed", subject=row, by=request.user, case=row.case)
    return render(request, "deadlines/clock.html", _context(request, row))


def clock_print(request: HttpRequest, chain: Any) -> HttpResponse:
    """The same for paper: no navigation, nothing to press."""
    row = clock_or_404(request.user, chain)
    audit.record_reading("deadlines.clock_printed", subject=row, by=request.user, case=row.case)
    return render(request, "deadlines/clock_print.html", _context(request, row))


def clock_pdf(request: HttpRequest, chain: Any) -> HttpResponse:
    """The same as an accessible PDF, to keep or to send."""
    row = clock_or_404(request.user, chain)
    audit.record_reading("deadlines.clock_downloaded", subject=row, by=request.user, case=row.case)
    context = {**_context(request, row), "made_at": product_clock.now()}
    title = f"Time limit on case {row.case.reference}"
    pdf = render_pdf("pdf/clock.html", context, title=title, marking=MARKING)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{row.case.reference}-time-limit.pdf"'
    return response


def _context(request: HttpRequest, row: Any) -> dict[str, Any]:
    explanation = queries.why_this_date(row)
    ledger = queries.rows_of_clock(request.user, row.chain)
    sees = sees_case(request.user, row.case)
    view = queries.view_of(row)
    buttons = _buttons(request.user, row)
    return {
        "clock": row,
        "case": row.case,
        "view": view,
        "status": pages.status_of(view),
        "explanation": explanation,
        "disagrees": not queries.agrees(row, explanation),
        "strip_headers": pages.STRIP_HEADERS,
        "strip": pages.strip_rows(explanation) if explanation else [],
        "facts": pages.clock_facts(view, pages.typed_words(ledger[0], sees_case=sees)),
        "ledger": pages.ledger_entries(ledger, sees_case=sees),
        "reminder_headers": pages.REMINDER_HEADERS,
        "reminders": pages.reminder_rows(queries.reminders_of(row.chain)),
        "first_buttons": [button for button in buttons if not button.style],
        "buttons": [button for button in buttons if button.style],
        "about": access.about(request.user, row),
    }


def _buttons(user: Any, row: Any) -> list[ActionButton]:
    """What the policies allow; what the state forbids is left out, what a role forbids too."""
    return [
        ActionButton(text, reverse(f"deadlines:clock_{name}", args=[row.chain]), style)  # type: ignore[arg-type]
        for name, text, policy, style in STEPS
        if policy(user, row)
    ]


class Done(ClockFormView):
    """Record when the thing was done."""

    heading = "When was this done?"
    form_class = forms.DoneForm
    policy = policies.can_meet

    def act(self, data: dict[str, Any]) -> object:
        """Meet the clock by the time on the evidence."""
        return actions.meet_clock(
            self.record.chain,
            by=self.request.user,
            seen_version=data["seen_version"],
            done=forms.moment_of(data["done"]),
            evidence=data["evidence"],
        )


class Lateness(ClockFormView):
    """Record why it is late."""

    heading = "Why is this late?"
    form_class = forms.LatenessForm
    policy, action = policies.can_explain_lateness, actions.explain_lateness


class Extend(ClockFormView):
    """Give more time."""

    heading = "Give more time"
    explanation = "The first due date stays on the record. Time limits set by law are rarely extended."
    form_class = forms.ExtendForm
    policy, action = policies.can_extend, actions.extend


class ExtensionBack(ClockFormView):
    """Take back the last extension."""

    heading = "Take back the extension"
    explanation = "The time that was given last no longer counts. Both stay on the record, with your reason."
    form_class = forms.ExtensionBackForm
    policy, action = policies.can_take_back_extension, actions.take_back_extension


class Pause(ClockFormView):
    """Pause a clock of a local rule."""

    heading = "Pause this clock"
    explanation = "Only clocks of local rules can be paused. Reminders stop until it starts again."
    form_class = forms.PauseForm
    policy, action = policies.can_pause, actions.pause


class Resume(ClockFormView):
    """Start a paused clock again."""

    heading = "Start this clock again"
    explanation = "The due date moves by as long as the clock stood still."
    form_class = forms.ResumeForm
    policy, action = policies.can_resume, actions.resume


class Cancel(ClockFormView):
    """Cancel a clock."""

    heading = "Cancel this clock"
    explanation = "The clock stays on the record. Nobody is reminded of it again."
    form_class = forms.CancelForm
    policy, action = policies.can_cancel, actions.cancel
