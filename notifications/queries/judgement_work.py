"""What waits for one person in judging: their view, decision, signature or receipt. Nobody else's."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from lscp.accounts.roles import Role
from lscp.kernel.shapes import among
from lscp.signing.models import Recusal, RequiredSeat, SignedView, SigningRound
from notifications.enums import NotificationStatus as S
from notifications.models import Decision, Notification
from notifications.models.judgement import RAG_VIEWS
from notifications.policies.standing import raised_q

PAST_VIEWS = (S.DRAFT, S.ABANDONED, S.MERGED, S.TRANSFERRED, S.CRITERIA_NOT_MET, S.NOTIFIED, S.TOLD)


def views_wanted(user: Any) -> QuerySet[Notification]:
    """Where a partner's seat this person may sit on is asked, and nobody has signed for it a view that counts."""
    places = [(m.partnership_id, m.agency_id) for m in user.memberships_as(Role.RAG_MEMBER)]
    agencies = {agency for _, agency in places}
    given = SignedView.all_records.filter(seat=OuterRef("pk"), voiding=None)
    seat = RequiredSeat.all_records.filter(~Exists(given), round=OuterRef("pk"), agency__in=agencies)
    waiting = SigningRound.all_records.filter(Exists(seat), purpose=RAG_VIEWS, ended_at=None)
    found = _not_aside(user).exclude(status__in=PAST_VIEWS)
    found = found.filter(among("case_id", waiting.values("case_id")))
    return found.filter(partnership__in={partnership for partnership, _ in places}).order_by("begun_at")


def decisions_wanted(user: Any) -> QuerySet[Notification]:
    """Where the group's views are complete and the authority has to decide."""
    places = {m.partnership_id for m in user.memberships_as(Role.LA_DECISION_MAKER, Role.LA_NOTIFIER)}
    return _not_aside(user).filter(status=S.DECISION, partnership__in=places).order_by("begun_at")


def receipts_wanted(user: Any) -> QuerySet[Notification]:
    """Where the authority has decided to notify or to tell, and no receipt is recorded."""
    places = {m.partnership_id for m in user.memberships_as(Role.LA_DECISION_MAKER, Role.LA_NOTIFIER)}
    found = _not_aside(user).filter(status__in=(S.TO_NOTIFY, S.TO_TELL), partnership__in=places)
    return found.order_by("begun_at")


def signatures_wanted(user: Any) -> QuerySet[Notification]:
    """Where a decision was recorded in this person's name and waits for their signature."""
    unsigned = Decision.all_records.filter(decision_maker=user, voiding=None, signature=None)
    return _not_aside(user).filter(among("pk", unsigned.values("notification_id"))).order_by("begun_at")


def _not_aside(user: Any) -> QuerySet[Notification]:
    aside = Recusal.all_records.filter(case=OuterRef("case"), user=user, ended_at=None)
    return Notification.visible_to(user).exclude(raised_q(user)).filter(~Exists(aside))
