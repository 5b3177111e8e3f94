"""How attempts on the addresses of the messages are said."""

from lscp.audit import refusals

refusals.say(
    "messaging",
    {
        "undelivered": "looking at messages that could not be sent",
        "retry": "sending a message again",
        "quiet_hours": "setting the quiet hours",
    },
    otherwise="opening their messages",
)
