"""The page of one request: for the agency what is asked of it, for the review what came back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lscp.deadlines.pages import due_words
from lscp.web.components import ActionButton, Status, SummaryRow
from notifications.panels import button
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.actions.writing import open_request
from rapid_reviews.enums import RequestStatus as R
from rapid_reviews.enums import SuggestionAnswer
from rapid_reviews.models import AgencyRequest
from rapid_reviews.policies import asking, standing
from rapid_reviews.policies import returns as policies
from rapid_reviews.queries.facts import people_sought
from rapid_reviews.queries.opened import document_of, text_of
from rapid_reviews.queries.people import named_on
from rapid_reviews.queries.report_safety import actions_of
from rapid_reviews.queries.request_page import (
    VersionView,
    notes_of,
    questions_of,
    suggestions_of,
    versions_of,
)
from rapid_reviews.queries.requests import RequestView, undelivered_for, with_clocks
from rapid_reviews.queries.returns import rows_of
from rapid_reviews.views.returns_base import request_or_404
from rapid_reviews.views.states import COLOURS
from rapid_reviews.workflow import EDITABLE

NOW: dict[str, str] = {
    R.ASKED: "Search your agency's records for the people named here. Then write the return.",
    R.OPENED: "Search your agency's records for the people named here. Then write the return.",
    R.WRITING: "The return is being written. What is written is saved.",
    R.WRITTEN: "The return is written. Somebody else at your agency checks its quality.",
    R.CHECKED: "The return is checked. Your safeguarding lead signs it off, and it is sent.",
    R.RETURNED: "Your agency has answered. The Business Unit, the partnership's own team, reads it next.",
    R.SENT_BACK: "The Business Unit, the partnership's own team, has questions. Answer them in the return.",
    R.ACCEPTED: "Your agency's return was accepted. You need do nothing more. Thank you.",
    R.DECLINED: "Your agency said that it cannot answer.",
    R.WITHDRAWN: "The request was withdrawn.",
}
"""What the agency's people are told of each state."""


