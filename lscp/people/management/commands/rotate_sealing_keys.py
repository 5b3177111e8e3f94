"""`manage.py rotate_sealing_keys`: wraps every case's key with the newest master key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lscp.people import sealing


class Command(BaseCommand):
    """Put the new key first in SEALING_KEYS, restart, run this, then take the old key out."""

    help = "Wraps the sealing key of every case with the newest of SEALING_KEYS."

    def handle(self, *_: Any, **__: Any) -> None:
        """Rotate, and say which master keys are still needed."""
        try:
            rotated = sealing.rotate_keys()
        except KeyError as missing:
            raise CommandError(
                f"SEALING_KEYS lacks the key {missing}, which some cases still need."
            ) from None
        self.stdout.write(f"{rotated} keys were wrapped with the newest master key.")
        for name, cases in sealing.keys_in_use().items():
            self.stdout.write(f"{name}: {cases} cases")
