"""The closed lists of recommendation, Executive and Panel's reply. What is recommended is `report_codes.NextStep`."""

from django.db import models

from rapid_reviews.report_codes import NextStep


class LearningKind(models.TextChoices):
    """How other learning is to be done."""

    SINGLE_AGENCY = "single_agency", "A review by one agency"
    AUDIT = "audit", "An audit across agencies"
    EVENT = "event", "A learning event with practitioners"
    THEMATIC = "thematic", "A thematic review"
    OTHER = "other", "Something else"


class ExecutiveChoice(models.TextChoices):
    """What a statutory partner's Executive member says of a recommendation. To differ names another outcome."""

    ENDORSE = "endorse", "Endorse the recommendation"
    GIVE_BACK = "give_back", "Give it back to the Review Advisory Group with questions"
    NATIONAL = "national", "Differ: a national review"
    LOCAL = "local", "Differ: a local child safeguarding practice review"
    OTHER = "other", "Differ: other learning"
    NONE = "none", "Differ: no further action"


DIFFERS = frozenset(NextStep.values)
"""The choices that name another outcome, by the outcome's own value."""


class Settled(models.TextChoices):
    """How the Executive's outcome came about."""

    UNANIMOUS = "unanimous", "All partners who signed agree"
    CHAIR = "chair", "The partners did not agree; the chair recorded how it was settled"


class ConflictRule(models.TextChoices):
    """What becomes of a partner for whom nobody is left to sign, because all stepped aside."""

    COUNTS = "counts", "The partner still counts: the others are not enough unless the number says so"
    LEFT_OUT = "left_out", "The partner is left out: the others are enough"


class CastingRule(models.TextChoices):
    """What the chair may do when the partners do not agree."""

    CHAIR = "chair", "The chair records how it was settled, with reasons"
    NOBODY = "nobody", "Nobody decides alone: it waits until all who signed agree"


class PanelAnswer(models.TextChoices):
    """What the national Panel replied."""

    AGREES = "agrees", "It agrees"
    FEEDBACK = "feedback", "It gives feedback only"
    RECONSIDER = "reconsider", "It asks to reconsider"
    NATIONAL = "national", "It begins a national review itself"


LEAVES_IT = frozenset({PanelAnswer.AGREES, PanelAnswer.FEEDBACK})
"""The replies after which what the Executive decided is to be commissioned."""
COMMISSIONED = (NextStep.LOCAL, NextStep.OTHER)
"""The outcomes for which somebody has to be commissioned here."""
