"""`manage.py checkpoint_audit`: signs the heads of all chains into a file outside the database."""

from typing import Any

from django.core.management.base import BaseCommand

from lscp.audit import checkpoints


class Command(BaseCommand):
    """Writes nothing when nothing was added since the last checkpoint."""

    help = "Writes a signed checkpoint of the record into AUDIT_CHECKPOINT_DIR."

    def handle(self, *_: Any, **__: Any) -> None:
        """Write it, and say where."""
        made = checkpoints.make()
        self.stdout.write(f"Wrote {made}." if made else "Nothing was added since the last checkpoint.")
        newest = checkpoints.newest()
        if newest:
            self.stdout.write(f"Keep this elsewhere: {newest.name}")
