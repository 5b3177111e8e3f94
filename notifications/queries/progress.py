"""What whoever raised it reads: where it stands, what comes next and by when, and a reason for them.

Never a partner's view, legal advice, another agency's information or that somebody else raised the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from lscp.deadlines.models import Clock
from lscp.kernel.dates import british_date
from notifications.enums import NotificationStatus as S
from notifications.models import Notification, ReferrerNote
from notifications.policies.known import known_of
from notifications.queries.status import status_shown


@dataclass(frozen=True)
class Words:
    """The usual words for one status. `clock` names the rule whose due day says by when."""

    now: str
    next: str
    reason: str
    clock: str = ""


EVERY_DEATH: Final = (
    "Every death of this kind is told. It does not mean that anybody thinks a child was harmed by somebody."
)

USUAL: Final[dict[str, Words]] = {
    S.DRAFT: Words(
        "You are still writing it. Nobody else can read it.", "Finish the form and send it.",
        "Nothing has been decided, because it has not been sent.",
    ),
    S.ABANDONED: Words(
        "You put this draft aside.", "You can take it up again at any time.",
        "Nothing has been decided, because it was not sent.",
    ),
    S.SUBMITTED: Words(
        "Your form has arrived. The Business Unit is reading it.",
        "It goes to the people who decide whether the national Panel must be told.",
        "Nothing has been decided yet. Thank you for raising it: you did the right thing.", "notify_panel",
    ),
    S.RETURNED: Words(
        "The Business Unit has questions for you.", "Answer the questions, so that it can go on.",
        "Nothing has been decided yet. More needs to be known first.", "notify_panel",
    ),
    S.CONSIDERATION: Words(
        "The police, the council and the health service are each looking at it.",
        "They say what they think. Then the council decides whether the national Panel must be told.",
        "Nothing has been decided yet. Each of them reads what you wrote.", "notify_panel",
    ),
    S.AWAITING: Words(
        "More information is needed before anybody can decide.", "It will be looked at again.",
        "Nothing has been decided yet, because something important is not known.",
    ),
    S.DECISION: Words(
        "The council is deciding.", "The council decides whether the national Panel must be told.",
        "Nothing has been decided yet. The people who decide have what they need.", "notify_panel",
    ),
    S.TO_NOTIFY: Words(
        "The council decided that the national Panel must be told.", "The council tells the national Panel.",
        "What you raised meets the test in the law for telling the national Panel.", "notify_panel",
    ),
    S.NOTIFIED: Words(
        "The national Panel has been told.",
        "The agencies look quickly together at what happened. You may be asked for what you know.",
        "What you raised meets the test in the law for telling the national Panel.", "rapid_review_to_panel",
    ),
    S.TO_TELL: Words(
        "The council decided that the death must be told to the government and the inspectors.",
        "The council tells them.",
        EVERY_DEATH,
    ),
    S.TOLD: Words(
        "The death has been told to the government and the inspectors.", "Nothing more is asked of you.",
        EVERY_DEATH,
    ),
    S.LOCAL_LEARNING: Words(
        "It does not have to be told to the national Panel. We want to learn from it here.",
        "The partnership looks at what can be done better. You may be asked for what you know.",
        "What you raised does not meet every part of the test in the law, but there is something to learn.",
    ),
    S.NOT_NOTIFIABLE: Words(
        "It does not have to be told to the national Panel, and it is closed.",
        "Nothing more is asked of you. Tell us if you learn something new: it can be opened again.",
        "What you raised does not meet every part of the test in the law. It was right to raise it.",
    ),
    S.CRITERIA_NOT_MET: Words(
        "It was found later that the national Panel did not have to be told. It is closed.",
        "Nothing more is asked of you. Tell us if you learn something new: it can be opened again.",
        "More became known after the decision, and the test in the law is not met after all.",
    ),
    S.TRANSFERRED: Words(
        "Another area looks after it now.", "The other area may ask you for what you know.",
        "The area where it happened is the one that has to look after it.",
    ),
    S.MERGED: Words(
        "The Business Unit looks after it.", "It is looked at together with what else is known.",
        "Nothing more is needed from you now.",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Progress:
    """What the page says."""

    status: Any
    now: str
    next: str
    by_when: str
    reason: str
    is_own_reason: bool


def reason_for(notification: Notification) -> tuple[str, bool]:
    """The reason written for this status, else the usual one; and whether somebody wrote or approved it."""
    note = note_for(notification)
    return (str(note.text.open()), True) if note else (USUAL[notification.status].reason, False)


def note_for(notification: Notification) -> ReferrerNote | None:
    """The latest note for the present status."""
    known = known_of(notification)
    if known is not None and "notes" not in known.there:
        return None
    rows = notification.referrer_notes.filter(status=notification.status).select_related("text__key")
    return rows.order_by("-at", "-pk").first()


def progress_of(notification: Notification) -> Progress:
    """Where it stands, for whoever raised it and their lead."""
    words = USUAL[notification.status]
    reason, is_own = reason_for(notification)
    return Progress(
        status=status_shown(notification, inside=False),
        now=words.now,
        next=words.next,
        by_when=_by_when(notification, words),
        reason=reason,
        is_own_reason=is_own,
    )


def _by_when(notification: Notification, words: Words) -> str:
    if notification.status == S.AWAITING and notification.review_on:
        return f"It is looked at again on {british_date(notification.review_on)} at the latest."
    if not words.clock:
        return ""
    row = Clock.all_records.filter(
        case=notification.case_id, rule_key=words.clock, is_live=True, is_open=True
    ).first()
    if row is None or row.due_on is None:
        return "The day by which this happens is not known yet."
    late = " That day has passed. The Business Unit knows." if row.is_late else ""
    return f"This is to happen by {british_date(row.due_on)}.{late}"
