"""The messages of the second stage: a reference and a link. Never a name or a narrative."""

from lscp.messaging.catalogue import register
from lscp.messaging.models import Urgency

WHY_ASKED = "You get this because you answer for your agency, or were named on the request to it."
WHY_EXECUTIVE = "You get this because you sign for your agency on the Executive, or stand in for who does."
WHY_PANEL = "You get this because you take part in the rapid review."
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
register(
    "review_recommended",
    subject="{reference}: what the group recommends is signed",
    body=(
        "The Review Advisory Group has signed what it recommends on case {reference}. It is with the Executive."
    ),
    urgency=Urgency.IMMEDIATE,
    why=WHY_PANEL,
)
register(
    "executive_wanted",
    subject="{reference}: your signature is waited for",
    body=(
        "Please read what is recommended on case {reference} and sign your agency's answer. One page holds what "
        "you need."
    ),
    urgency=Urgency.IMMEDIATE,
    why=WHY_EXECUTIVE,
)
register(
    "executive_split",
    subject="{reference}: the Executive's answers are open and not settled",
    body=(
        "The Executive's signed answers on case {reference} are open. The partners do not agree, or too few have "
        "signed."
    ),
    urgency=Urgency.IMMEDIATE,
    why=WHY_PANEL,
)
register(
    "executive_decided",
    subject="{reference}: the Executive has decided",
    body=(
        "The Executive has decided on what is recommended on case {reference}. The case says what comes next."
    ),
    urgency=Urgency.IMMEDIATE,
    why=WHY_PANEL,
)
register(
    "panel_receipt_recorded",
    subject="{reference}: the rapid review is with the Panel",
    body=("The national Panel's receipt of the rapid review of case {reference} was recorded."),
    urgency=Urgency.IMMEDIATE,
    why=WHY_PANEL,
)
register(
    "panel_receipt_corrected",
    subject="{reference}: the Panel's receipt was corrected",
    body=("The national Panel's receipt of the rapid review of case {reference} was corrected."),
    urgency=Urgency.IMMEDIATE,
    why=WHY_PANEL,
)
register(
    "panel_replied",
    subject="{reference}: the Panel has replied",
    body=("The national Panel's reply on case {reference} was recorded. The case says what comes next."),
    urgency=Urgency.IMMEDIATE,
    why=WHY_PANEL,
)
