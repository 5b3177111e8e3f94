"""Pages of the national Panel's receipt, its correction and its reply."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from lscp.documents.uploads import refused_fields
from rapid_reviews.actions import panel as actions
from rapid_reviews.forms import panel as forms
from rapid_reviews.policies import panel as policies
from rapid_reviews.queries.opened import text_of
from rapid_reviews.queries.pack import sendings_of
from rapid_reviews.views.pack import OnPack, clock_rows
from rapid_reviews.views.pack_sending import day_and_time


class OnPanel(OnPack):
    """One step with a file; what is wrong with one field is said at that field."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the clock of the round, and why it is late."""
        return super().get_context_data(facts=clock_rows(self.record), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Run the action."""
        try:
            self.outcome = self.carry_out(form)
        except ValueError as problem:
            form.add_error(getattr(problem, "field", None), str(problem))
            return self.form_invalid(form)
        return HttpResponse(status=302, headers={"Location": self.get_success_url()})

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say that a file was too large, rather than that none was chosen."""
        for name in refused_fields(self.request) & set(form.fields):
            form.errors.pop(name, None)
            form.add_error(name, "The file is too large. Choose a smaller one")
        return super().form_invalid(form)


class RecordReceipt(OnPanel):
    """Record the Panel's receipt."""

    heading = "Record the Panel's receipt"
    explanation = (
        "The time limit is met only by this receipt, at the time on it. Nothing else stops the clock."
    )
    form_class = forms.ReceiptForm
    policy, action = policies.can_record_receipt, actions.record_receipt

    def get_initial(self) -> dict[str, Any]:
        """What was recorded when it was sent."""
        found = super().get_initial()
        row = next(iter(sendings_of(self.record)), None)
        if row is None:
            return found
        return {**found, "sent": day_and_time(row), "sent_by": text_of(row.sent_by)}

    def given(self, form: Any) -> dict[str, Any]:
        """The receipt, and the moment on it."""
        return forms.receipt_given(form)


class CorrectReceipt(OnPanel):
    """Correct it: a new row, with a reason."""

    heading = "Correct the Panel's receipt"
    explanation = "The earlier receipt stays on the record. The clock is worked out again."
    form_class = forms.CorrectReceiptForm
    policy, action = policies.can_correct_receipt, actions.correct_receipt

    def given(self, form: Any) -> dict[str, Any]:
        """The receipt, and the moment on it."""
        return forms.receipt_given(form)

    def get_initial(self) -> dict[str, Any]:
        """What is recorded now."""
        found = super().get_initial()
        row = self.record.panel_receipts.filter(round=self.record.round, is_live=True).first()
        if row is None:
            return found
        return {
            **found,
            "reference": row.reference,
            "sent": day_and_time(row),
            "sent_by": text_of(row.sent_by),
        }


class RecordReply(OnPanel):
    """Record what the Panel replied."""

    heading = "Record the Panel's reply"
    explanation = (
        "When it asks to reconsider, another round begins with its own clock. The first round stays as it is."
    )
    form_class = forms.ReplyForm
    policy, action = policies.can_record_reply, actions.record_reply

    def given(self, form: Any) -> dict[str, Any]:
        """No file where none was chosen."""
        answers = dict(form.answers)
        return {
            **answers, "upload": answers.get("upload") or None,
            "suggests_local": bool(answers.get("suggests_local")),
        }  # fmt: skip
