"""The messages of the second stage: a reference and a link. Never a name or a narrative."""

from lscp.messaging.catalogue import register
from lscp.messaging.models import Urgency

WHY_ASKED = "You get this because you answer for your agency, or were named on the request to it."
WHY_UNIT = "You get this because the Business Unit prepares the rapid review."

register(
    "return_asked",
    subject="{reference}: what does your agency know?",
    body=(
        "A rapid review of case {reference} has begun. Please say what your agency knows. If your agency knows "
        "nothing, you can say so with one button."
    ),
    urgency=Urgency.IMMEDIATE,
    why=WHY_ASKED,
)
register(
    "return_date_changed",
    subject="{reference}: another day for your agency's return",
    body="The day by which your agency's return on case {reference} is wanted has changed.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_ASKED,
)
register(
    "return_chased",
    subject="{reference}: your agency's return is waited for",
    body="The rapid review of case {reference} waits for your agency's return. Please send it, or say what stops you.",
    urgency=Urgency.REMINDER,
    why=WHY_ASKED,
)
register(
    "return_sent_back",
    subject="{reference}: questions about your agency's return",
    body="There are questions about your agency's return on case {reference}. Please answer them in the return.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_ASKED,
)
register(
    "return_accepted",
    subject="{reference}: your agency's return was accepted",
    body="Your agency's return on case {reference} was accepted. You need do nothing more. Thank you.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_ASKED,
)
register(
    "return_not_wanted",
    subject="{reference}: your agency need not answer",
    body="The request to your agency on case {reference} was withdrawn. You need do nothing more.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_ASKED,
)
