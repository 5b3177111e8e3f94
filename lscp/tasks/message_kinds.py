"""The messages of safety actions: a reference and what to do. Never a name or a narrative."""

from lscp.messaging.catalogue import register
from lscp.messaging.models import Urgency

WHY = "You get this because your role looks after immediate safety actions."

register(
    "safety_raised",
    subject="{reference}: a child may be at risk now",
    body=(
        "Somebody said that a child is at risk now, on case {reference}. Make sure that the front door has "
        "been called, then record the call."
    ),
    urgency=Urgency.IMMEDIATE,
    why=WHY,
)
register(
    "safety_call_recorded",
    subject="{reference}: the call to the front door is recorded",
    body="The call to the front door is recorded on case {reference}. The safety action is done.",
    urgency=Urgency.IMMEDIATE,
    why=WHY,
)
