"""The Review Advisory Group's consideration: asking for views, giving them, opening them, stepping aside.

While a round is blind the notification itself is not touched by a view: no version, no "changed by" and no
message may tell that somebody has given one.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse

from lscp.accounts import grants
from lscp.accounts.models import AgencyInPartnership
from lscp.accounts.roles import LEGAL_ROLES, SUBMISSION_ROLES, UNIT_ROLES, Role
from lscp.audit import service as audit
from lscp.cases.compartments import casework
from lscp.deadlines.actions import record_fact, take_back_fact
from lscp.deadlines.compute import Moment
from lscp.deadlines.enums import FactKind
from lscp.deadlines.ledger import lock_case
from lscp.deadlines.rule_choice import live_facts
from lscp.kernel import clock
from lscp.kernel.access import require
from lscp.kernel.events import publish
from lscp.kernel.scoping import ANY_VERSION, claim
from lscp.people.typed import text_of
from lscp.signing import actions as signing
from lscp.signing.enums import EndReason
from lscp.signing.models import Recusal, SignedView, SigningRound
from lscp.signing.queries import Result, all_in, live_round, result_of
from lscp.signing.seats import signers_of
from notifications.actions.telling import tell
from notifications.actions.time_limits import follow_views
from notifications.enums import ExclusionReason, ViewChoice
from notifications.enums import NotificationStatus as S
from notifications.events import StoppedTakingPart
from notifications.models import Exclusion, Notification
from notifications.models.judgement import RAG_VIEWS
from notifications.policies import judgement as policies
from notifications.queries.judgement import (
    readers_with,
    statutory_partners,
    those_who_see,
    version_key,
)
from notifications.workflow import TRANSITIONS

QUESTION = signing.Question("Are the criteria for a national notification met?", ViewChoice.choices)
SIGNED = "Signed views of the statutory partners"
NO_MORE_VIEWS = policies.OVER | {S.NOTIFIED, S.TOLD}


@transaction.atomic
def begin(notification: Notification, *, by: Any, why: EndReason = EndReason.LOOK_AGAIN) -> SigningRound:
    """Ask the statutory partners for their views: a new round, blind until all are in.

    Part of the action that passes the notification to the group; that action has claimed it and asked its
    own policy. A round that still runs ends, for the reason `why`. Raises `Refused` where the partnership
    has no statutory partner.
    """
    lock_case(notification.case_id)
    signing.end_round(notification.case, RAG_VIEWS, why=why, by=by)
    open_advice(notification)
    made = signing.begin_round(
        notification.case,
        RAG_VIEWS,
        question=QUESTION,
        rests_on=version_key(notification),
        seats=[_seat(row) for row in statutory_partners(notification.partnership)],
        by=by,
        group=policies.group_of(notification),
    )
    kind = "view_wanted_again" if why == EndReason.AMENDED else "view_wanted"
    told = those_who_see(notification, signers_of(made))
    tell(kind, notification, told, key=str(made.public_id), path=views_path(notification))
    return made


def is_running(notification: Notification) -> bool:
    """Whether the partners are asked for their views: a round runs."""
    return live_round(notification.case_id, RAG_VIEWS) is not None


def go_on(notification: Notification, *, by: Any) -> None:
    """The group's consideration goes on with the round that runs; it may be complete by now.

    Part of the action that brings the notification back to the group.
    """
    lock_case(notification.case_id)
    the_round = live_round(notification.case_id, RAG_VIEWS)
    if the_round is not None and the_round.is_open:
        _settle(notification, the_round, by=by)


@transaction.atomic
def end(notification: Notification, *, by: Any, why: EndReason = EndReason.CLOSED) -> None:
    """Take no more views: the notification was merged, transferred or went another way."""
    lock_case(notification.case_id)
    signing.end_round(notification.case, RAG_VIEWS, why=why, by=by)


@transaction.atomic
def give_view(
    public_id: Any,
    *,
    choice: str,
    rationale: str,
    tests: dict[str, dict[str, str]],
    seen_rests_on: str,
    seen_number: int,
    by: Any,
) -> SignedView:
    """Sign one's partner's own view, with its rationale and what is said about each statutory test.

    The last view opens the round: then the group's view is dated on the case and everybody concerned is told.
    """
    notification = claim(Notification, public_id, by=by, seen_version=ANY_VERSION)
    lock_case(notification.case_id)
    require(policies.can_give_view(by, notification), record=notification)
    the_round = live_round(notification.case_id, RAG_VIEWS)
    assert the_round is not None  # noqa: S101 - the policy has just seen it under the same lock
    view, opens = signing.sign_view(
        the_round.pk,
        choice=choice,
        document={"rationale": rationale, "tests": tests},
        seen_rests_on=seen_rests_on,
        seen_number=seen_number,
        by=by,
    )
    the_round.refresh_from_db()
    if the_round.is_open:
        _settle(notification, the_round, completes=opens or view.number == 1, by=by)
        _tell_open(notification, the_round, key="opened" if opens else f"view:{view.public_id}", by=by)
    return view


@transaction.atomic
def open_views(public_id: Any, *, seen_version: int, reason: str, by: Any) -> SigningRound:
    """Open the views early: the chair of the day, after giving their own, with a reason."""
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    lock_case(notification.case_id)
    require(policies.can_open_views(by, notification), record=notification)
    the_round = live_round(notification.case_id, RAG_VIEWS)
    assert the_round is not None  # noqa: S101 - the policy has just seen it under the same lock
    opened = signing.open_early(the_round.pk, reason=reason, by=by)
    notification.touch(by=by)
    notification.save()
    _tell_open(notification, opened, key="opened", by=by)
    return opened


@transaction.atomic
def declare_conflict(public_id: Any, *, reason: str, shut_out: bool = False, by: Any) -> Recusal:
    """Step aside from every decision on this notification; the partner's deputy takes the seat.

    With `shut_out` the person also stops seeing the case, at once.
    """
    notification = claim(Notification, public_id, by=by, seen_version=ANY_VERSION)
    lock_case(notification.case_id)
    require(policies.can_declare_conflict(by, notification), record=notification)
    made = signing.declare_conflict(notification.case, reason=reason, by=by)
    told = readers_with(notification, UNIT_ROLES)
    path = views_path(notification)
    tell("conflict_declared", notification, told, key=str(made.public_id), by=by, path=path)
    if shut_out:
        Exclusion.objects.get_or_create(
            notification=notification,
            user=by,
            lifted_at=None,
            defaults={"reason": ExclusionReason.CONFLICT, "made_by": by},
        )
        audit.record(
            "notifications.shut_self_out",
            subject=notification,
            by=by,
            compartment=casework(notification.case),
        )
    follow_leaving(notification, by=by)
    return made


def follow_leaving(notification: Notification, *, by: Any) -> None:
    """Somebody takes no part any more: if only their seat was waited for, the views are open.

    Part of the action that says so; that action has claimed the notification.
    """
    publish(StoppedTakingPart(notification.pk, by.pk))
    the_round = live_round(notification.case_id, RAG_VIEWS)
    if the_round is None:
        return
    lock_case(notification.case_id)
    opens = signing.open_if_all_in(the_round.pk, by=by)
    the_round.refresh_from_db()
    if the_round.is_open:
        _settle(notification, the_round, completes=opens, by=by)
    if opens:
        _tell_open(notification, the_round, key="opened", by=by)


@transaction.atomic
def end_conflict(public_id: Any, *, reason: str, by: Any) -> Recusal:
    """Say that one's own conflict of interest has ended, and why."""
    notification = claim(Notification, public_id, by=by, seen_version=ANY_VERSION)
    lock_case(notification.case_id)
    require(policies.can_end_conflict(by, notification), record=notification)
    return signing.end_conflict(notification.case, reason=reason, by=by)


