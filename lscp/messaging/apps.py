"""Start-up of the outbox: every app's kinds of message are registered before anything is queued."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MessagingConfig(AppConfig):
    """The outbox and its delivery."""

    name = "lscp.messaging"
    label = "messaging"
    verbose_name = "Messages"

    def ready(self) -> None:
        """Load `message_kinds` of every installed app, and say when messages do not leave."""
        from lscp.messaging import notices  # noqa: PLC0415 - models are not ready when this module loads
        from lscp.web import furniture  # noqa: PLC0415 - the same

        autodiscover_modules("message_kinds")
        furniture.register_banner(notices.broker_banner, order=10)
        furniture.register_banner(notices.late_banner, order=20)
        furniture.register_navigation(notices.navigation, order=80)
        furniture.register_settings(notices.settings, order=30)
