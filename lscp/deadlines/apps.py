"""Start-up of the clocks: the shipped bank holidays and rules are put in place after every migration."""

from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate


class DeadlinesConfig(AppConfig):
    """Clocks, their rules and calendar, and the reminders that enforce them."""

    name = "lscp.deadlines"
    label = "deadlines"
    verbose_name = "Clocks"

    def ready(self) -> None:
        """Register the calendar check, the loading of what is shipped, links and notices."""
        from lscp.deadlines import furniture  # noqa: PLC0415 - models are not ready before
        from lscp.deadlines.health import check_calendar  # noqa: PLC0415 - models are not ready before
        from lscp.web import furniture as pages  # noqa: PLC0415 - the same

        pages.register_navigation(furniture.navigation, order=30)
        pages.register_settings(furniture.settings, order=20)
        pages.register_banner(furniture.sweep_banner, order=20)
        pages.register_banner(furniture.calendar_banner, order=30)
        checks.register(check_calendar)
        post_migrate.connect(_load, sender=self)


def _load(**_: Any) -> None:
    from lscp.deadlines.reference_data import load_reference_data  # noqa: PLC0415 - needs the tables

    load_reference_data()
