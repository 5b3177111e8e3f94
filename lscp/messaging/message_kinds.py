"""The outbox's own messages."""

from lscp.messaging.catalogue import register
from lscp.messaging.models import Urgency

register(
    "messaging_digest",
    subject="Your reminders of today: {count}",
    body="Your reminders of today, in one message.",
    urgency=Urgency.IMMEDIATE,
    why="You asked for your reminders once a day. You can change this under Messages.",
)
