"""Start-up of the project: wire the consequences that cross apps."""

from django.apps import AppConfig


class LscpConfig(AppConfig):
    """The project itself."""

    name = "lscp"
    label = "lscp"

    def ready(self) -> None:
        """Connect events to what follows from them."""
        from lscp import journeys  # noqa: PLC0415 - models are not ready when this module loads
        from lscp.kernel import events  # noqa: PLC0415 - the same

        events.wire(journeys.CONSEQUENCES)
