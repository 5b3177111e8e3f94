"""Freezing the form as a version, and bringing what is copied from it into line. No rules about who."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lscp.deadlines import actions as clocks
from lscp.deadlines.models import Fact
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
    document: dict[str, Any],
    *,
    number: int,
    by: Any,
    reason: str = "",
    changed: Iterable[str] = (),
) -> NotificationVersion:
    """Seal the whole form as a version that can never change; its people can then be found again."""
    content = sealing.seal(notification.case, document)
    values = [content]
    why = None
    if reason:
        why = sealing.seal(notification.case, reason)
        values.append(why)
    sealing.freeze(values)
    matching.index_case(notification.case)
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

    What somebody has since recorded or corrected by hand is left as it is.
    """
    case = notification.case
    by_hand = set(
        Fact.objects.filter(case=case, is_live=True)
        .exclude(source=answers.SOURCE)
        .values_list("kind", flat=True)
    )
    for fact in answers.moments_of(form):
        if fact.kind not in by_hand:
            clocks.record_fact(
                case,
                fact.kind,
                moment=fact.moment,
                source=answers.SOURCE,
                sudden=fact.sudden,
                reason=reason,
                by=by,
            )
    keys = [key for kind in notification.kinds for key in CLOCKS_OF.get(IncidentKind(kind), ())]
    if keys:
        clocks.expect_clocks(case, dict.fromkeys(keys), by=by)
