"""Asking the agency's safeguarding lead, and their answer. Neither stops a submission."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.urls import reverse

from lscp.accounts.models import User
from lscp.audit import service as audit
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused, Stale, Verdict, require
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.people import sealing
from notifications.actions.telling import authors_of, tell
from notifications.enums import Capacity, LeadAnswer
from notifications.models import LeadRequest, Notification, NotificationParticipant
from notifications.policies import agreement as policies
from notifications.queries import answers
from notifications.queries.people import place_of, whom_to_ask


def revision_of(notification: Notification) -> int:
    """The sum of the sections' revisions: it moves on with every saved change of the form."""
    return notification.sections.aggregate(total=Sum("revision"))["total"] or 0


@transaction.atomic
def ask_lead(public_id: Any, *, lead: User, seen_version: int = ANY_VERSION, by: Any) -> LeadRequest:
    """Ask the own agency's lead (or group representative) whether they agree; asking again starts anew.

    Nobody whom the form says to be involved is asked; the Business Unit is, where nobody else is left.

    Only one person is asked at a time: an earlier request ends, its answer stays on the record.
    """
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    involved = answers.is_colleague_involved(notification)
    require(policies.can_ask_lead(by, notification, involves_colleague=involved), record=notification)
    if not whom_to_ask(notification).filter(pk=lead.pk).exists():
        raise Refused(Verdict("state", "Choose somebody from the list"), record=notification)
    end_requests(notification, by=by, keep=lead)
    request = LeadRequest.all_records.create(notification=notification, lead=lead, asked_by=by)
    _name(notification, lead, by)
    audit.record("notifications.lead_asked", subject=notification, by=by, lead=str(lead))
    path = reverse("notifications:lead_view", args=[notification.public_id])
    tell("notification_lead_asked", notification, [lead], key=str(request.public_id), by=by, path=path)
    return request


@transaction.atomic
def answer_lead(
    public_id: Any, *, request_id: Any, seen_revision: int, agrees: bool, reasons: str, by: Any
) -> LeadRequest:
    """Record the lead's answer about the form as they read it (`seen_revision`), and tell whoever asked.

    Raises `Stale` when the form changed after the lead opened the page: they would answer another form.
    """
    notification = claim(Notification, public_id, by=by, seen_version=ANY_VERSION)
    request = (
        LeadRequest.all_records.select_for_update(of=("self",))
        .select_related("notification__case")
        .filter(public_id=request_id, notification=notification)
        .first()
    )
    if request is None:
        raise OutOfScope
    require(policies.can_answer_lead(by, request), record=notification)
    if seen_revision != revision_of(notification):
        raise Stale("The form has changed since you opened this page. Read it again", record=notification)
    if not agrees and not reasons.strip():
        raise Refused(Verdict("incomplete", "Say why you do not agree"), record=notification)
    request.answer = LeadAnswer.AGREED if agrees else LeadAnswer.WITHHELD
    request.answered_at = clock.now()
    request.answers_revision = seen_revision
    if reasons.strip():
        request.reasons = sealing.seal(notification.case, reasons)
        sealing.freeze([request.reasons])
    request.save()
    audit.record(
        "notifications.lead_answered",
        subject=notification,
        by=by,
        answer=request.get_answer_display().lower(),
    )
    tell(
        "notification_lead_answered",
        notification,
        authors_of(notification),
        key=str(request.public_id),
        by=by,
    )
    return request


def end_requests(notification: Notification, *, by: Any, keep: User | None = None) -> int:
    """End what was asked so far; whoever was asked no longer sees the notification, but for `keep`.

    Says how many requests that were.
    """
    now = clock.now()
    ended = notification.lead_requests.filter(withdrawn_at=None).update(withdrawn_at=now)
    named = notification.participants.filter(capacity=Capacity.LEAD, ended_at=None)
    if keep is not None:
        named = named.exclude(user=keep)
    named.update(ended_at=now, ended_by=by)
    return int(ended)


def _name(notification: Notification, lead: User, by: Any) -> None:
    if notification.participants.today().filter(user=lead, capacity=Capacity.LEAD).exists():
        return
    NotificationParticipant.objects.create(
        record=notification, user=lead, partnership=notification.partnership,
        agency=_agency(notification, lead),
        capacity=Capacity.LEAD, granted_by=by,
    )  # fmt: skip


def _agency(notification: Notification, lead: User) -> Any:
    """The agency through which they read it: the notification's own, or the Business Unit in its place."""
    own = lead.memberships_as(partnership=notification.partnership_id, agency=notification.agency_id)
    place = own[0] if own else place_of(lead, notification.partnership)
    return place.agency if place else notification.agency
