"""The messages of the meetings: a reference and a day. Never a name, a place or a word of the minutes."""

from lscp.messaging.catalogue import register
from lscp.messaging.models import Urgency

WHY_MEMBER = "You get this because you have a place in the group or were at the meeting."

register(
    "meeting_called",
    subject="{reference}: {group} meeting on {when}",
    body=(
        "The {group} meets about case {reference} on {when}. "
        "Open the meeting for the place, the agenda and a calendar invitation."
    ),
    urgency=Urgency.IMMEDIATE,
    why=WHY_MEMBER,
)
register(
    "meeting_changed",
    subject="{reference}: meeting changed, now on {when}",
    body="The {group} meeting about case {reference} was changed. It is now on {when}. Open it to see why.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_MEMBER,
)
register(
    "meeting_cancelled",
    subject="{reference}: meeting on {when} cancelled",
    body="The {group} meeting about case {reference} on {when} was cancelled. Open it to see why.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_MEMBER,
)
register(
    "minutes_circulated",
    subject="{reference}: minutes for your comments",
    body="Minutes of the {group} meeting about case {reference} (version {number}) are ready to read.",
    urgency=Urgency.REMINDER,
    why=WHY_MEMBER,
)
register(
    "minutes_commented",
    subject="{reference}: comment on the minutes",
    body="Somebody commented on the minutes of the {group} meeting about case {reference}.",
    urgency=Urgency.REMINDER,
    why="You get this because you wrote the minutes.",
)
register(
    "minutes_approved",
    subject="{reference}: minutes approved",
    body="The minutes of the {group} meeting about case {reference} are approved and locked.",
    urgency=Urgency.REMINDER,
    why=WHY_MEMBER,
)
register(
    "minutes_added_to",
    subject="{reference}: addendum to the minutes",
    body="An addendum was added to the approved minutes of the {group} meeting about case {reference}.",
    urgency=Urgency.REMINDER,
    why=WHY_MEMBER,
)
register(
    "meeting_action_given",
    subject="{reference}: an action for you, by {due}",
    body="You were given an action on case {reference}. It is due by {due}. Sign in to read it.",
    urgency=Urgency.IMMEDIATE,
    why="You get this because you own this action.",
)
register(
    "meeting_action_done",
    subject="{reference}: an action is done",
    body="An action of a meeting on case {reference} was recorded as done.",
    urgency=Urgency.REMINDER,
    why="You get this because you wrote the action down.",
)
register(
    "meeting_action_withdrawn",
    subject="{reference}: an action of yours is no longer wanted",
    body="An action that you were given on case {reference} was withdrawn. Open it to see why.",
    urgency=Urgency.REMINDER,
    why="You get this because you owned this action.",
)
