"""A safeguarding lead may be involved: from the saved answer on they are not asked, not told, and see nothing."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from lscp.accounts.models import User
from lscp.accounts.roles import Role
from lscp.audit import service as audit
from lscp.kernel import clock
from lscp.messaging.recipients import people_with
from notifications.enums import Capacity, ExclusionReason
from notifications.models import Exclusion, Notification
from notifications.policies.agreement import LEAD_ROLES
from notifications.queries.involved_leads import InvolvedLeads, said_in
from notifications.wording.stored import Document

SECTION, PAGE = "agreement", "lead_involved"


def follow_answers(notification: Notification, answers: Document, *, by: Any) -> None:
    """Keep the leads out whom the form names (every safeguarding lead where it names none).

    An answer taken back lets them in again, but nobody whom the Business Unit shut out itself. Whom the Business
    Unit has let in again stays in, whatever the form goes on saying. A request they had not answered ends; an
    answer they gave stays on the record.
    """
    cleared = Exclusion.objects.filter(notification=notification, lifted_because__isnull=False)
    let_in = set(cleared.values_list("user_id", flat=True))
    wanted = [person for person in _people(notification, said_in(answers)) if person.pk not in let_in]
    kept_out = Exclusion.objects.filter(notification=notification, lifted_at=None)
    there = set(kept_out.values_list("user_id", flat=True))
    new = [person for person in wanted if person.pk not in there]
    Exclusion.objects.bulk_create(
        Exclusion(notification=notification, user=person, reason=ExclusionReason.LEAD, made_by=by)
        for person in new
    )
    back = kept_out.filter(reason=ExclusionReason.LEAD).exclude(user__in=wanted)
    lifted = back.update(lifted_at=clock.now(), lifted_by=by)
    _end_requests(notification, wanted, by)
    if new:
        audit.record("notifications.leads_kept_out", subject=notification, by=by, leads=len(new))
    if lifted:
        audit.record("notifications.leads_let_in", subject=notification, by=by, leads=lifted)


def _people(notification: Notification, said: InvolvedLeads) -> list[User]:
    if not said.is_any:
        return []
    roles = (Role.SAFEGUARDING_LEAD,) if said.is_every else LEAD_ROLES
    found = people_with(notification.partnership, roles, agency=notification.agency)
    if said.chosen:
        found = found.filter(public_id__in=said.chosen)
    return list(found.exclude(pk=notification.raised_by_id))


def _end_requests(notification: Notification, people: Collection[User], by: Any) -> None:
    now = clock.now()
    notification.lead_requests.filter(withdrawn_at=None, lead__in=people).update(withdrawn_at=now)
    named = notification.participants.filter(user__in=people, capacity=Capacity.LEAD, ended_at=None)
    named.update(ended_at=now, ended_by=by)
