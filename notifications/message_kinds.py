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
    body="A decision on case {reference} was recorded in your name. Please read it and sign it.",
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
    "look_again_asked",
    subject="{reference}: the Executive asks the group to look again",
    body="The Executive asks the Review Advisory Group to look again at case {reference}.",
    urgency=Urgency.IMMEDIATE,
    why=WHY_READER,
)
