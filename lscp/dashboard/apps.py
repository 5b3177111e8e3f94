"""Start-up of the home page and the person's own account page."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    """Reads across the apps; keeps nothing."""

    name = "lscp.dashboard"
    label = "dashboard"

    def ready(self) -> None:
        """Register the blocks this app adds for the apps below it."""
        from lscp.dashboard import blocks  # noqa: PLC0415 - models are not ready before
        from lscp.web import sections  # noqa: PLC0415 - the same

        sections.register_section(blocks.time_limits, order=20)
