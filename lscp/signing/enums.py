"""The closed lists of the signed views."""

from django.db import models


class Standing(models.TextChoices):
    """How somebody comes to sign for a seat."""

    MEMBER = "member", "Member"
    DEPUTY = "deputy", "Deputy"


class EndReason(models.TextChoices):
    """Why a round takes no more views."""

    AMENDED = "amended", "What the views rested on was changed"
    LOOK_AGAIN = "look_again", "The views were asked for again"
    CLOSED = "closed", "The case went another way"


class VoidReason(models.TextChoices):
    """Why a signed view no longer counts. It stays on the record."""

    AMENDED = "amended", "What it rested on was changed after it was signed"
    RECUSED = "recused", "Whoever signed it declared a conflict of interest"
