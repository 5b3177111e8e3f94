"""Pages for waiting, ending another way and opening again; the list of what waits."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lscp.accounts.roles import UNIT_ROLES
from lscp.deadlines.forms import moment_of
from lscp.kernel import clock
from lscp.kernel.dates import british_date
from lscp.web.components import Cell, Status
from notifications.actions import exits as actions
from notifications.forms import exits as forms
from notifications.policies import exits as policies
from notifications.queries.exits import awaiting
from notifications.views.steps import OneStep


class AwaitInformation(OneStep):
    """Wait for more information."""

    done = (
        "It waits for more information.\n"
        "A clock brings it back on the day you chose. The time limit to notify runs on."
    )
    heading = "Wait for more information"
    explanation = "A clock brings it back to the Business Unit on the day you choose."
    form_class = forms.AwaitForm
    policy, action = policies.can_await_information, actions.await_information


class EndWaiting(OneStep):
    """Look at it again."""

    done = "It is looked at again.\nThe Review Advisory Group has been asked for its views."
    heading = "Look at it again"
    explanation = "The Review Advisory Group (RAG) is asked for its views again."
    form_class = forms.EndWaitingForm
    policy, action = policies.can_end_waiting, actions.end_waiting


class CriteriaNotMet(OneStep):
    """Criteria found not met."""

    done = (
        "It is recorded that the criteria are not met.\n"
        "Clocks that still ran have ended. Safety actions stay open."
    )
    heading = "Criteria found not met"
    explanation = (
        "A notification always needs a rapid review, unless it is found later that the criteria "
        "were not met. Clocks that still run end. Safety actions stay open."
    )
    form_class = forms.CriteriaNotMetForm
    policy, action = policies.can_find_criteria_not_met, actions.find_criteria_not_met

    def given(self, form: Any) -> dict[str, Any]:
        """The Panel's day only when it was told."""
        answers = form.answers
        told = answers["panel_told"]
        return {
            "reasons": answers["reasons"],
            "no_suspicion": answers["no_suspicion"],
            "panel_told_on": answers["panel_told_on"] if told else None,
            "panel_told_how": answers["panel_told_how"] if told else "",
        }


class PanelTold(OneStep):
    """When the Panel was told."""

    done = "It is recorded when the national Panel was told."
    heading = "When was the national Panel told?"
    form_class = forms.PanelToldForm
    policy, action = policies.can_record_panel_told, actions.record_panel_told


class Transfer(OneStep):
    """Transfer to another area."""

    done = (
        "It is recorded that another area took it over.\n"
        "Clocks that still ran here have ended. Safety actions stay open."
    )
    heading = "Transfer to another area"
    explanation = (
        "Do this once somebody in the other area has been told. Clocks that still run here end. "
        "Safety actions stay open."
    )
    form_class = forms.TransferForm
    policy, action = policies.can_transfer, actions.transfer

    def given(self, form: Any) -> dict[str, Any]:
        """The moment at which they were told."""
        answers = dict(form.answers)
        return {
            **answers,
            "told_moment": moment_of(answers["told_moment"]),
            "upload": answers.get("upload") or None,
        }  # fmt: skip


class Reopen(OneStep):
    """Open it again."""

    done = (
        "It is open again.\n"
        "The Review Advisory Group has been asked for its views. Time limits run anew from this information."
    )
    heading = "Open it again"
    explanation = (
        "The Review Advisory Group (RAG) is asked for its views again. If the local authority became "
        "aware only with this information, correct that day on the page of the clocks."
    )
    form_class = forms.ReopenForm
    policy, action = policies.can_reopen, actions.reopen


HEADERS = ("Case", "Look again on", "State")


@require_safe
def awaiting_list(request: HttpRequest) -> HttpResponse:
    """What waits for information: the next to be looked at first."""
    user: Any = request.user
    if not user.holds(*UNIT_ROLES):
        raise PermissionDenied("Only the Business Unit can see this list")
    today = clock.today()
    rows = [
        [
            Cell(record.case.reference, href=record.get_absolute_url()),
            Cell(british_date(record.review_on) if record.review_on else "No day set"),
            Cell(status=_state(record.review_on, today)),
        ]
        for record in awaiting(user)
    ]
    return render(request, "notifications/exits/awaiting.html", {"headers": HEADERS, "rows": rows})


def _state(review_on: Any, today: Any) -> Status:
    if review_on is None or review_on > today:
        return Status("Waiting", "blue")
    return Status("Look at it today", "yellow") if review_on == today else Status("Day has passed", "red")
