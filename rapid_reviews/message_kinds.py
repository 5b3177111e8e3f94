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
WHY_REPORT = "You get this because you take part in the rapid review."
register(
    "report_section_yours",
    subject="{reference}: a section of the report is yours",
    body="A section of the rapid review report on case {reference} was given to you to write.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_REPORT,
)
register(
    "report_commented",
    subject="{reference}: a comment on your section",
    body="Somebody commented on your section of the rapid review report on case {reference}.",
    urgency=Urgency.REMINDER,
    why=WHY_REPORT,
)
register(
    "return_to_check",
    subject="{reference}: a return to check",
    body="Your agency's return on case {reference} is written. Please check its quality.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_ASKED,
)
register(
    "return_to_sign",
    subject="{reference}: a return to sign off",
    body="Your agency's return on case {reference} is written and checked. Please sign it off.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_ASKED,
)
register(
    "return_given_back",
    subject="{reference}: your return was given back to you",
    body="Somebody at your agency gave the return on case {reference} back to you, with a note.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_ASKED,
)
register(
    "return_received",
    subject="{reference}: an agency's return has arrived",
    body="An agency has signed its return on case {reference}. Please check it.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_UNIT,
)
register(
    "return_declined",
    subject="{reference}: an agency does not answer",
    body="An agency said that it does not answer on case {reference}. Its reason is with the request.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_UNIT,
)
register(
    "return_suggestion",
    subject="{reference}: an agency suggests asking another",
    body="An agency suggests whom else to ask about case {reference}. Please answer it.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_UNIT,
)
register(
    "report_view_wanted",
    subject="{reference}: your agency's view of what should follow",
    body="Please give your agency's view of what should follow the rapid review of case {reference}.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_REPORT,
)
register(
    "report_views_open",
    subject="{reference}: the views of what should follow are open",
    body="The statutory partners' views of what should follow the rapid review of case {reference} can be read.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_REPORT,
)
