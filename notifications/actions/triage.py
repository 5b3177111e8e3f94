"""What the Business Unit does with what arrives: acknowledge, assign, return with questions, pass on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from lscp.accounts.models import User
from lscp.audit import service as audit
from lscp.kernel import clock
from lscp.kernel.access import Refused, Verdict, require
from lscp.kernel.scoping import claim
from lscp.people import sealing
from notifications.actions import consideration
from notifications.actions.closing import end_questions
from notifications.actions.feedback import tell_referrer
from notifications.actions.telling import authors_of, receivers_of, tell, unit_of
from notifications.models import InformationQuestion, InformationRequest, Notification
from notifications.policies import triage as policies
from notifications.queries.people import officers
from notifications.workflow import TRANSITIONS


@transaction.atomic
def acknowledge(public_id: Any, *, seen_version: int, by: Any) -> Notification:
    """Tell whoever raised it that it has arrived and is looked at."""
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    require(policies.can_acknowledge(by, notification), record=notification)
    notification.acknowledged_at, notification.acknowledged_by = clock.now(), by
    notification.touch(by=by)
    notification.save()
    audit.record("notifications.acknowledged", subject=notification, by=by)
    tell("notification_acknowledged", notification, authors_of(notification), key="1", by=by)
    return notification


@transaction.atomic
def assign(public_id: Any, *, seen_version: int, officer: User, by: Any) -> Notification:
    """Give it to one officer of the Business Unit who may see it."""
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    require(policies.can_assign(by, notification), record=notification)
    if officer not in officers(notification):
        raise Refused(
            Verdict("state", "Choose somebody of the Business Unit who may see it"), record=notification
        )
    notification.assigned_to = officer
    notification.touch(by=by)
    notification.save()
    audit.record("notifications.assigned", subject=notification, by=by, officer=str(officer))
    key = f"{notification.version}"
    tell("notification_assigned", notification, [officer], key=key, by=by)
    return notification


@transaction.atomic
def return_for_information(
    public_id: Any, *, seen_version: int, questions: Sequence[str], by: Any
) -> InformationRequest:
    """Return it with questions, each answered for itself."""
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    require(policies.can_return(by, notification), record=notification)
    asked = [text for text in questions if text.strip()]
    if not asked:
        raise Refused(Verdict("incomplete", "Ask at least one question"), record=notification)
    was = notification.status
    request = InformationRequest.all_records.create(notification=notification, asked_by=by)
    for number, text in enumerate(asked, start=1):
        value = sealing.seal(notification.case, text)
        sealing.freeze([value])
        InformationQuestion.all_records.create(request=request, number=number, question=value)
    notification.apply(TRANSITIONS["return_for_information"], by=by)
    notification.save()
    audit.record(
        "notifications.returned",
        subject=notification,
        by=by,
        status=[was, notification.status],
        questions=len(asked),
    )
    tell("notification_returned", notification, authors_of(notification), key=str(request.public_id), by=by)
    return request


@transaction.atomic
def answer_questions(
    public_id: Any, *, seen_version: int, answers: dict[int, str], by: Any
) -> InformationRequest:
    """Answer every open question; the notification goes back to the Business Unit, or to the group.

    Where the partners were already asked for their views, they go on: a view that was given stays given.
    `answers` maps a question's number to its answer. Raises `Refused` when one is missing.
    """
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    require(policies.can_answer_questions(by, notification), record=notification)
    request = notification.information_requests.get(answered_at=None, ended_at=None)
    questions = list(request.questions.all())
    if any(not answers.get(question.number, "").strip() for question in questions):
        raise Refused(Verdict("incomplete", "Answer every question"), record=notification)
    for question in questions:
        question.answer = sealing.seal(notification.case, answers[question.number])
        sealing.freeze([question.answer])
        question.save(update_fields=["answer"])
    request.answered_at, request.answered_by = clock.now(), by
    request.save(update_fields=["answered_at", "answered_by"])
    was = notification.status
    if consideration.is_running(notification):
        notification.apply(TRANSITIONS["answer_group"], by=by)
        notification.save()
        consideration.go_on(notification, by=by)
    else:
        notification.apply(TRANSITIONS["answer"], by=by)
        notification.save()
    audit.record(
        "notifications.questions_answered",
        subject=notification,
        by=by,
        status=[was, notification.status],
        questions=len(questions),
    )
    tell("notification_answered", notification, unit_of(notification), key=str(request.public_id), by=by)
    return request


@transaction.atomic
def consider(public_id: Any, *, seen_version: int, by: Any) -> Notification:
    """Pass it to the Review Advisory Group: the statutory partners are asked for their views.

    Where they were asked already, before it was returned for information, they go on: no view is lost.
    """
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    require(policies.can_consider(by, notification), record=notification)
    was = notification.status
    notification.apply(TRANSITIONS["consider"], by=by)
    notification.save()
    end_questions(notification, "It was passed on without the answers", by=by)
    if consideration.is_running(notification):
        consideration.go_on(notification, by=by)
    else:
        consideration.begin(notification, by=by)
    audit.record("notifications.passed_on", subject=notification, by=by, status=[was, notification.status])
    key = f"{notification.version}"
    tell("notification_considered", notification, _group(notification), key=key, by=by)
    tell_referrer(notification, by=by)
    return notification


def _group(notification: Notification) -> list[User]:
    """The receivers, or the named readers of a restricted notification."""
    if not notification.case.is_restricted:
        return receivers_of(notification)
    rows = notification.named_readers.filter(released_at__isnull=False, removed_at=None)
    return [row.user for row in rows.select_related("user")]
