"""Amending what was submitted: a new frozen version beside the earlier ones, with its reason."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse

from lscp.audit import service as audit
from lscp.kernel.access import Refused, Verdict, require
from lscp.kernel.events import publish
from lscp.kernel.scoping import ANY_VERSION, claim
from notifications.actions import access, versions
from notifications.actions.agreement import end_requests
from notifications.actions.submission import complete_form
from notifications.actions.telling import readers_so_far, tell
from notifications.events import NotificationAmended
from notifications.models import Notification, NotificationVersion
from notifications.policies import submission as policies
from notifications.queries import answers
from notifications.queries.differences import changed_keys


@transaction.atomic
def amend(public_id: Any, *, reason: str, seen_revision: int, by: Any) -> NotificationVersion:
    """Send the changed form as a new version, and tell those who could read the earlier one.

    Raises `Stale` when the form changed after the page was opened, and `Refused` when nothing changed, an
    answer is missing or there is no reason. Signatures that rest on the earlier version are voided by what
    follows from `NotificationAmended` (`lscp.journeys`).
    """
    notification = claim(Notification, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_amend(by, notification), record=notification)
    if not reason.strip():
        raise Refused(Verdict("incomplete", "Say why the form is changed"), record=notification)
    form = complete_form(notification, seen_revision)
    last = notification.versions.select_related("content__key").order_by("-number").first()
    document = answers.snapshot_of(form)
    changed = changed_keys(last.content.open(), document) if last else []
    if not last or not changed:
        raise Refused(Verdict("state", "Nothing has changed since the last version"), record=notification)
    before = readers_so_far(notification)
    _restrict_if_needed(notification, form, by)
    versions.copy_facts(notification, form)
    notification.touch(by=by)
    notification.save()
    version = versions.freeze(
        notification, form, number=last.number + 1, by=by, reason=reason, changed=changed
    )
    audit.record(
        "notifications.amended", subject=notification, by=by, number=version.number, questions=len(changed)
    )
    why = f"The notification was amended (version {version.number})"
    versions.correct_time(notification, form, by=by, reason=why)
    still = [person for person in before if _still_sees(person, notification)]
    path = reverse("notifications:compare", args=[notification.public_id, last.number, version.number])
    tell("notification_amended", notification, still, key=str(version.number), by=by, path=path)
    publish(NotificationAmended(notification.pk, version.number, tuple(changed), by.pk))
    return version


def _restrict_if_needed(notification: Notification, form: answers.Form, by: Any) -> None:
    """A colleague turns out to be involved: from now on the Business Unit alone reads it.

    The other way round nothing opens by itself: the Business Unit names the readers.
    """
    case = notification.case
    if case.is_restricted or not answers.colleague_of(form):
        return
    case.is_restricted = True
    case.save(update_fields=["is_restricted"])
    end_requests(notification, by=by)
    access.restrict(notification)


def _still_sees(person: Any, notification: Notification) -> bool:
    return (
        not notification.case.is_restricted
        or Notification.visible_to(person).filter(pk=notification.pk).exists()
    )
