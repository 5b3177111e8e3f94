"""The messages of the clocks: a reference, a rule's title, dates. Never a name or a narrative."""

from lscp.messaging.catalogue import register
from lscp.messaging.models import Urgency

WHY_HOLDER = "You get this because your role looks after this time limit."
WHY_ESCALATED = "You get this because a time limit has passed and you are the person it is raised with."
STANDING = "how a time limit stands"
RAISED = "a time limit that was raised with somebody"

register(
    "deadline_reminder",
    subject="{reference}: {title}, {left}",
    body="{title} on case {reference} is due by {due} ({left}).",
    urgency=Urgency.REMINDER,
    why=WHY_HOLDER,
    series=STANDING,
)
register(
    "deadline_overdue",
    subject="{reference}: {title}, {left}",
    body=(
        "{title} on case {reference} was due by {due} ({left}). "
        "Please do it now, record when it was done, and record why it is late."
    ),
    urgency=Urgency.REMINDER,
    why=WHY_HOLDER,
    series=STANDING,
)
register(
    "deadline_soft",
    subject="{reference}: {title}, {left}",
    body="{title} on case {reference}: {left}. Nothing is late. Please ask how it stands.",
    urgency=Urgency.REMINDER,
    why=WHY_HOLDER,
    series=STANDING,
)
register(
    "deadline_escalated",
    subject="{reference}: {title}, {left}, raised with you",
    body="{title} on case {reference} was due by {due} and has not been done ({left}).",
    urgency=Urgency.IMMEDIATE,
    why=WHY_ESCALATED,
    series=RAISED,
)
register(
    "deadline_safety",
    subject="{reference}: immediate safety, {left}",
    body=(
        "{title} on case {reference}: the time limit is {due} ({left}). "
        "It is done only when the call to the front door is recorded."
    ),
    urgency=Urgency.IMMEDIATE,
    why=WHY_HOLDER,
    series=STANDING,
)
register(
    "deadlines_moved",
    subject="{count} of your time limits moved",
    body="A change to the calendar or the rules was approved. {count} of your time limits moved.",
    urgency=Urgency.REMINDER,
    why=WHY_HOLDER,
)
