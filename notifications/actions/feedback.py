"""Telling whoever raised it, their lead, and people of other agencies who need to know."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse

from lscp.accounts.models import Agency, User
from lscp.audit import service as audit
from lscp.cases.compartments import casework
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, require
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.messaging import service as messaging
from lscp.people import sealing
from notifications.actions.telling import authors_of, tell
from notifications.enums import Capacity
from notifications.models import Exclusion, NeedToKnow, Notification, NotificationParticipant, ReferrerNote
from notifications.policies import feedback as policies


def referrers_of(notification: Notification) -> list[User]:
    """Whoever raised or entered it, and the lead of their agency who was asked; while they may see it."""
    leads = NotificationParticipant.objects.today().filter(record=notification, capacity=Capacity.LEAD)
    people = {person.pk: person for person in authors_of(notification)}
    people |= {row.user_id: row.user for row in leads.select_related("user")}
    return [
        person
        for person in people.values()
        if Notification.visible_to(person).filter(pk=notification.pk).exists()
    ]


def progress_path(notification: Notification) -> str:
    """The page that says what is happening with what they raised."""
    return reverse("notifications:progress", args=[notification.public_id])


def tell_referrer(notification: Notification, *, by: Any) -> int:
    """Tell whoever raised it, and the lead who was asked, that there is news: reference and link only.

    Part of the action that made the news, once for each version of the notification.
    """
    people, path = referrers_of(notification), progress_path(notification)
    return tell("referrer_news", notification, people, key=str(notification.version), by=by, path=path)


@transaction.atomic
def write_to_referrer(public_id: Any, *, seen_version: int | None, text: str, by: Any) -> ReferrerNote:
    """Write, or approve as it stands, the reason that the referrer reads for the present status."""
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    require(policies.can_write_to_referrer(by, notification), record=notification)
    value = sealing.seal(notification.case, text)
    sealing.freeze([value])
    note = ReferrerNote.all_records.create(
        notification=notification, status=notification.status, text=value, by=by
    )
    notification.touch(by=by)
    notification.save()
    audit.record(
        "notifications.referrer_told", subject=notification, by=by,
        status=notification.get_status_display(),
    )  # fmt: skip
    tell_referrer(notification, by=by)
    return note


def read_progress(notification: Notification, *, by: Any) -> None:
    """Write down that somebody reads what the referrer is told."""
    audit.record_reading("notifications.progress_read", subject=notification, by=by)


@transaction.atomic
def tell_other_agency(
    public_id: Any, *, seen_version: int | None, agency: Agency, recipient: User, text: str, by: Any
) -> NeedToKnow:
    """Tell one person of an agency what they need to know; the message holds no word of it.

    An addition, so none is stale. Raises `ValueError` for somebody who does not work for that agency here,
    or who was shut out of the case.
    """
    del seen_version
    notification = claim(Notification, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_tell_others(by, notification), record=notification)
    works_there = recipient.is_active and recipient.holds(
        partnership=notification.partnership_id, agency=agency
    )
    if not works_there:
        raise ValueError("Choose somebody who works for that agency in this partnership")
    if Exclusion.objects.filter(notification=notification, user=recipient, lifted_at=None).exists():
        raise ValueError("This person may not know of this case. Choose somebody else")
    value = sealing.seal(notification.case, text)
    sealing.freeze([value])
    told = NeedToKnow.all_records.create(
        notification=notification, case=notification.case, partnership=notification.partnership,
        agency=agency, recipient=recipient, text=value, told_by=by, changed_by=by,
    )  # fmt: skip
    audit.record(
        "notifications.other_agency_told", subject=told, by=by, case=notification.case,
        compartment=casework(notification.case), agency=agency.name,
    )  # fmt: skip
    messaging.enqueue(
        "need_to_know",
        to=[recipient],
        dedupe_key=f"need_to_know:{told.public_id}",
        case=notification.case,
        path=told.get_absolute_url(),
    )
    return told


@transaction.atomic(durable=True)
def read_told(public_id: Any, *, by: Any) -> NeedToKnow:
    """The recipient opens what they were told: on the record, and the first time dated, before it is shown.

    Raises `OutOfScope` for anybody else.
    """
    told = NeedToKnow.visible_to(by).select_for_update(of=("self",)).filter(public_id=public_id).first()
    if told is None:
        raise OutOfScope
    if told.read_at is None:
        told.read_at = clock.now()
        told.save(update_fields=["read_at"])
    audit.record(
        "notifications.told_read", subject=told, by=by, case=told.case, compartment=casework(told.case)
    )
    return told


@transaction.atomic
def withdraw_telling(public_id: Any, *, seen_version: int | None, told_id: Any, by: Any) -> NeedToKnow:
    """Take back what somebody was told: they see it no more, the record of it stays."""
    notification = claim(Notification, public_id, by=by, seen_version=ANY_VERSION)
    told = (
        NeedToKnow.all_records.select_for_update(of=("self",))
        .select_related("case")
        .filter(notification=notification, public_id=told_id)
        .first()
    )
    if told is None:
        raise OutOfScope
    require(policies.can_withdraw_telling(by, told), record=notification)
    del seen_version
    told.withdrawn_at, told.withdrawn_by = clock.now(), by
    told.touch(by=by)
    told.save()
    audit.record(
        "notifications.telling_withdrawn", subject=told, by=by, case=told.case,
        compartment=casework(told.case), agency=told.agency.name,
    )  # fmt: skip
    return told
