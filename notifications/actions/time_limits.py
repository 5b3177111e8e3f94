"""Which time limits an incident's kind brings and what each decision does to them: the one table of both.

A case that new information opened again runs a new course: its clocks carry the reopening's key, count from
that information, and leave the clocks of before as they were met or cancelled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from lscp.deadlines import actions as clocks
from lscp.deadlines.compute import Moment
from lscp.deadlines.enums import FactKind
from lscp.deadlines.models import Clock
from lscp.deadlines.rule_choice import live_facts
from notifications.enums import DecisionOutcome as O
from notifications.enums import IncidentKind
from notifications.models import Notification, Reopening
from notifications.workflow import UNDECIDED

INCIDENT = ("notify_panel", "notify_partners")
DEATHS = ("notify_lac_death", "notify_care_leaver_death")
REVIEW = ("rapid_review_to_panel",)
NATIONAL = ("notify_panel", *DEATHS)
"""Clocks that the receipt of the national system meets: it is one system for all of them."""

CLOCKS_OF = {
    IncidentKind.SERIOUS_INCIDENT: INCIDENT,
    IncidentKind.LOOKED_AFTER_DEATH: ("notify_lac_death",),
    IncidentKind.CARE_LEAVER_DEATH: ("notify_care_leaver_death",),
    IncidentKind.LEARNING: (),
}
"""Which time limits a kind of notification brings (docs/sources.md). Below the threshold there is none.

The rapid review is none of them: it is expected once the criteria are met or the authority notifies.
"""


@dataclass(frozen=True)
class Effect:
    """What a decision does: which clocks it brings beside those already there, which it ends, and why."""

    brings: Collection[str] = ()
    ends: Collection[str] = ()
    why: str = ""


NO_DUTY = Effect(ends=(*NATIONAL, *INCIDENT, *REVIEW), why="The local authority decided not to notify")
EFFECTS = {
    O.NOTIFY: Effect(brings=(*INCIDENT, *REVIEW)),
    O.TELL: Effect(ends=(*INCIDENT, *REVIEW), why="Told by the same route, with no rapid review"),
    O.NOT_NOTIFIABLE: NO_DUTY,
    O.LOCAL_LEARNING: NO_DUTY,
    O.AWAIT: Effect(),
}


def clocks_of(kinds: Iterable[str]) -> list[str]:
    """The time limits of these kinds of incident, each once."""
    return list(dict.fromkeys(key for kind in kinds for key in CLOCKS_OF.get(IncidentKind(kind), ())))


def follow_decision(notification: Notification, outcome: str, *, by: Any) -> None:
    """Bring and end what the authority's decision brings and ends."""
    effect = EFFECTS[O(outcome)]
    brings = effect.brings
    if outcome == O.TELL:
        brings = [key for key in clocks_of(notification.kinds) if key in DEATHS] or [DEATHS[0]]
    _expect(notification, brings, by=by)
    if effect.ends:
        clocks.cancel_clocks(notification.case, effect.ends, reason=effect.why, by=by)


def follow_kinds(notification: Notification, *, by: Any) -> None:
    """It is not decided any more: the clocks that its kinds bring run again, from where they ran."""
    _expect(notification, clocks_of(notification.kinds), by=by)


def correct_kinds(notification: Notification, *, by: Any) -> None:
    """The form was changed: clocks of kinds it no longer tells of end, those of new ones are expected.

    Only until it is decided: from then on the clocks follow the decision, which has to be made anew.
    """
    if notification.status not in UNDECIDED:
        return
    brought = clocks_of(notification.kinds)
    gone = [key for key in (*INCIDENT, *DEATHS) if key not in brought]
    if IncidentKind.SERIOUS_INCIDENT not in notification.kinds:
        gone += REVIEW
    if gone:
        clocks.cancel_clocks(notification.case, gone, reason="The kind of incident was changed", by=by)
    _expect(notification, brought, by=by)


def follow_views(notification: Notification, *, is_met: bool, by: Any) -> None:
    """The rapid review is expected once the group decides that the criteria are met.

    What the authority has decided goes before what the group says later.
    """
    if notification.status in UNDECIDED and is_met:
        _expect(notification, REVIEW, by=by)
    elif notification.status in UNDECIDED:
        why = "Most partners do not say that the criteria are met"
        clocks.cancel_clocks(notification.case, REVIEW, reason=why, by=by)


def expect_review(notification: Notification, *, by: Any) -> None:
    """The national Panel was notified: a rapid review follows."""
    _expect(notification, REVIEW, by=by)


def begin_anew(notification: Notification, reopening: Reopening, *, by: Any) -> None:
    """Date the new information, and start the clocks that the incident's kinds bring from its day."""
    again = notification.reopenings.count() > 1
    clocks.record_fact(
        notification.case, FactKind.NEW_INFORMATION, moment=Moment(reopening.received_on),
        source=f"New information from: {reopening.get_source_display()}", subject=str(reopening.public_id),
        reason="Opened again once more" if again else "", by=by,
    )  # fmt: skip
    follow_kinds(notification, by=by)


def course_of(notification: Notification) -> str:
    """The subject of the clocks of the present course: empty until the case was opened again."""
    found = notification.reopenings.order_by("-at", "-pk").values_list("public_id", flat=True).first()
    return str(found) if found else ""


def national_clocks(notification: Notification, *, is_correction: bool = False) -> list[Clock]:
    """The clocks that a receipt meets: those of the present course, or those met last when it is corrected."""
    rows = Clock.all_records.filter(
        case=notification.case_id, is_live=True, cancelled_at=None, rule_key__in=NATIONAL
    )
    if not is_correction:
        return list(rows.filter(subject=course_of(notification)))
    met = list(rows.filter(met_at__isnull=False).order_by("-met_recorded_at", "-pk"))
    return [row for row in met if row.subject == met[0].subject]


def _expect(notification: Notification, keys: Collection[str], *, by: Any) -> None:
    """Partners who knew before the case was opened again are asked for their views, and not told once more."""
    course = course_of(notification)
    if course and FactKind.PARTNERS_AWARE in live_facts(notification.case):
        keys = [key for key in keys if key != "notify_partners"]
    if keys:
        clocks.expect_clocks(notification.case, keys, subject=course, by=by)
