"""Pages of the national notification: the pack, its PDF, the receipt and its correction, other boards."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lscp.deadlines.forms import moment_of
from lscp.kernel.access import require
from lscp.kernel.dates import DayAndTime, in_london
from lscp.people.typed import text_of
from lscp.web.context_processors import MARKING
from lscp.web.pdf import render_pdf
from notifications.actions import national as actions
from notifications.forms.national import BoardForm, CorrectReceiptForm, ReceiptForm, receipt_given
from notifications.panels import button
from notifications.policies import national as policies
from notifications.policies.judgement import NO_DECISION_STANDS, lacks_decision
from notifications.queries.pack import pack_of
from notifications.views.base import record_or_404
from notifications.views.steps import OneStep


def _pack(request: HttpRequest, public_id: Any, *, as_pdf: bool = False) -> tuple[Any, dict[str, Any]]:
    user: Any = request.user
    record = record_or_404(user, public_id, knowing=True)
    verdict = policies.can_read_pack(user, record)
    if verdict.code == "role":
        raise PermissionDenied(verdict.message)
    require(verdict, record=record)
    actions.read_pack(record, by=user, as_pdf=as_pdf)
    context = {
        "record": record,
        "case": record.case,
        "parts": pack_of(record, user),
        "flag": NO_DECISION_STANDS if lacks_decision(record) else "",
        "back_url": record.get_absolute_url(),
        "files_url": reverse("notifications:files", args=[record.public_id]),
        "buttons": button(
            policies.can_record_receipt(user, record),
            "Record the receipt",
            reverse("notifications:receipt", args=[record.public_id]),
        ),
    }
    return record, context


@require_safe
def pack(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Every value in the order of the national form, ready for copying."""
    _record, context = _pack(request, public_id)
    return render(request, "notifications/national/pack.html", context)


@require_safe
def pack_pdf(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The same as an accessible PDF."""
    record, context = _pack(request, public_id, as_pdf=True)
    title = f"Pack for the national notification, case {record.case.reference}"
    pdf = render_pdf("pdf/notification_pack.html", context, title=title, marking=MARKING)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{record.case.reference}-pack.pdf"'
    return response


class ReceiptStep(OneStep):
    """What recording and correcting share: the typed moment and what came with it."""

    def given(self, form: Any) -> dict[str, Any]:
        """The receipt, and the moment on it."""
        return {**receipt_given(form), "sent": moment_of(form.cleaned_data["sent"])}


class RecordReceipt(ReceiptStep):
    """Record what the national system gave back."""

    done = (
        "The receipt is recorded.\n"
        "The clock has stopped at the time on it. Those who work on the case and whoever raised it have been told."
    )
    heading = "Record the national receipt"
    explanation = (
        "The time limit is met only by this receipt, at the time on it. Sending an e-mail or deciding "
        "to send does not stop the clock."
    )
    form_class = ReceiptForm
    policy, action = policies.can_record_receipt, actions.record_receipt

    def get_form_kwargs(self) -> dict[str, Any]:
        """Where no decision stands, why it was sent all the same."""
        return {**super().get_form_kwargs(), "lacks_decision": lacks_decision(self.record)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Where no decision stands, say so above the form."""
        flag = NO_DECISION_STANDS if lacks_decision(self.record) else ""
        return super().get_context_data(flag=flag, **kwargs)


class CorrectReceipt(ReceiptStep):
    """Correct it: a new row, with a reason."""

    done = (
        "The receipt is corrected.\n"
        "The clocks have been worked out again. The earlier receipt stays on the record."
    )
    heading = "Correct the national receipt"
    explanation = "The earlier receipt stays on the record. Clocks are worked out again."
    form_class = CorrectReceiptForm
    policy, action = policies.can_correct_receipt, actions.correct_receipt

    def get_initial(self) -> dict[str, Any]:
        """What is recorded now."""
        found = super().get_initial()
        receipt = self.record.receipts.filter(is_live=True).first()
        if receipt is None:
            return found
        time = in_london(receipt.sent_at).time() if receipt.sent_at else None
        sent = DayAndTime(receipt.sent_on, time.replace(second=0, microsecond=0) if time else None)
        return {
            **found, "has_reference": bool(receipt.reference), "reference": receipt.reference, "sent": sent,
            "sent_by": text_of(receipt.sent_by),
        }  # fmt: skip


class RecordBoard(OneStep):
    """Say that another board was told."""

    done = "It is recorded that the board was told."
    heading = "Tell that another board was informed"
    form_class = BoardForm
    policy, action = policies.can_record_board, actions.record_board

    def given(self, form: Any) -> dict[str, Any]:
        """An empty name where the board has its own."""
        answers = dict(form.answers)
        return {**answers, "name": answers.get("name") or ""}
