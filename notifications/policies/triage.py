"""What the Business Unit may do with what arrives, and who answers its questions."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from lscp.kernel.access import ALLOWED, Verdict
from notifications.enums import ExclusionReason
from notifications.enums import NotificationStatus as S
from notifications.models import Exclusion
from notifications.policies.judgement import decides_now
from notifications.policies.standing import (
    NOT_AUTHOR,
    NOT_UNIT,
    allowed_now,
    is_author,
    is_unit,
    not_now,
    refused_by_status,
)

NOT_SUBMITTED = frozenset({S.DRAFT, S.ABANDONED})
UNRELEASED = Verdict("state", "Somebody from the service is involved. Name the readers and release it first")


def _submitted(user: Any, notification: Any) -> Verdict:
    if not is_unit(user, notification):
        return NOT_UNIT
    if notification.status in NOT_SUBMITTED or notification.status == S.MERGED:
        return refused_by_status(notification)
    return ALLOWED


def can_acknowledge(user: Any, notification: Any) -> Verdict:
    """Tell whoever raised it that it has arrived and who looks at it."""
    verdict = _submitted(user, notification)
    if verdict and notification.acknowledged_at:
        return Verdict("state", "This notification is already acknowledged")
    return verdict


def can_return(user: Any, notification: Any) -> Verdict:
    """Return it for information, with questions."""
    if not is_unit(user, notification):
        return NOT_UNIT
    return allowed_now(notification, "return_for_information")


def can_answer_questions(user: Any, notification: Any) -> Verdict:
    """Answer the questions: whoever raised it, or the Business Unit when told by telephone or e-mail."""
    if not (is_author(user, notification) or is_unit(user, notification)):
        return NOT_AUTHOR
    return allowed_now(notification, "answer")


def can_assign(user: Any, notification: Any) -> Verdict:
    """Give it to one officer of the Business Unit to look after."""
    return _submitted(user, notification)


def can_consider(user: Any, notification: Any) -> Verdict:
    """Pass it to the Review Advisory Group; a restricted one only after its readers were named."""
    if not is_unit(user, notification):
        return NOT_UNIT
    if notification.status == S.AWAITING:
        return Verdict("state", "It waits for information. Choose “Look at it again” once that has come")
    refusal = not_now(notification, "consider")
    if refusal is not None:
        return refusal
    restricted = notification.case.is_restricted
    if (
        restricted
        and not notification.named_readers.filter(released_at__isnull=False, removed_at=None).exists()
    ):
        return UNRELEASED
    return ALLOWED


def can_judge_pairs(user: Any, notification: Any) -> Verdict:
    """See what looks alike, and link, merge or dismiss it: the Business Unit alone."""
    return _submitted(user, notification)


def can_merge(user: Any, notification: Any) -> Verdict:
    """Merge this notification into another one: it ends here, so whoever raised it does not decide it."""
    if not is_unit(user, notification):
        return NOT_UNIT
    return decides_now(user, notification, "merge")


def can_see_shut_out(user: Any, notification: Any) -> Verdict:
    """See who is shut out of what was submitted: the Business Unit alone."""
    return _submitted(user, notification)


def can_let_in(user: Any, notification: Any) -> Verdict:
    """Let somebody in again who was shut out by mistake: the Business Unit, while somebody is."""
    verdict = _submitted(user, notification)
    known = getattr(notification, "has_shut_out", None)  # the case page fetches it with the record
    if verdict and not (mendable(notification).exists() if known is None else known):
        return Verdict("state", "Nobody is shut out who could be let in again")
    return verdict


def mendable(notification: Any) -> QuerySet[Exclusion]:
    """Who is shut out because of what the form says or the Business Unit recorded; not who stepped aside."""
    return Exclusion.objects.filter(notification=notification, lifted_at=None).exclude(
        reason=ExclusionReason.CONFLICT
    )


def can_name_readers(user: Any, notification: Any) -> Verdict:
    """Name who may read a restricted notification, shut out who is involved, and release it."""
    if not is_unit(user, notification):
        return NOT_UNIT
    if not notification.case.is_restricted:
        return Verdict("state", "This notification is not restricted: everybody entitled to it was told")
    return _submitted(user, notification)
