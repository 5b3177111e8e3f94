"""Start-up of the record: verbs are registered before anything can be written, rights are taken away."""

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class AuditConfig(AppConfig):
    """The record of what was done, seen and refused."""

    name = "lscp.audit"
    label = "audit"
    verbose_name = "Record"

    def ready(self) -> None:
        """Load what every app says of its records; guard the tables after every migration."""
        from lscp.audit import protection  # noqa: PLC0415 - models are not ready when this module loads

        autodiscover_modules("audit_verbs")
        autodiscover_modules("address_book")
        autodiscover_modules("field_history")
        autodiscover_modules("evidence")
        post_migrate.connect(protection.after_migrations, sender=self)
        checks.register(protection.check_role, checks.Tags.database)
