"""Asking agencies what they know, reminding them, and what the Business Unit does with what comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from lscp.accounts import grants
from lscp.accounts.roles import Role
from lscp.deadlines import actions as clocks
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused, Verdict, require
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.people import sealing
from rapid_reviews import wording
from rapid_reviews.actions import timetable
from rapid_reviews.actions.recording import record
from rapid_reviews.actions.telling import tell
from rapid_reviews.enums import Part, SuggestionAnswer
from rapid_reviews.enums import RequestStatus as R
from rapid_reviews.models import (
    AgencyRequest,
    AgencySuggestion,
    RapidReview,
    RequestParticipant,
    RequestQuestion,
)
from rapid_reviews.models.requests import RULE
from rapid_reviews.policies import asking as policies
from rapid_reviews.queries.people import may_be_named, named_on, people_asked
from rapid_reviews.timetable import CHASE, QUALITY, REQUEST, RETURNS
from rapid_reviews.workflow import ANSWERED, REQUEST_TRANSITIONS, WAITED_FOR

SET_WITH_REQUEST = "Set with the request"


@dataclass(frozen=True)
class ToAsk:
    """One agency to ask, and the people there whom the request names. The first is responsible for the clock."""

    agency: Any
    people: Sequence[Any] = ()


@transaction.atomic
def ask(
    public_id: Any,
    *,
    seen_version: int | None,
    to: Iterable[ToAsk],
    look_for: str,
    period: str,
    due: dt.date | None = None,
    shows_identity: bool = True,
    by: Any,
) -> list[AgencyRequest]:
    """Ask agencies at once, each for its own return. An agency that is asked already is refused.

    `due` is the day by whose end each return is wanted; without one the timetable's day counts, and where
    that has passed, two working days from now (local rule). Raises `ValueError` for a day that does not do,
    `Refused` for an agency that cannot be asked.
    """
    review = claim(RapidReview, public_id, by=by, seen_version=seen_version)
    require(policies.can_ask(by, review), record=review)
    wanted = list(to)
    if not wanted:
        raise ValueError("Choose at least one agency")
    if due is not None and due < clock.today():
        raise ValueError("Choose today or a later day for the returns")
    _check(review, wanted)
    asks = {"look_for": look_for, "period": period}
    made = [_ask_one(review, one, asks, due, shows_identity=shows_identity, by=by) for one in wanted]
    review.touch(by=by)
    review.save()
    timetable.meet_step(review, REQUEST, evidence="The first request to an agency", by=by)
    return made


@transaction.atomic
def chase(public_id: Any, *, seen_version: int | None, by: Any) -> AgencyRequest:
    """Remind an agency by hand; the reminders of its clock go on by themselves."""
    del seen_version
    request = claim(AgencyRequest, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_chase(by, request), record=request)
    _remind(request, by=by)
    return request


@transaction.atomic
def chase_all(public_id: Any, *, seen_version: int | None, by: Any) -> int:
    """Remind every agency that has not answered; says how many. Meets the timetable's step."""
    review = claim(RapidReview, public_id, by=by, seen_version=seen_version)
    require(policies.can_ask(by, review), record=review)
    rows = AgencyRequest.all_records.filter(review=review, status__in=WAITED_FOR)
    waiting = list(rows.select_related("case__partnership", "agency").order_by("pk"))
    for request in waiting:
        _remind(request, by=by)
    timetable.meet_step(review, CHASE, evidence="Agencies that had not answered were reminded", by=by)
    return len(waiting)


@transaction.atomic
def set_due(public_id: Any, *, seen_version: int | None, day: dt.date, reason: str, by: Any) -> AgencyRequest:
    """Give one agency another day, with the reason. Raises `ValueError` for a day that does not do."""
    request = claim(AgencyRequest, public_id, by=by, seen_version=seen_version)
    require(policies.can_set_due(by, request), record=request)
    if day < clock.today():
        raise ValueError("Choose today or a later day")
    row = clocks.set_date(request.case, RULE, subject=str(request.public_id), day=day, reason=reason, by=by)
    if row is None:
        raise ValueError("The clock of this request has ended, so its date stays")
    request.touch(by=by)
    request.save()
    record(
        "rapid_reviews.return_date_set",
        subject=request,
        by=by,
        agency=request.agency.name,
        day=day.isoformat(),
    )
    tell("return_date_changed", request, people_asked(request), key=f"{row.chain}:{row.position}", by=by)
    return request