def renew_after_amendment(notification: Notification, *, by: Any) -> None:
    """Void the views that rested on the earlier version and ask again; nothing to do without a round."""
    if notification.status in NO_MORE_VIEWS or live_round(notification.case_id, RAG_VIEWS) is None:
        return
    begin(notification, by=by, why=EndReason.AMENDED)


def open_advice(notification: Notification) -> None:
    """Let the roles that may read legal advice read it on this record, whether or not there is any."""
    groups = grants.groups_with(notification.partnership, LEGAL_ROLES)
    grants.grant(notification, groups, powers=["view_legal_advice"])


def _seat(place: AgencyInPartnership) -> signing.SeatAsked:
    partner = place.get_statutory_partner_display()
    title = str(place.agency)
    if title.lower() != partner.lower():
        title = f"{title} ({partner[0].lower()}{partner[1:]})"
    return signing.SeatAsked(place.agency, Role.RAG_MEMBER, title)


def _settle(notification: Notification, the_round: SigningRound, *, completes: bool = False, by: Any) -> None:
    """Once all views are in, the group has decided its view: date it and pass it to the authority."""
    if not all_in(the_round):
        return
    result = result_of(the_round)
    is_first = notification.status == S.CONSIDERATION
    _date_view(notification, the_round, result, anew=is_first, by=by)
    was = notification.status
    if is_first:
        notification.apply(TRANSITIONS["pass_to_authority"], by=by)
        notification.save()
    if is_first or completes:
        audit.record(
            "notifications.views_complete",
            subject=notification,
            by=by,
            status=[was, notification.status],
            unanimous="yes" if result.is_unanimous else "no",
        )


def _date_view(
    notification: Notification, the_round: SigningRound, result: Result, *, anew: bool, by: Any
) -> None:
    """Date that the group decided that the criteria are met: only then may a rapid review count from it.

    The group decides what most partners say. A day once recorded stays, unless the group considers it anew.
    """
    is_met = result.majority == ViewChoice.MET
    old = live_facts(notification.case).get(FactKind.RAG_DECIDED)
    told = text_of(old.source) if old else ""
    source = f"{SIGNED}, round {the_round.number}: the criteria are met"
    if is_met and (old is None or (anew and told != source)):
        record_fact(
            notification.case,
            FactKind.RAG_DECIDED,
            moment=Moment.of(clock.now()),
            source=source,
            by=by,
            reason=f"Round {the_round.number} of the views is complete",
        )
    elif not is_met and told.startswith(SIGNED):
        reason = f"Round {the_round.number} of the views: most partners do not say that the criteria are met"
        take_back_fact(notification.case, FactKind.RAG_DECIDED, source=told, reason=reason, by=by)
    follow_views(notification, is_met=is_met, by=by)


def _tell_open(notification: Notification, the_round: SigningRound, *, key: str, by: Any) -> None:
    told = readers_with(notification, SUBMISSION_ROLES)
    tell(
        "views_open",
        notification,
        told,
        key=f"{the_round.public_id}:{key}",
        by=by,
        path=views_path(notification),
    )


def views_path(notification: Notification) -> str:
    """The address of the page of views."""
    return reverse("notifications:views", args=[notification.public_id])
