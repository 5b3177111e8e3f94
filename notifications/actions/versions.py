"""Freezing the form as a version, and bringing what is copied from it into line. No rules about who."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lscp.deadlines import actions as clocks
from lscp.deadlines.enums import FactKind
from lscp.people import matching, sealing
from notifications.actions.time_limits import clocks_of, correct_kinds
from notifications.models import Notification, NotificationVersion
from notifications.queries import answers

TOLD_BY_THE_FORM = (FactKind.AGENCY_AWARE, FactKind.LA_AWARE, FactKind.DEATH)


def freeze(
    notification: Notification,
    form: answers.Form,
    *,
    number: int,
    by: Any,
    reason: str = "",
    changed: Iterable[str] = (),
) -> NotificationVersion:
    """Seal the whole form as a version that can never change; its people can then be found again."""
    case, key = notification.case, form.sealing_key
    documents = [answers.snapshot_of(form), answers.SOURCE, *([reason] if reason else [])]
    content, form.source, *why = sealing.seal_many(case, documents, key=key)
    if number == 1:
        matching.index_first(case, [one.person for one in form.people])
    else:
        matching.index_case(case)
    return NotificationVersion.all_records.create(
        notification=notification, number=number, form_edition=notification.form_edition, content=content,
        reason=why[0] if why else None, made_by=by, changed_questions=sorted(changed),
    )  # fmt: skip


def copy_facts(notification: Notification, form: answers.Form) -> None:
    """Copy the coded facts of the form to the notification's own columns; the caller saves it."""
    for name, value in answers.coded_facts_of(form).items():
        setattr(notification, name, value)


def keep_time(notification: Notification, form: answers.Form, *, by: Any) -> None:
    """Record when things happened as the form says, and start the clocks that this kind brings.

    What somebody has recorded by hand is left as it is. The caller has claimed the notification, and with it
    the case.
    """
    clocks.record_facts(
        notification.case, _told_by(form), expect=clocks_of(notification.kinds), leaves_others=True,
        is_claimed=True, by=by,
    )  # fmt: skip


def correct_time(notification: Notification, form: answers.Form, *, by: Any, reason: str) -> None:
    """The same after an amendment: what the form tells no more is taken back, with the clocks of its kinds.

    What somebody has since recorded, corrected or taken off by hand is left as it is.
    """
    told = _told_by(form, reason)
    clocks.record_facts(notification.case, told, leaves_others=True, is_claimed=True, by=by)
    for kind in set(TOLD_BY_THE_FORM) - {one.kind for one in told}:
        clocks.take_back_fact(notification.case, kind, source=answers.SOURCE, reason=reason, by=by)
    correct_kinds(notification, by=by)


def _told_by(form: answers.Form, reason: str = "") -> list[clocks.Happened]:
    return [
        clocks.Happened(fact.kind, fact.moment, answers.SOURCE, fact.sudden, reason, sealed=form.source)
        for fact in answers.moments_of(form)
    ]
