"""The messages of the first stage: a reference and a link. Never a name or a narrative."""

from lscp.messaging.catalogue import register
from lscp.messaging.models import Urgency

# Judgement: views, decision, advice, comments

WHY_PARTNER = "You get this because you sit on the Review Advisory Group for a statutory partner."
WHY_READER = "You get this because your role takes part in considering notifications."
WHY_EXECUTIVE = "You get this because the Executive sees each decision to notify or not on the same day."
WHY_RAISED = "You get this because you raised this case."

register(
    "view_wanted",
    subject="{reference}: your agency's view is asked for",
    body="Case {reference} is with the Review Advisory Group. Please read it and give your agency's own view.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_PARTNER,
)
register(
    "view_wanted_again",
    subject="{reference}: the notification changed, views are asked for again",
    body=(
        "The notification on case {reference} was changed. A view signed on the earlier version no longer counts. "
        "Please read what changed and give your agency's own view."
    ),
    urgency=Urgency.IMMEDIATE,
    why=WHY_PARTNER,
)
register(
    "views_open",
    subject="{reference}: views can be read",
    body="The statutory partners' views on case {reference} can be read.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_READER,
)
register(
    "conflict_declared",
    subject="{reference}: a conflict of interest was declared",
    body="Somebody declared a conflict of interest on case {reference}. Please see that a deputy can act.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_READER,
)
register(
    "decision_recorded",
    subject="{reference}: the local authority has decided",
    body="The local authority's decision on case {reference} has been recorded.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_READER,
)
register(
    "decision_for_executive",
    subject="{reference}: a decision for you to see",
    body=(
        "The local authority's decision on case {reference} has been recorded, with its reasons. "
        "You may ask the Review Advisory Group to look again."
    ),
    urgency=Urgency.IMMEDIATE,
    why=WHY_EXECUTIVE,
)
register(
    "decision_executive_to_name",
    subject="{reference}: name the Executive members who may read the decision",
    body=(
        "The local authority's decision on case {reference} has been recorded. The case is restricted. "
        "Please name today the Executive members who may read it."
    ),
    urgency=Urgency.IMMEDIATE,
    why=WHY_READER,
)
register(
    "decision_for_referrer",
    subject="{reference}: there is news",
    body="There is news on case {reference}, which you raised.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_RAISED,
)
register(
    "decision_to_sign",
    subject="{reference}: please sign your decision",
    body=(
        "A decision on case {reference} was recorded in your name. Please read it and sign it. Unless it is to "
        "notify, it takes effect only when you sign."
    ),
    urgency=Urgency.IMMEDIATE,
    why="You get this because you are named as the decision maker.",
)
register(
    "decision_signed",
    subject="{reference}: the decision is signed",
    body="The local authority's decision on case {reference} has been signed.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_READER,
)
register(
    "decision_signature_void",
    subject="{reference}: the decision must be signed again",
    body=(
        "The notification on case {reference} was changed after the decision was signed. "
        "The signature no longer stands. Please read what changed and decide again."
    ),
    urgency=Urgency.IMMEDIATE,
    why=WHY_READER,
)
register(
    "decision_no_longer_stands",
    subject="{reference}: no decision stands",
    body=(
        "The notification on case {reference} was changed after the local authority's decision was signed. "
        "The decision no longer stands until it is made again. The time limit still runs."
    ),
    urgency=Urgency.IMMEDIATE,
    why=WHY_READER,
)
register(
    "look_again_asked",
    subject="{reference}: the Executive asks the group to look again",
    body="The Executive asks the Review Advisory Group to look again at case {reference}.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_READER,
)

# Submission and after

WHY_RECEIVES = "You get this because your role receives every notification in this partnership."
WHY_ASKED = "You get this because you were asked as safeguarding lead or group representative of your agency."
WHY_UNIT = "You get this because you work in the Business Unit."

