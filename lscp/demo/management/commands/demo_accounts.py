"""Prints the demonstration's accounts."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lscp.demo import listing


class Command(BaseCommand):
    """`manage.py demo_accounts`."""

    help = "Prints the demonstration's accounts; in demo mode only."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print them."""
        if not settings.DEMO_MODE:
            raise CommandError("There are demonstration accounts in demo mode only (DEMO_MODE=1).")
        self.stdout.write(listing.as_text())
