"""Who was told what of a clock, and who is usually told."""

from lscp.messaging.models import OutboundMessage


def told(kind=None):
    """Who was told what, as (kind, person, rung)."""
    messages = OutboundMessage.objects.order_by("kind", "recipient__email")
    if kind:
        messages = messages.filter(kind=kind)
    return [(m.kind, m.recipient.email, int(m.dedupe_key.rsplit(":", 1)[1])) for m in messages]


HOLDERS = [
    "director@council.example",
    "manager@lscp.example",
    "notifier@council.example",
    "unit@lscp.example",
]
EXECUTIVES = ["executive@council.example", "executive@icb.example", "executive@police.example"]