register(
    "notification_submitted",
    subject="{reference}: a new notification",
    body="A serious incident was raised. Its reference is {reference}. Please sign in to read it.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_RECEIVES,
)
register(
    "notification_received",
    subject="{reference}: your notification was sent",
    body="Your notification was sent. Its reference is {reference}. The page says what happens next and when.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_RAISED,
)
register(
    "notification_amended",
    subject="{reference}: the notification was changed",
    body="The notification on case {reference} was changed. Please read what changed.",
    urgency=Urgency.IMMEDIATE,
    why="You get this because you could read the earlier version.",
)
register(
    "notification_lead_asked",
    subject="{reference}: do you agree?",
    body="A colleague asks you to read notification {reference} and to say whether you agree.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_ASKED,
)
register(
    "notification_lead_answered",
    subject="{reference}: your safeguarding lead has answered",
    body="Your safeguarding lead has answered on notification {reference}. You can send it whatever they say.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_RAISED,
)
register(
    "notification_acknowledged",
    subject="{reference}: the Business Unit has your notification",
    body="The Business Unit has received notification {reference} and is looking at it.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_RAISED,
)
register(
    "notification_assigned",
    subject="{reference}: you look after this case",
    body="Case {reference} was given to you to look after.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_UNIT,
)
register(
    "notification_returned",
    subject="{reference}: the Business Unit has questions",
    body="The Business Unit has questions about notification {reference}. Please answer each one.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_RAISED,
)
register(
    "notification_answered",
    subject="{reference}: the questions are answered",
    body="The questions about notification {reference} have been answered.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_UNIT,
)
register(
    "notification_considered",
    subject="{reference}: with the Review Advisory Group",
    body="Case {reference} was passed to the Review Advisory Group.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_READER,
)
register(
    "notification_released",
    subject="{reference}: you may read a restricted notification",
    body=(
        "The Business Unit named you as a reader of notification {reference}. "
        "Do not speak of it to anybody whom the Business Unit has not named."
    ),
    urgency=Urgency.IMMEDIATE,
    why="You get this because the Business Unit named you as a reader.",
)
register(
    "notification_entered_for_you",
    subject="{reference}: entered for you",
    body="What you told was entered as notification {reference}. Please read it and say if anything is wrong.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_RAISED,
)

# National notification, exits, what the referrer and others are told

WHY_INSIDE = "You get this because your role takes part in this case."

register(
    "receipt_recorded",
    subject="{reference}: the national receipt is recorded",
    body="The receipt of the national notification on case {reference} has been recorded.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_INSIDE,
)
register(
    "receipt_corrected",
    subject="{reference}: the national receipt was corrected",
    body="The receipt of the national notification on case {reference} was corrected. Dates may have moved.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_INSIDE,
)
register(
    "notification_awaits_information",
    subject="{reference}: waiting for information",
    body="Case {reference} waits for more information. It comes back on its review date.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_INSIDE,
)
register(
    "notification_waiting_ended",
    subject="{reference}: looked at again",
    body="Case {reference} no longer waits for information. The Review Advisory Group considers it again.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_INSIDE,
)
register(
    "notification_criteria_not_met",
    subject="{reference}: criteria found not met",
    body="The criteria on case {reference} were found not to be met after the decision to notify.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_INSIDE,
)
register(
    "notification_transferred",
    subject="{reference}: transferred to another area",
    body="Another area has taken case {reference} over.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_INSIDE,
)
register(
    "notification_reopened",
    subject="{reference}: opened again",
    body="Case {reference} was opened again because of new information.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_INSIDE,
)
register(
    "referrer_news",
    subject="{reference}: there is news",
    body="There is news on case {reference}. Sign in to read what is happening and what comes next.",
    urgency=Urgency.IMMEDIATE,
    why="You get this because you raised this case, or are the safeguarding lead who was asked about it.",
)
register(
    "need_to_know",
    subject="{reference}: something you need to know",
    body="A safeguarding partnership has something you need to know for your work. Sign in to read it.",
    urgency=Urgency.IMMEDIATE,
    why="You get this because your agency was named as one that needs to know.",
)
