"""Submitting a notification: it reaches the partnership, is frozen, timed, told and recorded at once."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse

from lscp.audit import service as audit
from lscp.kernel import clock
from lscp.kernel.access import Refused, Stale, Verdict, require
from lscp.kernel.events import publish
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.messaging import service as messaging
from lscp.web.wording import plural
from notifications.actions import access, versions
from notifications.actions.agreement import end_requests
from notifications.actions.telling import receivers_and_authors_of, tell
from notifications.events import NotificationSubmitted
from notifications.models import Notification
from notifications.policies import submission as policies
from notifications.queries import answers
from notifications.queries.completeness import problems_of
from notifications.workflow import TRANSITIONS


@transaction.atomic
def submit(public_id: Any, *, seen_revision: int, by: Any) -> Notification:
    """Submit the form as the person last saw it (`seen_revision`); a second submission is refused.

    Agreement of the agency's lead is not asked: pending or withheld, it is shown as a flag. Raises `Stale`
    when the form changed meanwhile and `Refused` when answers are missing or it was submitted before.
    """
    notification = claim(Notification, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_submit(by, notification), record=notification)
    form = complete_form(notification, seen_revision)
    with audit.together(), messaging.together():
        _send(notification, form, by)
    return notification


def _send(notification: Notification, form: answers.Form, by: Any) -> None:
    """Everything that a submission is, in the caller's transaction."""
    case = notification.case
    case.partnership = notification.partnership
    if answers.colleague_of(form):
        case.is_restricted = True
        case.save(update_fields=["is_restricted"])
        end_requests(notification, by=by)
    notification.submitted_at, notification.submitted_by = clock.now(), by
    versions.copy_facts(notification, form)
    notification.apply(TRANSITIONS["submit"], by=by)
    notification.save()
    versions.freeze(notification, form, number=1, by=by)
    access.open_to_receivers(notification)
    audit.record(
        "notifications.submitted", subject=notification, by=by, restricted=case.is_restricted,
        agency=str(notification.agency), status=["draft", notification.status],
    )  # fmt: skip
    versions.keep_time(notification, form, by=by)
    receivers, authors = receivers_and_authors_of(notification)
    tell("notification_submitted", notification, receivers, key="1", by=by)
    path = reverse("notifications:submitted", args=[notification.public_id])
    tell("notification_received", notification, authors, key="1", path=path)
    publish(NotificationSubmitted(notification.pk, by.pk))


def complete_form(notification: Notification, seen_revision: int) -> answers.Form:
    """The form as the person last saw it.

    Raises `Stale` when it changed since, and `Refused` while answers are missing or impossible.
    """
    form = answers.load(notification)
    if seen_revision != sum(row.revision for row in form.rows.values()):
        raise Stale("The form has changed since you opened this page", record=notification)
    missing = problems_of(form)
    if missing:
        count = plural(len(missing), "answer")
        raise Refused(
            Verdict("incomplete", f"The form is not complete: {count} still to put right"),
            record=notification,
        )
    return form