@transaction.atomic
def send_back(public_id: Any, *, seen_version: int | None, questions: str, by: Any) -> RequestQuestion:
    """Send a return back with questions: the agency's clock runs again, towards a day of its own.

    The version that was signed stays as it is; the answers come with the next. Two working days, or the
    timetable's day where that is later (local rule); the Business Unit may set another.
    """
    request = claim(AgencyRequest, public_id, by=by, seen_version=seen_version)
    require(policies.can_send_back(by, request), record=request)
    return _send_back(request, questions, step="send_back", by=by)


@transaction.atomic
def ask_again(public_id: Any, *, seen_version: int | None, questions: str, by: Any) -> RequestQuestion:
    """Ask an agency once more, after it declined or its return was accepted."""
    request = claim(AgencyRequest, public_id, by=by, seen_version=seen_version)
    require(policies.can_ask_again(by, request), record=request)
    return _send_back(request, questions, step="ask_again", by=by)


@transaction.atomic
def accept(public_id: Any, *, seen_version: int | None, by: Any) -> AgencyRequest:
    """Accept a return after its quality check. The last one meets the timetable's step."""
    request = claim(AgencyRequest, public_id, by=by, seen_version=seen_version)
    require(policies.can_accept(by, request), record=request)
    request.apply(REQUEST_TRANSITIONS["accept"], by=by)
    request.save()
    record("rapid_reviews.return_accepted", subject=request, by=by, agency=request.agency.name)
    tell("return_accepted", request, people_asked(request), key=str(request.version), by=by)
    others = AgencyRequest.all_records.filter(review=request.review_id)
    if not others.exclude(status__in=(R.ACCEPTED, R.DECLINED, R.WITHDRAWN)).exists():
        timetable.meet_step(request.review, QUALITY, evidence="The check of the last return", by=by)
    return request


@transaction.atomic
def answer_suggestion(
    public_id: Any, *, suggestion: Any, answer: str, reason: str, by: Any
) -> AgencySuggestion:
    """Say what becomes of an agency's suggestion: the other agency is asked, or why not."""
    request = claim(AgencyRequest, public_id, by=by, seen_version=ANY_VERSION)
    row = request.suggestions.select_for_update(of=("self",)).filter(public_id=suggestion).first()
    if row is None:
        raise OutOfScope
    row.request = request
    require(policies.can_answer_suggestion(by, row), record=request)
    if answer == SuggestionAnswer.NOT_NEEDED and not reason.strip():
        raise ValueError("Say why the agency is not asked")
    row.answer, row.answered_at, row.answered_by = SuggestionAnswer(answer), clock.now(), by
    if reason.strip():
        row.answer_reason = sealing.seal(request.case, reason)
        sealing.freeze([row.answer_reason])
    row.save()
    record("rapid_reviews.suggestion_answered", subject=request, by=by, answer=str(row.get_answer_display()))
    return row


def after_answer(request: AgencyRequest, *, by: Any) -> None:
    """An agency has answered: when it was the last one, the timetable's steps are met."""
    others = AgencyRequest.all_records.filter(review=request.review_id)
    if others.exclude(status__in=(*ANSWERED, R.WITHDRAWN)).exists():
        return
    for step in (RETURNS, CHASE):
        timetable.meet_step(request.review, step, evidence="The last signed return", by=by)
    if not others.filter(status=R.RETURNED).exists():
        timetable.meet_step(request.review, QUALITY, evidence="Nothing is left to check", by=by)


