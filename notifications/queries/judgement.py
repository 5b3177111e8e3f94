"""Reads for views, decisions and the register; who may be named as decision maker; who is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from lscp.accounts.kinds import StatutoryPartner
from lscp.accounts.models import AgencyInPartnership, User
from lscp.accounts.roles import Role
from lscp.deadlines.access import visible_pairs
from lscp.kernel import clock
from lscp.messaging.recipients import people_with
from notifications.enums import DecisionOutcome, DecisionVoidReason, NotificationStatus, ViewChoice
from notifications.models import (
    Comment,
    Decision,
    LegalNote,
    LookAgainRequest,
    Notification,
    NotificationVersion,
)
from notifications.policies.judgement import barred

CONSIDERED = (
    NotificationStatus.TO_NOTIFY, NotificationStatus.NOTIFIED, NotificationStatus.TO_TELL,
    NotificationStatus.TOLD, NotificationStatus.LOCAL_LEARNING, NotificationStatus.NOT_NOTIFIABLE,
    NotificationStatus.CRITERIA_NOT_MET,
)  # fmt: skip

FITS = {
    ViewChoice.MET: {DecisionOutcome.NOTIFY},
    ViewChoice.NOT_MET: {DecisionOutcome.NOT_NOTIFIABLE, DecisionOutcome.LOCAL_LEARNING},
    ViewChoice.TELL: {DecisionOutcome.TELL},
    ViewChoice.NEED_INFORMATION: {DecisionOutcome.AWAIT},
}
"""Which decisions are in line with a view."""


def statutory_partners(partnership: Any) -> list[AgencyInPartnership]:
    """The statutory safeguarding partners of the day: three in most places, more where councils share."""
    order = list(StatutoryPartner.values)
    rows = AgencyInPartnership.objects.on(clock.today()).filter(partnership=partnership)
    found = rows.exclude(statutory_partner="").select_related("agency")
    return sorted(found, key=lambda row: (order.index(row.statutory_partner), row.agency.name))


def version_key(notification: Notification) -> str:
    """What is in front of the signers: the key of the newest submitted version."""
    newest = latest_version(notification)
    return str(newest.public_id) if newest else f"{notification.public_id}:none"


def latest_version(notification: Notification) -> NotificationVersion | None:
    """The newest submitted version."""
    return NotificationVersion.all_records.filter(notification=notification).order_by("-number").first()


def version_words(notification: Notification, key: str) -> str:
    """A version's key in words."""
    row = NotificationVersion.all_records.filter(notification=notification)
    number = next((v.number for v in row if str(v.public_id) == key), None)
    return f"version {number} of the notification" if number else "the notification"


def decision_makers(notification: Notification) -> list[User]:
    """Who may be named as decision maker: sees it, did not raise or enter it, has not stepped aside."""
    authorities = [
        row.agency
        for row in statutory_partners(notification.partnership)
        if row.statutory_partner == StatutoryPartner.LOCAL_AUTHORITY
    ]
    found: dict[int, User] = {}
    for agency in authorities:
        for person in people_with(notification.partnership, [Role.LA_DECISION_MAKER], agency=agency):
            found[person.pk] = person
    seeing = those_who_see(notification, found.values())
    return [person for person in seeing if barred(person, notification) is None]


def those_who_see(notification: Notification, people: Iterable[User]) -> list[User]:
    """Those of these people who may see the notification today, in one query for 25 of them."""
    listed = list(people)
    pairs = visible_pairs(listed, [notification.case_id])
    return [person for person in listed if (person.pk, notification.case_id) in pairs]


def readers_with(notification: Notification, roles: Iterable[str]) -> list[User]:
    """People of these roles in the partnership who may see the notification."""
    return those_who_see(notification, people_with(notification.partnership, roles))


def decisions_of(notification: Notification) -> list[Decision]:
    """Every version of the decision, newest first."""
    rows = Decision.all_records.filter(notification=notification).order_by("-number")
    return list(
        rows.select_related(
            "content__key", "decision_maker", "recorded_by", "signature", "voiding__by", "views_round"
        )
    )


def look_again_requests_of(notification: Notification) -> list[LookAgainRequest]:
    """What the Executive asked to be looked at again, newest first."""
    rows = LookAgainRequest.all_records.filter(notification=notification).order_by("-asked_at")
    return list(rows.select_related("reasons__key", "asked_by", "decision"))


def comments_of(notification: Notification) -> list[Comment]:
    """Comments of scrutineer and chair, newest first."""
    rows = Comment.all_records.filter(notification=notification).order_by("-made_at")
    return list(rows.select_related("content__key", "made_by"))


def legal_notes_of(notification: Notification) -> list[LegalNote]:
    """Legal advice, newest first. The caller has asked `policies.judgement.reads_advice`."""
    rows = LegalNote.all_records.filter(notification=notification).order_by("-written_at")
    return list(rows.select_related("content__key", "written_by"))


def considered(user: Any, partnerships: Iterable[Any]) -> QuerySet[Notification]:
    """The register: what was considered and decided, notified or not, newest decision first."""
    kept = Q(voiding=None) | Q(voiding__why=DecisionVoidReason.CRITERIA_NOT_MET)
    newest = Decision.all_records.filter(kept, notification=OuterRef("pk")).order_by("-number")
    return (
        Notification.visible_to(user)
        .filter(status__in=CONSIDERED, partnership__in=partnerships)
        .annotate(
            decided_outcome=Subquery(newest.values("outcome")[:1]),
            decided_day=Subquery(newest.values("decided_on")[:1]),
            decided_by=Subquery(newest.values("decision_maker__name")[:1]),
        )
        .order_by("-decided_day", "-pk")
    )


LEGAL = "legal"


def advice_compartment(notification: Notification) -> str:
    """The compartment of the record in which everything about legal advice stands."""
    return f"{LEGAL}:{notification.public_id}"
