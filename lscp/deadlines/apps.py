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
        """Register the calendar check and the loading of what is shipped."""
        from lscp.deadlines.health import check_calendar  # noqa: PLC0415 - models are not ready before

        checks.register(check_calendar)
        post_migrate.connect(_load, sender=self)


def _load(**_: Any) -> None:
    from lscp.deadlines.reference_data import load_reference_data  # noqa: PLC0415 - needs the tables

    load_reference_data()
