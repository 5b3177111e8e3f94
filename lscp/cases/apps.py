"""Start-up of the cases app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The case: lock root, subject of clocks, key of the record's chain."""

    name = "lscp.cases"
    label = "cases"
    verbose_name = "Cases"

    def ready(self) -> None:
        """Tell the record what an address is about, and who reads which compartment."""
        from lscp.audit import refusals  # noqa: PLC0415 - models are not ready when this module loads
        from lscp.cases import addresses, compartments, telling  # noqa: PLC0415 - the same

        refusals.tells_about(addresses.about)
        compartments.register()
        telling.register()