@never_cache
@require_safe
def request_page(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One request. The first time somebody at the agency opens it is kept; every reading is recorded."""
    user: Any = request.user
    record = request_or_404(user, public_id)
    at_agency = standing.is_at_agency(user, record)
    is_inside = standing.is_inside(user, record.review)
    if at_agency and record.status == R.ASKED:
        opened = open_request(public_id, by=user)
        record.status, record.version = opened.status, opened.version
    context = {**_shared(user, record), "is_at_agency": at_agency, "is_inside": is_inside}
    if at_agency:
        context |= _for_agency(user, record)
    if is_inside:
        context |= _for_review(user, record)
    _note(user, record, knows=context["knows"])
    return render(request, "rapid_reviews/returns/request.html", context)


def _note(user: Any, record: AgencyRequest, *, knows: bool) -> None:
    """The agencies whose information the page shows: the one asked, and whoever raised the incident."""
    raised = [record.review.notification.agency] if knows else []
    note_reading(
        "rapid_reviews.request_viewed", record, by=user, contributed_by=[record.agency, *raised],
        agency=record.agency.name,
    )  # fmt: skip


def _shared(user: Any, record: AgencyRequest) -> dict[str, Any]:
    """What both sides read."""
    (view,) = with_clocks([record])
    knows = standing.may_know_people(user, record)
    asks = document_of(record.asks)
    word = record.get_status_display() + (", late" if view.is_late else "")
    return {
        "record": record,
        "case": record.case,
        "status": Status(word, "red" if view.is_late else COLOURS[R(record.status)]),
        "is_late": view.is_late,
        "asked": [
            SummaryRow("What to look for", asks.get("look_for", ""), is_narrative=True),
            SummaryRow("From when to when", asks.get("period", "")),
            SummaryRow("Wanted by", _due(view), missing="No day is set"),
        ],
        "knows": knows,
        "people": people_sought(record.review.notification) if knows else [],
        "questions": questions_of(record),
        "declined": text_of(record.declined_because) if record.declined_because_id else "",
        "suggestions": [(one, text, None) for one, text in suggestions_of(record)],
    }


def _due(view: RequestView) -> str:
    if view.view is None or view.view.clock.due_on is None:
        return ""
    open_now = view.view.clock.is_open
    return f"{due_words(view.view.clock)} ({view.view.left})" if open_now else due_words(view.view.clock)


def _for_agency(user: Any, record: AgencyRequest) -> dict[str, Any]:
    nil = policies.can_answer_nil(user, record)
    return {
        "now": NOW[record.status],
        "safety": actions_of(user, record),
        "buttons": _agency_buttons(user, record),
        "nil": nil,
        "lead_signs_nil": nil.code == "role" and record.status in EDITABLE,
        "nil_url": reverse("rapid_reviews:nil", args=[record.public_id]),
        "versions": versions_of(record, signed_only=False),
        "notes": notes_of(record) if record.status == R.WRITING else [],
        "named": list(record.participants.today().select_related("user").order_by("capacity", "user__name")),
        "links": [
            ("Files of the return", reverse("rapid_reviews:return_files", args=[record.public_id])),
            ("Your agency’s chronology", reverse("rapid_reviews:chronology_own", args=[record.public_id])),
        ],
    }


def _agency_buttons(user: Any, record: AgencyRequest) -> list[ActionButton]:
    """The steps this person may take at their agency now; what another step must come before is left out."""
    begun = record.status not in (R.ASKED, R.OPENED)
    steps = [
        (policies.can_write, "Go on with the return" if begun else "Write the return", "return", ""),
        (policies.can_check, "Check the quality of the return", "check_return", ""),
        (policies.can_sign_off, "Sign off the return", "sign_return", ""),
        (policies.can_give_back, "Give the return back to its author", "give_back", "secondary"),
        (policies.can_set_people, "Say who writes, checks and signs", "set_people", "secondary"),
        (policies.can_suggest, "Suggest another agency to ask", "suggest", "secondary"),
        (policies.can_decline, "Say that your agency cannot answer", "decline", "secondary"),
    ]  # fmt: skip
    return _buttons(user, record, steps)


def _for_review(user: Any, record: AgencyRequest) -> dict[str, Any]:
    """What came back, and what the Business Unit may do with it."""
    signed: list[VersionView] = versions_of(record, signed_only=True)
    newest = signed[0] if signed else None
    knows = standing.may_know_people(user, record)
    is_open = newest is not None and knows
    steps = [
        (asking.can_accept, "Accept the return", "accept", ""),
        (asking.can_send_back, "Send it back with questions", "send_back", ""),
        (asking.can_ask_again, "Ask this agency once more", "ask_again", "secondary"),
        (asking.can_chase, "Remind this agency", "chase", "secondary"),
        (asking.can_set_due, "Set another day", "set_due", "secondary"),
        (asking.can_withdraw, "Withdraw the request", "withdraw", "secondary"),
    ]  # fmt: skip
    waiting = [(one, text, _answer_url(user, record, one)) for one, text in suggestions_of(record)]
    return {
        "review_buttons": _buttons(user, record, steps),
        "signed": signed,
        "newest": newest,
        "sections": rows_of(document_of(newest.version.content)) if is_open and newest else [],
        "suggestions": waiting,
        "withdrawn": text_of(record.withdrawn_because) if record.withdrawn_because_id else "",
        "asked_rows": [
            SummaryRow("Asked", f"{record.asked_by}"),
            SummaryRow("Opened", str(record.opened_by) if record.opened_by else "", missing="Not opened yet"),
            SummaryRow(
                "People named", "; ".join(map(str, named_on(record))), missing="Its safeguarding leads"
            ),
        ],
        "undelivered": undelivered_for([record]).get(str(record.public_id), []),
        "review_url": record.review.get_absolute_url(),
        "files_url": reverse("rapid_reviews:return_files", args=[record.public_id]),
    }


def _answer_url(user: Any, record: AgencyRequest, one: Any) -> str:
    one.request = record
    if one.answer != SuggestionAnswer.WAITING or not asking.can_answer_suggestion(user, one):
        return ""
    return reverse("rapid_reviews:answer_suggestion", args=[record.public_id, one.public_id])


def _buttons(user: Any, record: AgencyRequest, steps: Any) -> list[ActionButton]:
    made: list[ActionButton] = []
    for policy, text, name, style in steps:
        verdict = policy(user, record)
        if verdict.code != "state":
            made += button(verdict, text, reverse(f"rapid_reviews:{name}", args=[record.public_id]), style)
    return made
