"""Who a person is to a notification: what the other policies of this stage ask first. No decisions."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from lscp.accounts.roles import UNIT_ROLES, Role
from lscp.kernel.access import ALLOWED, Verdict
from lscp.tasks.queries import open_for_case
from notifications.enums import Capacity
from notifications.enums import NotificationStatus as S
from notifications.models import EnteredFor, NotificationVersion, SectionAnswers
from notifications.policies.known import known_to
from notifications.workflow import CLOSED, TRANSITIONS

NOT_UNIT = Verdict("role", "Only the Business Unit can do this")
CALL_FIRST = Verdict(
    "incomplete",
    "A child on this case may be at risk now: an immediate safety action is open. Record the call to the front "
    "door first. Then you can do this.",
)
NOT_AUTHOR = Verdict("role", "Only the person who raised this can do this")


def is_unit(user: Any, notification: Any) -> bool:
    """Whether the person works in the partnership's Business Unit."""
    return bool(user.holds(*UNIT_ROLES, partnership=notification.partnership_id))


def is_author(user: Any, notification: Any) -> bool:
    """Whether the person raised it, or entered it for somebody else."""
    if notification.raised_by_id == user.pk:
        return True
    if not notification.entered_for_other:
        return False
    known = known_to(user, notification)
    if known is not None:
        return known.has_entered
    entered = notification.participants.today().filter(user=user, capacity=Capacity.ENTERED)
    return bool(entered.exists())


def has_raised(user: Any, notification: Any) -> bool:
    """Whether the person counts as author where it is decided what becomes of the notification.

    Whoever raised, entered or sent it does, and so does a practitioner or safeguarding lead of its agency
    for whom it was entered. Anybody else for whom it was entered counts only once they wrote in it
    themselves: otherwise whoever enters a form could keep a colleague from deciding by giving their address.
    """
    if notification.submitted_by_id == user.pk:
        return True
    if notification.raised_by_id == user.pk and not notification.entered_for_other:
        return True
    if not notification.entered_for_other:
        return False
    known = known_to(user, notification)
    if known is not None:
        return known.has_raised
    return bool(type(notification).all_records.filter(raised_q(user), pk=notification.pk).exists())


def raised_q(user: Any) -> Q:
    """The same of every notification, as a condition on rows."""
    own = {place.agency_id for place in user.memberships_as(Role.PRACTITIONER, Role.SAFEGUARDING_LEAD)}
    here = {"notification": OuterRef("pk")}
    wrote = Q(Exists(NotificationVersion.all_records.filter(made_by=user, **here)))
    saved = Q(Exists(SectionAnswers.all_records.filter(saved_by=user, **here)))
    confirmed = Q(entered_for_other=False) | Q(agency__in=own) | wrote | saved
    entered = Q(Exists(EnteredFor.all_records.filter(entered_by=user, **here)))
    return Q(submitted_by=user) | (Q(raised_by=user) & confirmed) | (Q(entered_for_other=True) & entered)


def not_now(notification: Any, step: str) -> Verdict | None:
    """The refusal when the notification's status does not allow a step of the workflow."""
    if notification.status in TRANSITIONS[step].sources:
        return None
    return refused_by_status(notification)


def refused_by_status(notification: Any) -> Verdict:
    """The refusal because of the status, in words for everybody, also for people outside the process.

    Whoever raised an incident does not learn that another agency raised the same, so a merger is not named.
    """
    if notification.status == S.MERGED:
        return Verdict("state", "Nothing can be changed here any more. The Business Unit can say more")
    return Verdict("state", f"This notification is {notification.get_status_display().lower()}")


def allowed_now(notification: Any, step: str) -> Verdict:
    """The same as a whole answer, for steps that close a case also whether a child may still be at risk.

    A refusal counts as false, so `not_now(…) or ALLOWED` would allow everything: use this instead.
    """
    refusal = not_now(notification, step)
    return may_close(notification, step) if refusal is None else refusal


def may_close(notification: Any, step: str) -> Verdict:
    """Whether a step may be taken while a safety action is open: not if it closes the case (local rule).

    Each copy of the record asks once: pages ask it of several steps.
    """
    if TRANSITIONS[step].target not in CLOSED:
        return ALLOWED
    if not hasattr(notification, "is_child_at_risk"):
        notification.is_child_at_risk = open_for_case(notification.case_id).exists()
    return CALL_FIRST if notification.is_child_at_risk else ALLOWED
