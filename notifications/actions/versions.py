"""Freezing the form as a version, and bringing what is copied from it into line. No rules about who."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lscp.deadlines import actions as clocks
from lscp.people import matching, sealing
from notifications.enums import IncidentKind
from notifications.models import Notification, NotificationVersion
from notifications.queries import answers

CLOCKS_OF = {
    IncidentKind.SERIOUS_INCIDENT: ("notify_panel", "notify_partners", "rapid_review_to_panel"),
    IncidentKind.LOOKED_AFTER_DEATH: ("notify_lac_death",),
    IncidentKind.CARE_LEAVER_DEATH: ("notify_care_leaver_death",),
    IncidentKind.LEARNING: (),
}
"""Which time limits a kind of notification brings (domain.md 9.1). Below the threshold there is none."""


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
    content = sealing.seal(case, answers.snapshot_of(form), is_frozen=True, key=key)
    why = sealing.seal(case, reason, is_frozen=True, key=key) if reason else None
    if number == 1:
        matching.index_first(case, [one.person for one in form.people])
    else:
        matching.index_case(case)
    return NotificationVersion.all_records.create(
        notification=notification, number=number, form_edition=notification.form_edition, content=content,
        reason=why, made_by=by, changed_questions=sorted(changed),
    )  # fmt: skip


def copy_facts(notification: Notification, form: answers.Form) -> None:
    """Copy the coded facts of the form to the notification's own columns; the caller saves it."""
    for name, value in answers.coded_facts_of(form).items():
        setattr(notification, name, value)


def keep_time(notification: Notification, form: answers.Form, *, by: Any, reason: str = "") -> None:
    """Record when things happened as the form says, and start the clocks that this kind brings.

    What somebody has since recorded or corrected by hand is left as it is. The caller has claimed the
    notification, and with it the case.
    """
    happened = [
        clocks.Happened(fact.kind, fact.moment, answers.SOURCE, fact.sudden, reason)
        for fact in answers.moments_of(form)
    ]
    keys = [key for kind in notification.kinds for key in CLOCKS_OF.get(IncidentKind(kind), ())]
    clocks.record_facts(
        notification.case, happened, expect=dict.fromkeys(keys), leaves_others=True, is_claimed=True, by=by
    )
