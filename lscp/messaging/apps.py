"""Start-up of the outbox: every app's kinds of message are registered before anything is queued."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MessagingConfig(AppConfig):
    """The outbox and its delivery."""

    name = "lscp.messaging"
    label = "messaging"

    def ready(self) -> None:
        """Load `message_kinds` of every installed app."""
        autodiscover_modules("message_kinds")
