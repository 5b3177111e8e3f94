"""Start-up of the record: every app's verbs are registered before anything can be written."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AuditConfig(AppConfig):
    """The record of what was done, seen and refused."""

    name = "lscp.audit"
    label = "audit"
    verbose_name = "Record"

    def ready(self) -> None:
        """Load `audit_verbs` of every installed app."""
        autodiscover_modules("audit_verbs")
