"""The list of rapid reviews, the page of one, and the days of its timetable."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lscp.accounts.roles import UNIT_ROLES
from lscp.deadlines.pages import due_words, status_of
from lscp.kernel.dates import british_date
from lscp.people.typed import text_of
from lscp.web.components import Action, Cell, Header, Status, SummaryRow
from notifications.panels import button
from rapid_reviews.actions import timetable as actions
from rapid_reviews.actions.reading import note_reading
from rapid_reviews.enums import RequestStatus as R
from rapid_reviews.enums import ReviewStatus
from rapid_reviews.forms.review import SetDateForm
from rapid_reviews.models import RapidReview
from rapid_reviews.policies import asking
from rapid_reviews.policies import review as policies
from rapid_reviews.queries.agreement import agreement_seen
from rapid_reviews.queries.bar import bar_of
from rapid_reviews.queries.chronology import chronology_links
from rapid_reviews.queries.forecast import Forecast, forecast_of
from rapid_reviews.queries.forecast_error import forecast_errors
from rapid_reviews.queries.outcome import awaiting_words
from rapid_reviews.queries.panel_clock import clocks_of
from rapid_reviews.queries.recommendation import standing_of
from rapid_reviews.queries.report import report_links
from rapid_reviews.queries.report_safety import safety_lane
from rapid_reviews.queries.requests import (
    RequestView,
    counts,
    requests_of,
    undelivered_for,
    with_suggestions,
)
from rapid_reviews.queries.reviews import RowView, listed
from rapid_reviews.queries.timetable import StepView, step_of, steps_of, working_days_used
from rapid_reviews.recommendation_links import recommendation_buttons, recommendation_links
from rapid_reviews.report_meetings import meeting_links
from rapid_reviews.timetable import RECONSIDERED
from rapid_reviews.views.base import OneDecision
from rapid_reviews.views.states import COLOURS


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """The rapid reviews that go on and those that ended, for whoever may see them."""
    user: Any = request.user
    rows = listed(user)
    return render(
        request,
        "rapid_reviews/list.html",
        {
            "headers": (
                "Case",
                "Working day",
                "Due at the Panel",
                "Forecast",
                Header("Returns", is_number=True),
            ),
            "rows": [_list_row(row) for row in rows],
            "agreements": agreement_seen(user) if user.holds(*UNIT_ROLES) else [],
        },
    )


def _list_row(row: RowView) -> list[Cell]:
    answered, asked, late = counts(row.requests)
    note = f"{late} late" if late else ""
    forecast = row.forecast
    return [
        Cell(row.review.case.reference, row.review.get_absolute_url()),
        Cell(_day_words(row)),
        Cell(due_words(row.panel.clock) if row.panel else "", note=row.panel.view.left if row.panel else ""),
        Cell(
            british_date(forecast.projected) if forecast else row.review.standing,
            status=_outlook(forecast),
            note=". ".join(forecast.causes) if forecast else awaiting_words(row.review.awaits),
        ),
        Cell(f"{answered} of {asked}", is_number=True, note=note),
    ]  # fmt: skip


def _day_words(row: RowView) -> str:
    if row.review.status in (ReviewStatus.ENDED, ReviewStatus.DONE):
        return "Over"
    if row.panel is not None and row.panel.clock.met_at:
        return "Sent"
    return f"{row.day} of {row.length}" if row.day is not None else "Not begun"


def _outlook(forecast: Forecast | None) -> Status | None:
    if forecast is None or forecast.days_late is None:
        return None
    return Status("Likely late", "red") if forecast.days_late > 0 else Status("In time", "green")


@require_safe
def review(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One review: whether it will be in time and why not, its timetable, and who has answered."""
    user: Any = request.user
    record = get_object_or_404(
        RapidReview.visible_to(user).select_related("notification"), public_id=public_id
    )
    steps, found = steps_of(record), requests_of(user, record)
    again = clocks_of([record]) if record.round > 1 else {}
    later = [StepView(RECONSIDERED, view) for view in again.values()]
    forecast = forecast_of(record, steps) if record.status != ReviewStatus.ENDED else None
    contributors = [one.request.agency for one in found]
    note_reading("rapid_reviews.review_viewed", record, by=user, contributed_by=contributors)
    lost = undelivered_for(one.request for one in found)
    context = {
        "record": record,
        "case": record.case,
        "status": Status(standing_of(record), "light-blue" if not record.ended_at else "grey"),
        "flags": [*_round_flag(record, later), *_flags(record, steps, forecast)],
        "forecast": forecast,
        "errors": forecast_errors(record.partnership) if forecast else (),
        "forecast_rows": _forecast_rows(forecast),
        "bar": bar_of(record.partnership, steps, forecast),
        "step_headers": ("Step", Header("Working day", is_number=True), "Due", "State"),
        "forecast_headers": ("Step", "Likely day", "State"),
        "step_rows": [
            _step_row(user, record, step, number) for number, step in enumerate([*steps, *later], start=1)
        ],
        "request_headers": ("Agency", "State", "Wanted by", "Opened"),
        "request_rows": [_request_row(one, lost) for one in found],
        "counts": counts(found),
        "lane": safety_lane(user, record),
        "suggestions": [
            (one, reverse("rapid_reviews:answer_suggestion", args=[one.request.public_id, one.public_id]))
            for one in with_suggestions(record)
        ] if policies.is_unit(user, record) else [],
        "buttons": [*recommendation_buttons(user, record), *_buttons(user, record, found)],
        "links": [
            *recommendation_links(user, record), *chronology_links(user, record), *report_links(record),
            *meeting_links(user, record), *_links(record),
        ],
    }  # fmt: skip
    return render(request, "rapid_reviews/review.html", context)


