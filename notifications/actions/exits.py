"""Leaving the usual way and coming back: waiting, criteria found not met, another area, new information."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from lscp.accounts.models import User
from lscp.accounts.roles import UNIT_ROLES, Role
from lscp.audit import service as audit
from lscp.deadlines.compute import Moment
from lscp.documents.actions import attach
from lscp.kernel import clock
from lscp.kernel.access import require
from lscp.kernel.events import publish
from lscp.kernel.scoping import claim
from lscp.people import sealing
from lscp.people.models import SealedValue
from notifications.actions import consideration
from notifications.actions.access import open_to_receivers
from notifications.actions.closing import end_clocks, end_wait, end_what_is_asked
from notifications.actions.feedback import tell_referrer
from notifications.actions.telling import tell
from notifications.actions.time_limits import begin_anew
from notifications.actions.voiding import void_standing
from notifications.actions.waiting import begin_wait, meet_review
from notifications.enums import DecisionVoidReason as Void
from notifications.enums import NotificationStatus
from notifications.events import CaseTransferred, CriteriaFoundNotMet
from notifications.models import CriteriaFinding, InformationAwaited, Notification, Reopening, Transfer
from notifications.policies import exits as policies
from notifications.queries.judgement import readers_with
from notifications.workflow import TRANSITIONS

TOLD = UNIT_ROLES | {
    Role.RAG_MEMBER, Role.SCRUTINEER, Role.LEGAL_ADVISER, Role.EXECUTIVE, Role.LA_NOTIFIER,
    Role.LA_DECISION_MAKER,
}  # fmt: skip


NOT_TOLD = (
    "The death has still to be told through the national system. Ask the Review Advisory Group to look again, then "
    "record the decision to tell it"
)


@transaction.atomic
def await_information(
    public_id: Any, *, seen_version: int | None, reasons: str, review_on: dt.date, by: Any
) -> InformationAwaited:
    """Wait for more information until a day; a clock brings it back on that day.

    Raises `ValueError` for a review day that is not in the future.
    """
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    require(policies.can_await_information(by, notification), record=notification)
    today = clock.today()
    if review_on <= today:
        raise ValueError("The day on which you look again must be in the future")
    was = notification.status
    wait = begin_wait(
        notification, reasons=reasons, review_on=review_on, since=Moment(today),
        source="The Business Unit waits", from_status=was, by=by,
    )  # fmt: skip
    notification.apply(TRANSITIONS["await_information"], by=by)
    notification.save()
    _settle(notification, "awaits_information", was, by)
    return wait


@transaction.atomic
def end_waiting(public_id: Any, *, seen_version: int | None, came: str, by: Any) -> Notification:
    """Look at it again: `came` says what came, or that nothing will. The group is asked for its views."""
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    require(policies.can_end_waiting(by, notification), record=notification)
    was = notification.status
    end_wait(notification, came, by=by)
    meet_review(notification, by=by)
    void_standing(notification, Void.WAIT_ENDED, by=by)
    notification.review_on = None
    notification.apply(TRANSITIONS["consider"], by=by)
    notification.save()
    consideration.begin(notification, by=by)
    _settle(notification, "waiting_ended", was, by)
    return notification


@transaction.atomic
def find_criteria_not_met(
    public_id: Any,
    *,
    seen_version: int | None,
    reasons: str,
    panel_told_on: dt.date | None = None,
    panel_told_how: str = "",
    no_suspicion: bool = False,
    by: Any,
) -> CriteriaFinding:
    """Find that the criteria are not met after all; open clocks end, safety ones never.

    When the Panel was told may be recorded now or later (`record_panel_told`). `no_suspicion` says that it is a
    looked-after child's or care leaver's death with no suspicion of abuse or neglect: told by the same route,
    with no rapid review (docs/sources.md). Raises `ValueError` for a day in the future, and for such a death that
    has not been told yet.
    """
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    require(policies.can_find_criteria_not_met(by, notification), record=notification)
    was = notification.status
    if no_suspicion and was != NotificationStatus.NOTIFIED:
        raise ValueError(NOT_TOLD)
    finding = CriteriaFinding(
        notification=notification, reasons=_sealed(notification, reasons), from_status=was, by=by,
        no_suspicion=no_suspicion,
    )  # fmt: skip
    if panel_told_on is not None:
        _set_panel_told(finding, panel_told_on, panel_told_how, by)
    finding.save(force_insert=True)
    notification.apply(TRANSITIONS["find_criteria_not_met"], by=by)
    notification.save()
    _end_all(notification, Void.CRITERIA_NOT_MET, by=by)
    publish(CriteriaFoundNotMet(notification.pk, by.pk, no_suspicion))
    _settle(notification, "criteria_not_met", was, by)
    return finding


@transaction.atomic
def record_panel_told(
    public_id: Any, *, seen_version: int | None, panel_told_on: dt.date, panel_told_how: str, by: Any
) -> CriteriaFinding:
    """Record when the national Panel was told that the criteria are not met, and how."""
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    require(policies.can_record_panel_told(by, notification), record=notification)
    finding = notification.findings.order_by("-at", "-pk")[0]
    _set_panel_told(finding, panel_told_on, panel_told_how, by)
    finding.save()
    notification.touch(by=by)
    notification.save()
    audit.record("notifications.panel_told", subject=notification, by=by)
    return finding


@transaction.atomic
def transfer(
    public_id: Any,
    *,
    seen_version: int | None,
    area: str,
    told: str,
    told_moment: Moment,
    evidence: str,
    reasons: str,
    upload: UploadedFile[Any] | None = None,
    by: Any,
) -> Transfer:
    """Hand the incident over to another area that has been told; open clocks here end, safety ones never.

    The area where the incident took place notifies and reviews (docs/sources.md). Raises `ValueError` for a
    moment in the future.
    """
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    require(policies.can_transfer(by, notification), record=notification)
    _check_past(told_moment, "The time at which the other area was told")
    file = None
    if upload is not None:
        file = attach(
            record=notification, kind="notification", case=notification.case, upload=upload,
            purpose="transfer", by=by,
        )  # fmt: skip
    was = notification.status
    why, where, whom, how = sealing.seal_many(notification.case, [reasons, area, told, evidence])
    row = Transfer.all_records.create(
        notification=notification, reasons=why, from_status=was, by=by, area=where, told=whom,
        told_on=told_moment.on, told_at=told_moment.at, evidence=how, file=file,
    )  # fmt: skip
    notification.review_on = None
    notification.apply(TRANSITIONS["transfer"], by=by)
    notification.save()
    _end_all(notification, Void.TRANSFERRED, by=by)
    publish(CaseTransferred(notification.pk, by.pk))
    _settle(notification, "transferred", was, by)
    return row


@transaction.atomic
def reopen(
    public_id: Any,
    *,
    seen_version: int | None,
    source: str,
    received_on: dt.date,
    reasons: str,
    by: Any,
) -> Reopening:
    """Open a closed notification again: what is new, from where, since when. The group is asked anew.

    An earlier decision no longer stands. The clocks of the authority's duty run anew, from the day on which
    the information came. Raises `ValueError` for a day in the future.
    """
    notification = claim(Notification, public_id, by=by, seen_version=seen_version)
    require(policies.can_reopen(by, notification), record=notification)
    _check_past(Moment(received_on), "The day on which the information came")
    was = notification.status
    row = Reopening.all_records.create(
        notification=notification, reasons=_sealed(notification, reasons), from_status=was, by=by,
        source=source, received_on=received_on,
    )  # fmt: skip
    notification.apply(TRANSITIONS["reopen"], by=by)
    notification.save()
    open_to_receivers(notification)
    void_standing(notification, Void.REOPENED, by=by)
    begin_anew(notification, row, by=by)
    consideration.begin(notification, by=by)
    _settle(notification, "reopened", was, by)
    return row


def _settle(notification: Notification, name: str, was: str, by: Any) -> None:
    """The record, the people inside, and whoever raised it."""
    audit.record(f"notifications.{name}", subject=notification, by=by, status=[was, notification.status])
    key = f"{name}:{notification.version}"
    tell(f"notification_{name}", notification, people_inside(notification), key=key, by=by)
    tell_referrer(notification, by=by)


def people_inside(notification: Notification) -> list[User]:
    """Those who take part in the process and may see it."""
    return readers_with(notification, TOLD)


def _end_all(notification: Notification, why: Void, *, by: Any) -> None:
    """Decision, views, what was still asked, and clocks end with the reason."""
    void_standing(notification, why, by=by)
    consideration.end(notification, by=by)
    end_what_is_asked(notification, why.label, by=by)
    end_clocks(notification, why.label, by=by)


def _set_panel_told(finding: CriteriaFinding, on: dt.date, how: str, by: Any) -> None:
    _check_past(Moment(on), "The day on which the Panel was told")
    if not how.strip():
        raise ValueError("Enter how the Panel was told")
    finding.panel_told_on, finding.panel_told_how = on, _sealed(finding.notification, how)
    finding.panel_told_recorded_at, finding.panel_told_recorded_by = clock.now(), by


def _check_past(moment: Moment, what: str) -> None:
    if moment.on > clock.today() or (moment.at is not None and moment.at > clock.now()):
        raise ValueError(f"{what} must be in the past")


def _sealed(notification: Notification, text: str) -> SealedValue:
    value = sealing.seal(notification.case, text)
    sealing.freeze([value])
    return value
