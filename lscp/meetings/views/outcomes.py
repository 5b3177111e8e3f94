"""Decisions and actions of a meeting."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lscp.audit import service as audit
from lscp.cases.compartments import casework
from lscp.meetings import actions, forms, pages, policies, queries
from lscp.meetings.models import MeetingAction
from lscp.meetings.views.base import MeetingFormView, OneFormView


class RecordDecision(MeetingFormView):
    """Write down a decision."""

    heading = "Add a decision or recommendation"
    form_class = forms.DecisionForm
    policy, action = policies.can_record_outcome, actions.record_decision


class GiveAction(MeetingFormView):
    """Give an action."""

    heading = "Add an action"
    explanation = "The owner is told at once, with the reference only, and reads the action here."
    form_class = forms.ActionForm
    policy, action = policies.can_record_outcome, actions.give_action

    def get_form_kwargs(self) -> dict[str, Any]:
        """Who may be given it."""
        people = queries.people_who_may_act(self.record.case)
        return {**super().get_form_kwargs(), "people": people}

    def given(self, form: Any) -> dict[str, Any]:
        """What, who, by when."""
        return dict(form.given())


@require_safe
def action(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One action, and nothing else of the meeting."""
    record = get_object_or_404(MeetingAction.visible_to(request.user), public_id=public_id)
    audit.record_reading(
        "meetings.action_viewed", subject=record, by=request.user, case=record.case,
        compartment=casework(record.case),
    )  # fmt: skip
    return render(request, "meetings/action.html", pages.action_context(request.user, record))


class FinishAction(OneFormView):
    """Say that an action is done."""

    model = MeetingAction
    heading = "Record the action as done"
    form_class = forms.FinishForm
    policy, action = policies.can_finish_action, actions.finish_action


class WithdrawAction(OneFormView):
    """Say that an action is no longer wanted."""

    model = MeetingAction
    heading = "Withdraw the action"
    explanation = "It stays on the record with your reason. Nobody is reminded of it again."
    form_class = forms.WithdrawActionForm
    policy, action = policies.can_withdraw_action, actions.withdraw_action


@require_safe
def my_actions(request: HttpRequest) -> HttpResponse:
    """What the reader still has to do after meetings."""
    rows = pages.my_action_rows(queries.open_actions_of(request.user))
    return render(request, "meetings/my_actions.html", {"headers": pages.MY_ACTION_HEADERS, "rows": rows})