def _round_flag(record: RapidReview, later: list[StepView]) -> list[str]:
    """That the Panel asked to reconsider, and until when, while the answer is open."""
    return [
        "The Panel asked the group to look again. What is recommended now is due at the Panel on "
        f"{due_words(step.clock)}, with a fresh report and fresh signatures"
        for step in later
        if not step.clock.met_at and not step.clock.cancelled_at
    ]


def _flags(record: RapidReview, steps: list[StepView], forecast: Forecast | None) -> list[str]:
    found = [words] if (words := awaiting_words(record.awaits)) else []
    used = working_days_used(record, steps)
    if used:
        days = "1 working day" if used == 1 else f"{used} working days"
        found.append(f"{days} had already gone when this rapid review opened")
    if any(step.can_move and text_of(step.clock.why) == actions.PAST for step in steps):
        found.append("Some steps were already past when the count began. They are due today")
    if forecast is not None and forecast.is_if_sent_today and forecast.due:
        found.append(
            "The count begins when the notification is sent to the Panel. If it were sent today, the report would "
            f"be due on {british_date(forecast.due)}"
        )
    return found


def _forecast_rows(forecast: Forecast | None) -> list[list[Cell]]:
    if forecast is None:
        return []
    return [
        [Cell(one.title), Cell(british_date(one.day)), Cell("Done" if one.is_done else "Expected")]
        for one in forecast.steps
    ]


def _step_row(user: Any, record: RapidReview, step: StepView, number: int) -> list[Cell]:
    row = step.clock
    address = reverse("rapid_reviews:set_date", args=[record.public_id, step.key])
    may_move = step.can_move and step.key != RECONSIDERED and policies.can_set_date(user, record)
    return [
        Cell(f"{number}. {row.rule.title}", row.get_absolute_url()),
        Cell(str(row.length), is_number=True),
        Cell("Change the day" if may_move else "", address if may_move else "", note=due_words(row)),
        Cell(status=status_of(step.view), note=step.view.left),
    ]


def _request_row(one: RequestView, lost: dict[str, list[str]]) -> list[Cell]:
    request = one.request
    word = request.get_status_display() + (", late" if one.is_late else "")
    names = lost.get(str(request.public_id))
    opened = (
        f"{british_date(request.opened_at)} by {request.opened_by}" if request.opened_at else "Not opened"
    )
    return [
        Cell(str(request.agency), request.get_absolute_url()),
        Cell(
            status=Status(word, "red" if one.is_late else COLOURS[R(request.status)]),
            note=f"No message reached {', '.join(names)}" if names else "",
        ),
        Cell(british_date(one.due_on) if one.due_on else "", note=one.view.left if one.view else ""),
        Cell(opened),
    ]  # fmt: skip


def _buttons(user: Any, record: RapidReview, found: list[RequestView]) -> list[Any]:
    key = [record.public_id]
    words, style = ("Ask another agency", "secondary") if found else ("Ask agencies", "")
    buttons = button(asking.can_ask(user, record), words, reverse("rapid_reviews:ask", args=key), style)
    waiting = [one for one in found if asking.can_chase(user, one.request)]
    if waiting:
        words = "Remind those who have not answered"
        buttons += button(
            asking.can_ask(user, record), words, reverse("rapid_reviews:chase_all", args=key), "secondary"
        )
    return buttons


def _links(record: RapidReview) -> list[tuple[str, str]]:
    return [
        ("The case", record.notification.get_absolute_url()),
        ("All clocks of the case", reverse("deadlines:case_clocks", args=[record.case.public_id])),
    ]


class SetDate(OneDecision):
    """Give one step of the timetable another day."""

    heading = "Change a day of the timetable"
    form_class = SetDateForm
    policy, action = policies.can_set_date, actions.set_step_date
    template_name = "rapid_reviews/set_date.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Fetch the review first; a step it does not have is not there."""
        record = get_object_or_404(self.scoped(), public_id=kwargs["public_id"])
        found = step_of(record, kwargs["step"])
        if found is None:
            raise Http404
        self.step = found
        return super().dispatch(request, *args, **kwargs)

    def verdict(self) -> Any:
        """Not for a step that is done, nor the Panel's."""
        verdict = super().verdict()
        return policies.can_move(self.step) if verdict else verdict

    def given(self, form: Any) -> dict[str, Any]:
        """With the step of the address."""
        return {**form.answers, "step": self.step.key}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the step as it stands."""
        row = self.step.clock
        facts = [
            SummaryRow("Step", row.rule.title),
            SummaryRow(
                "Due now", due_words(row), actions=[Action("See why", row.get_absolute_url(), "this day")]
            ),
        ]
        return super().get_context_data(facts=facts, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Say what was saved, and warn when the new day is after the Panel's."""
        response = super().form_valid(form)
        if getattr(self, "outcome", None) is not None:
            messages.success(self.request, f"Saved. {self.outcome.rule.title}: {due_words(self.outcome)}.")
            panel = step_of(self.record, "rapid_review_to_panel")
            if panel and panel.clock.due_on and self.outcome.due_on > panel.clock.due_on:
                messages.warning(
                    self.request, "This is after the day on which the report is due at the Panel."
                )
        return response
