"""The closed lists of attached files."""

from django.db import models


class ScanState(models.TextChoices):
    """What the virus check says of a file."""

    WAITING = "waiting", "Waiting for the virus check"
    CLEAN = "clean", "Checked: no virus found"
    INFECTED = "infected", "Not safe: locked away"
    NOT_SCANNED = "not_scanned", "Not checked for viruses (demonstration)"


READABLE = frozenset({ScanState.CLEAN, ScanState.NOT_SCANNED})
