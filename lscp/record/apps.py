"""Start-up of the pages of the record. This app has no tables: the record itself is `lscp.audit`."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """Reading the record: timelines, histories, who read what, and the partnership's own record."""

    name = "lscp.record"
    label = "record"
    verbose_name = "Pages of the record"

    def ready(self) -> None:
        """Add the ways to the pages of the record for those who answer for it."""
        from lscp.record import navigation, proofs  # noqa: PLC0415 - models are not ready when this module loads
        from lscp.web import furniture, sections  # noqa: PLC0415 - the same

        furniture.register_banner(proofs.banner, order=5)
        sections.register_section(navigation.readers, order=60)
        furniture.register_settings(navigation.settings, order=40)
