"""The closed lists of the pack for the national Panel: what its checklist asks, and how it is sent."""

from django.db import models


class PackItem(models.TextChoices):
    """One item of the checklist. Each is worked out from the record; nobody ticks it."""

    NOTIFIED = "notified", "The receipt of the national notification is recorded"
    RECOMMENDED = "recommended", "The group's recommendation is signed"
    EXECUTIVE = "executive", "The Executive has signed"
    REPORT = "report", "The report is finished"
    SELF_CHECK = "self_check", "The self-check is done, with reasons for what is not met"
    NAMES = "names", "No name or number of the case stands in the report"
    WORDS = "words", "Names in the recommendation and the Executive's reasons become roles in the pack"
    SAFETY = "safety", "No immediate safety action is open"
    RETURNS = "returns", "Every agency that was asked has answered"
    LETTER = "letter", "The Panel's letter is attached, as it asked to reconsider"


BLOCKS = frozenset({PackItem.NOTIFIED, PackItem.RECOMMENDED, PackItem.EXECUTIVE, PackItem.SAFETY})
"""Nothing goes without these: there is nothing to send, or a child may be at risk now. Every other item that is
unmet needs a reason and stops nothing."""


class SendingWay(models.TextChoices):
    """How a pack was sent."""

    PORTAL = "portal", "The Panel's own online form"
    EMAIL = "email", "Secure e-mail"
    OTHER = "other", "Another way"
