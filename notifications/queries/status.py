"""A status as each reader may see it, and what happens next. Words only: no rule is decided here."""

from __future__ import annotations

from typing import Any, Final

from lscp.web.components import Colour, Status
from notifications.enums import NotificationStatus as S
from notifications.policies.judgement import next_in_deciding

COLOURS: Final[dict[str, Colour]] = {
    S.DRAFT: "grey",
    S.ABANDONED: "grey",
    S.SUBMITTED: "blue",
    S.RETURNED: "yellow",
    S.CONSIDERATION: "purple",
    S.AWAITING: "yellow",
    S.DECISION: "purple",
    S.TO_NOTIFY: "orange",
    S.NOTIFIED: "green",
    S.TO_TELL: "orange",
    S.TOLD: "green",
    S.LOCAL_LEARNING: "turquoise",
    S.NOT_NOTIFIABLE: "turquoise",
    S.CRITERIA_NOT_MET: "turquoise",
    S.TRANSFERRED: "grey",
    S.MERGED: "grey",
}

# Whoever raised it does not learn that somebody else raised the same incident.
OUTSIDE_MERGED: Final = Status("With the Business Unit", "blue")

NEXT: Final[dict[str, str]] = {
    S.DRAFT: "You finish the form and send it. Nobody else can read it yet.",
    S.ABANDONED: "Nothing, unless you take the draft up again.",
    S.SUBMITTED: "The Business Unit reads it, and the Review Advisory Group is asked if it must be notified.",
    S.RETURNED: "Whoever raised it answers the Business Unit's questions.",
    S.CONSIDERATION: "Each statutory safeguarding partner gives its view. Then the local authority decides.",
    S.AWAITING: "More information is awaited. Then it is looked at again.",
    S.DECISION: "The local authority decides whether to notify the national Panel.",
    S.TO_NOTIFY: "The local authority notifies the national Panel and records the receipt.",
    S.NOTIFIED: "The rapid review is prepared and sent to the national Panel.",
    S.TO_TELL: "The local authority tells the Secretary of State and Ofsted and records the receipt.",
    S.TOLD: "Nothing more. There is no rapid review after such a death.",
    S.LOCAL_LEARNING: "The partnership looks for what can be learned.",
    S.NOT_NOTIFIABLE: "Nothing more. It can be opened again if new information comes.",
    S.CRITERIA_NOT_MET: "Nothing more. It can be opened again if new information comes.",
    S.TRANSFERRED: "The other area goes on with it.",
    S.MERGED: "The other notification goes on.",
}


def status_shown(notification: Any, *, inside: bool) -> Status:
    """The status in words; somebody outside the process never learns of a merger."""
    if notification.status == S.MERGED and not inside:
        return OUTSIDE_MERGED
    return Status(S(notification.status).label, COLOURS[notification.status])


def next_shown(notification: Any, *, inside: bool) -> str:
    """What happens next, in a sentence or two."""
    if notification.status == S.MERGED and not inside:
        return "The Business Unit looks after it together with what else it knows."
    if notification.status == S.SUBMITTED and notification.case.is_restricted:
        return "The Business Unit reads it and names who else may read it. Nobody else has been told."
    awaited = next_in_deciding(notification) if inside else ""
    return awaited or NEXT[notification.status]
