"""Start-up of the demonstration: in demo mode the product's clock may run ahead of real time."""

from django.apps import AppConfig
from django.conf import settings
from django.core import checks


class DemoConfig(AppConfig):
    """Demonstration accounts, the clock that moves, and what keeps both out of production."""

    name = "lscp.demo"
    label = "demo"
    verbose_name = "Demonstration"

    def ready(self) -> None:
        """Let the clock read its offset (demo mode only); check that no demo account lives elsewhere."""
        from lscp.demo import safety, time_offset  # noqa: PLC0415 - models are not ready before
        from lscp.kernel import clock  # noqa: PLC0415 - the same

        checks.register(safety.check_accounts, checks.Tags.database)
        if settings.DEMO_MODE:
            clock.set_offset_source(time_offset.current)
