"""Start-up of the signed views: who may read the record of a blind view."""

from django.apps import AppConfig


class SigningConfig(AppConfig):
    """Signed views of any stage."""

    name = "lscp.signing"
    label = "signing"
    verbose_name = "Signed views"

    def ready(self) -> None:
        """Keep entries about a view out of sight until the round is open."""
        from lscp.audit import compartments  # noqa: PLC0415 - models are not ready when this module loads
        from lscp.signing import visibility  # noqa: PLC0415 - the same

        compartments.register(visibility.BLIND, visibility.may_read_entry)
