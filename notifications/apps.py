"""Start-up of the first stage: whose cases have clocks is whoever may see the notification."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Stage 1."""

    name = "notifications"
    label = "notifications"
    verbose_name = "Notifications"

    def ready(self) -> None:
        """Tell the clocks who may see a case."""
        from lscp.deadlines import access  # noqa: PLC0415 - models are not ready when this module loads
        from notifications.models import Notification  # noqa: PLC0415 - the same

        access.shows_cases("notification", Notification.visible_to)