def _check(review: RapidReview, wanted: Sequence[ToAsk]) -> None:
    asked = AgencyRequest.all_records.filter(review=review).exclude(status=R.WITHDRAWN)
    there = set(asked.values_list("agency_id", flat=True))
    for one in wanted:
        if one.agency.pk in there:
            raise Refused(Verdict("state", f"{one.agency} has been asked already"), record=review)
        if not review.partnership.places.today().filter(agency=one.agency).exists():
            raise Refused(Verdict("state", f"{one.agency} does not take part today"), record=review)
        there.add(one.agency.pk)
        offered = {person.pk for person in may_be_named(review.case, review.partnership, one.agency)}
        if {person.pk for person in one.people} - offered:
            raise ValueError(f"Choose people who work for {one.agency}")
        if not one.people and not offered:
            raise ValueError(f"Nobody at {one.agency} has an account yet. Add somebody before you ask")


def _ask_one(
    review: RapidReview,
    one: ToAsk,
    asks: dict[str, str],
    due: dt.date | None,
    *,
    shows_identity: bool,
    by: Any,
) -> AgencyRequest:
    sealed = sealing.seal(review.case, asks)
    sealing.freeze([sealed])
    request = AgencyRequest.all_records.create(
        case=review.case, partnership=review.partnership, review=review, agency=one.agency, asks=sealed,
        shows_identity=shows_identity, form_edition=wording.edition_on(clock.today()).key, asked_by=by,
        changed_by=by,
    )  # fmt: skip
    powers = ["view", "view_identity"] if shows_identity else ["view"]
    group = grants.access_group(review.partnership, one.agency, Role.SAFEGUARDING_LEAD)
    grants.grant(request, [group], powers=powers)
    RequestParticipant.objects.bulk_create(
        RequestParticipant(
            record=request, user=person, partnership=review.partnership, agency=one.agency,
            capacity=Part.WRITES, granted_by=by,
        )
        for person in one.people
    )  # fmt: skip
    _start_clock(review, request, one, due, by=by)
    record("rapid_reviews.agency_asked", subject=request, by=by, agency=one.agency.name)
    tell("return_asked", request, people_asked(request), key="asked", by=by)
    return request


def _start_clock(
    review: RapidReview, request: AgencyRequest, one: ToAsk, due: dt.date | None, *, by: Any
) -> None:
    holder = one.people[0] if one.people else None
    subject = str(request.public_id)
    clocks.expect_clocks(review.case, [RULE], agency=one.agency, holder=holder, subject=subject, by=by)
    day = due or timetable.day_for_answer(review)
    clocks.set_date(review.case, RULE, subject=subject, day=day, reason=SET_WITH_REQUEST, by=by)


def _send_back(request: AgencyRequest, questions: str, *, step: str, by: Any) -> RequestQuestion:
    text = sealing.seal(request.case, questions)
    sealing.freeze([text])
    asked = RequestQuestion.all_records.create(
        request=request, text=text, about_version=request.versions.count(), asked_by=by
    )
    request.apply(REQUEST_TRANSITIONS[step], by=by)
    request.declined_because_id = None
    request.save()
    subject = str(request.public_id)
    day = timetable.day_for_answer(request.review)
    why = "Sent back with questions"
    if clocks.run_again(request.case, RULE, subject=subject, day=day, reason=why, by=by) is None:
        named = list(named_on(request)[:1])  # the agency had declined, which ended its clock
        _start_clock(request.review, request, ToAsk(request.agency, named), day, by=by)
    record("rapid_reviews.return_sent_back", subject=request, by=by, agency=request.agency.name)
    tell("return_sent_back", request, people_asked(request), key=str(asked.public_id), by=by)
    return asked


def _remind(request: AgencyRequest, *, by: Any) -> None:
    request.chased_at = clock.now()
    request.touch(by=by)
    request.save()
    record("rapid_reviews.agency_reminded", subject=request, by=by, agency=request.agency.name)
    tell("return_chased", request, people_asked(request), key=str(request.version), by=by)
