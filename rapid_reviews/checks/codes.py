"""The closed list of checks, and what people make of a finding."""

from django.db import models


class Check(models.TextChoices):
    """What was looked for."""

    SAME_EVENT = "same_event", "The same event, told differently"
    KNOWING = "knowing", "Who knew what, and when"
    NOT_SEEN = "not_seen", "The child was not seen"
    NOT_SPOKEN = "not_spoken", "The child was seen, but not spoken to alone"
    SILENT = "silent", "An agency that says nothing for a time"
    GAP = "gap", "A long gap in the whole chronology"


class Made(models.TextChoices):
    """What somebody makes of a finding."""

    DISCUSS = "discuss", "Worth discussing"
    DISMISSED = "dismissed", "Dismissed"
