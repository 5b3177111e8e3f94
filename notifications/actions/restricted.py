"""When a colleague is involved: the Business Unit alone knows, shuts out, names readers, releases."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from lscp.accounts.models import User
from lscp.audit import service as audit
from lscp.cases.compartments import casework
from lscp.kernel import clock
from lscp.kernel.access import OutOfScope, Refused, Verdict, require
from lscp.kernel.scoping import ANY_VERSION, claim, refuse_stale
from lscp.people import sealing
from notifications.actions.consideration import follow_leaving
from notifications.actions.telling import tell
from notifications.enums import Capacity, ExclusionReason
from notifications.models import Exclusion, NamedReader, Notification, NotificationParticipant
from notifications.policies import triage as policies
from notifications.queries.people import people_of, place_of, possible_readers


@transaction.atomic
def shut_out(
    public_id: Any, *, seen_version: int, person: User, reason: str = ExclusionReason.INVOLVED, by: Any
) -> Exclusion:
    """Shut an involved person out, whatever their role, at once. Nobody tells them.

    The person cannot be a reader any more; who is already shut out stays so.
    """
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    require(policies.can_name_readers(by, notification), record=notification)
    if person.pk == by.pk:
        raise Refused(
            Verdict("conflict", "If you are involved yourself, a colleague must record it"),
            record=notification,
        )
    if not people_of(notification.partnership).filter(pk=person.pk).exists():
        raise Refused(Verdict("state", "Choose somebody of this partnership"), record=notification)
    excluded, _made = Exclusion.objects.get_or_create(
        notification=notification, user=person, lifted_at=None, defaults={"reason": reason, "made_by": by}
    )
    now = clock.now()
    notification.named_readers.filter(user=person, removed_at=None).update(removed_at=now)
    notification.participants.filter(user=person, ended_at=None).update(ended_at=now, ended_by=by)
    notification.touch(by=by)
    notification.save()
    audit.record(
        "notifications.person_shut_out",
        subject=notification,
        by=by,
        compartment=casework(notification.case),
        person=str(person.public_id),
    )
    follow_leaving(notification, by=by)
    return excluded


@transaction.atomic
def let_in(public_id: Any, *, seen_version: int, person: Any, reason: str, by: Any) -> Exclusion:
    """Let somebody in again who was shut out by mistake, with the reason; from then on their role counts again.

    `person` is their public identifier. Whoever stepped aside themselves takes part again by their own doing.
    What the form says goes on saying so, but it shuts this person out no more. Nobody tells them. Raises
    `OutOfScope` when they are not shut out.
    """
    notification = claim(Notification, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_let_in(by, notification), record=notification)
    refuse_stale(notification, seen_version)
    excluded = policies.mendable(notification).filter(user__public_id=person).first()
    if excluded is None:
        raise OutOfScope
    if not reason.strip():
        raise Refused(Verdict("incomplete", "Say why they are let in again"), record=notification)
    value = sealing.seal(notification.case, reason)
    sealing.freeze([value])
    excluded.lifted_at, excluded.lifted_by, excluded.lifted_because = clock.now(), by, value
    excluded.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
    notification.touch(by=by)
    notification.save()
    audit.record(
        "notifications.person_let_in",
        subject=notification,
        by=by,
        compartment=casework(notification.case),
        person=str(excluded.user.public_id),
        why=excluded.get_reason_display().lower(),
    )
    return excluded


@transaction.atomic
def name_reader(public_id: Any, *, seen_version: int, person: User, by: Any) -> NamedReader:
    """Choose somebody to read a restricted notification; they see and hear nothing until its release."""
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    require(policies.can_name_readers(by, notification), record=notification)
    place = place_of(person, notification.partnership)
    if place is None or not possible_readers(notification).filter(pk=person.pk).exists():
        raise Refused(
            Verdict("conflict", "This person cannot be named: they raised it, are involved or have no role"),
            record=notification,
        )
    reader, made = NamedReader.all_records.get_or_create(
        notification=notification,
        user=person,
        removed_at=None,
        defaults={"named_by": by, "agency": place.agency},
    )
    if made:
        notification.touch(by=by)
        notification.save()
        audit.record(
            "notifications.reader_named",
            subject=notification,
            by=by,
            compartment=casework(notification.case),
            person=str(person.public_id),
        )
    return reader


@transaction.atomic
def remove_reader(public_id: Any, *, seen_version: int, reader_id: Any, by: Any) -> Notification:
    """Take a reader off again, at once."""
    notification = claim(Notification, public_id, by=by, seen_version=ANY_VERSION)
    require(policies.can_name_readers(by, notification), record=notification)
    refuse_stale(notification, seen_version)
    reader = notification.named_readers.filter(public_id=reader_id, removed_at=None).first()
    if reader is None:
        raise Refused(Verdict("state", "This reader was already taken off"), record=notification)
    now = clock.now()
    reader.removed_at = now
    reader.save(update_fields=["removed_at"])
    notification.participants.filter(user_id=reader.user_id, capacity=Capacity.READER, ended_at=None).update(
        ended_at=now, ended_by=by
    )
    notification.touch(by=by)
    notification.save()
    audit.record(
        "notifications.reader_removed", subject=notification, by=by, compartment=casework(notification.case)
    )
    return notification


@transaction.atomic
def release(public_id: Any, *, seen_version: int, by: Any) -> Notification:
    """Open a restricted notification to the readers named so far, and tell each of them."""
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    require(policies.can_name_readers(by, notification), record=notification)
    waiting = list(
        notification.named_readers.filter(released_at=None, removed_at=None).select_related("user", "agency")
    )
    if not waiting:
        raise Refused(Verdict("incomplete", "Name at least one reader first"), record=notification)
    now = clock.now()
    NotificationParticipant.objects.bulk_create(
        NotificationParticipant(
            record=notification,
            user=reader.user,
            partnership=notification.partnership,
            agency=reader.agency,
            capacity=Capacity.READER,
            granted_by=by,
        )
        for reader in waiting
    )
    NamedReader.all_records.filter(pk__in=[reader.pk for reader in waiting]).update(released_at=now)
    notification.touch(by=by)
    notification.save()
    audit.record(
        "notifications.released",
        subject=notification,
        by=by,
        compartment=casework(notification.case),
        readers=len(waiting),
    )
    key = f"released:{notification.version}"
    tell("notification_released", notification, [reader.user for reader in waiting], key=key, by=by)
    return notification
