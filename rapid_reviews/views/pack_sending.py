"""Recording that the pack was sent to the national Panel, and correcting what was recorded."""

from __future__ import annotations

from typing import Any

from lscp.deadlines.forms import moment_of
from lscp.kernel.dates import DayAndTime, in_london
from rapid_reviews.actions import pack as actions
from rapid_reviews.forms import pack as forms
from rapid_reviews.policies import pack as policies
from rapid_reviews.queries.opened import text_of
from rapid_reviews.queries.pack import sendings_of
from rapid_reviews.views.pack import OnPack, clock_rows


def day_and_time(row: Any) -> DayAndTime:
    """When something was sent, as its boxes show it."""
    time = in_london(row.sent_at).time().replace(second=0, microsecond=0) if row.sent_at else None
    return DayAndTime(row.sent_on, time)


class _OnSending(OnPack):
    """What both pages share: the moment that was typed, and the clock of the round."""

    def given(self, form: Any) -> dict[str, Any]:
        """The moment."""
        return {**form.answers, "sent": moment_of(form.answers["sent"])}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the clock of the round."""
        return super().get_context_data(facts=clock_rows(self.record), **kwargs)


class RecordSending(_OnSending):
    """Record that the pack was sent."""

    heading = "Record that the pack was sent"
    explanation = "This stops no clock. Only the Panel's receipt does. You can record that when it comes."
    form_class = forms.SendingForm
    policy, action = policies.can_record_sending, actions.record_sending


class CorrectSending(_OnSending):
    """Correct what was recorded of the newest sending: a new row, with a reason."""

    heading = "Correct when or how it was sent"
    explanation = (
        "What was recorded first stays on the record beside this. The clock follows the Panel’s receipt, which has its "
        "own correction."
    )
    form_class = forms.CorrectSendingForm
    policy, action = policies.can_correct_sending, actions.correct_sending

    def get_initial(self) -> dict[str, Any]:
        """What is recorded now."""
        found = super().get_initial()
        row = next(iter(sendings_of(self.record)), None)
        if row is None:
            return found
        return {**found, "sent": day_and_time(row), "way": row.way, "sent_by": text_of(row.sent_by)}
