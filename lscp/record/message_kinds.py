"""The alarm when the record does not hold, and its end. Never which case, nor what an entry says."""

from lscp.messaging.catalogue import register
from lscp.messaging.models import Urgency

WHY = "You get this because you manage the partnership or its system."

register(
    "record_does_not_hold",
    subject="the record of this service does not hold",
    body=(
        "The latest proof of the record failed. Faults found: {count}. Entries may have been changed, removed or added "
        "by hand. Tell whoever runs this service at once. They can see each fault with the command "
        "verify_audit. You get this message every day until a proof passes."
    ),
    urgency=Urgency.IMMEDIATE,
    why=WHY,
)
register(
    "record_holds_again",
    subject="the record of this service holds again",
    body="The latest proof of the record found nothing wrong. Ask whoever runs this service what had happened.",
    urgency=Urgency.IMMEDIATE,
    why=WHY,
)
