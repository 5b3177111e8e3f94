"""The messages about files."""

from lscp.messaging.catalogue import register
from lscp.messaging.models import Urgency

register(
    "file_not_safe",
    subject="{reference}: a file was not safe",
    body=(
        "File {number} on case {reference} did not pass the virus check. It is locked away and nobody can "
        "open it. Please send a clean copy, and tell your own technical support."
    ),
    urgency=Urgency.IMMEDIATE,
    why="You get this because you added the file or look after the case.",
)
