"""Start-up of accounts: sign-ins are recorded, and managers get their link in the navigation."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Partnerships, agencies, people, and how they sign in."""

    name = "lscp.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen to sign-ins; register the navigation."""
        from lscp.accounts import grants, navigation, sign_in_record, system  # noqa: PLC0415 - models are not ready before
        from lscp.audit import checkpoints  # noqa: PLC0415 - the same
        from lscp.web import furniture  # noqa: PLC0415 - the same

        sign_in_record.connect()
        post_migrate.connect(grants.forget_powers)
        checkpoints.written_by(system.system_actor)
        furniture.register_navigation(navigation.settings_link, order=90)
