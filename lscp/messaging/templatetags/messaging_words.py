"""Messages in words, for templates."""

from django import template

from lscp.messaging import presentation
from lscp.messaging.models import OutboundMessage

register = template.Library()


@register.filter
def message_subject(message: OutboundMessage) -> str:
    """What the message is about."""
    return presentation.subject_of(message)
